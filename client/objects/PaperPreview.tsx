import { useMemo, type ReactElement } from 'react';
import { layoutProfileOf } from '#shared/document/layout-profile.ts';
import type { OrganisationFields } from '#shared/protocol/organisation.ts';
import { paperFrame, styleOfLine, type PaperLine } from './paper-lines.ts';
import classes from './PaperPreview.module.css';

export interface PaperPreviewProps {
  readonly label: string;
  readonly fields: OrganisationFields;
}

/** Head and foot of a paper as the organisation's layout prints them, small; the text between is only hinted at. */
export function PaperPreview({ label, fields }: PaperPreviewProps): ReactElement {
  const { head, foot } = useMemo(() => paperFrame(fields), [fields]);
  const bodyPt = layoutProfileOf(fields.profile).defaultFont.sizePt.default;
  return (
    <figure className={classes.paper} aria-label={label} lang="vi">
      {head.rows.map((cells, row) => (
        <div key={row} className={classes.columns} style={{ gridTemplateColumns: columnsOf(head.shares) }}>
          {cells.map((lines, at) => (
            <Lines key={at} lines={lines} bodyPt={bodyPt} />
          ))}
        </div>
      ))}
      <div className={classes.text} aria-hidden>
        <span />
        <span />
        <span />
      </div>
      <div className={classes.columns} style={{ gridTemplateColumns: columnsOf(foot.shares) }}>
        <Lines lines={foot.recipients} bodyPt={bodyPt} />
        <div>
          <Lines lines={foot.authority} bodyPt={bodyPt} />
          <div className={classes.sign} />
          <Lines lines={[foot.signer]} bodyPt={bodyPt} />
        </div>
      </div>
    </figure>
  );
}

function columnsOf(shares: readonly number[]): string {
  return shares.map((share) => `minmax(0, ${String(share)}fr)`).join(' ');
}

interface LinesProps {
  readonly lines: readonly PaperLine[];
  readonly bodyPt: number;
}

function Lines({ lines, bodyPt }: LinesProps): ReactElement {
  return (
    <div>
      {lines.map((line) => (
        <p key={line.key} className={classes.line} style={styleOfLine(line, bodyPt)}>
          <span className={classes.words}>
            {line.text}
            {line.rule !== undefined && (
              <span className={classes.rule} style={{ inlineSize: `${String(line.rule * 100)}%` }} />
            )}
          </span>
        </p>
      ))}
    </div>
  );
}
