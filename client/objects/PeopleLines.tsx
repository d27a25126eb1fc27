import { Button, VisuallyHidden } from '@mantine/core';
import { Check, Plus, TriangleAlert } from 'lucide-react';
import { Fragment, useRef, useState, type FocusEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useVisibleRows } from '#client/ui/use-visible-rows.ts';
import type { JudgedRows, PeopleRow } from './people-lines.ts';
import { PeopleLine } from './PeopleLine.tsx';
import { usePeopleLines, usePlaceOfKeys } from './use-people-lines.ts';
import classes from './PeopleLines.module.css';

export interface PeopleLinesProps {
  /** What the list is, for readers of the screen. */
  readonly label: string;
  readonly rows: readonly PeopleRow[];
  readonly judged: JudgedRows;
  /** Has to stay the same function from one drawing to the next. */
  readonly onRows: (update: (rows: readonly PeopleRow[]) => readonly PeopleRow[]) => void;
}

/** Lines that show before one asks for more. */
const FEW = 6;

/** A list of people to be, as a table that is changed in place; thousands of lines stay fluid. What is pasted is the caller's to read. */
export function PeopleLines({ label, rows, judged, onRows }: PeopleLinesProps): ReactElement {
  const { t } = useTranslation();
  const body = useRef<HTMLTableElement>(null);
  const [isTall, setTall] = useState(false);
  const keys = usePlaceOfKeys();
  const active = rows.findIndex(({ key }) => key === keys.place?.key);
  const { drawn, behind, measure, scrollTo } = useVisibleRows({
    body,
    count: rows.length,
    kept: active === -1 ? [] : [active],
  });
  const deeds = usePeopleLines({ body, rows, judged, onRows, scrollTo, ...keys });
  const hasLogins = rows.some(({ login }) => login !== '');
  const fewOrTall = isTall ? 'tall' : 'few';
  /** A few lines are shown whole, however much is said below each. */
  const size = rows.length > FEW ? fewOrTall : 'whole';
  const followFocus = (event: FocusEvent<HTMLElement>, row: PeopleRow): void => {
    const cell = event.target.dataset['cell'];
    if (cell !== undefined) keys.setPlace({ key: row.key, cell });
  };
  return (
    <>
      <div className={classes.frame} data-size={size}>
        <table
          ref={body}
          className={classes.lines}
          data-logins={hasLogins || undefined}
          aria-label={label}
          aria-rowcount={rows.length + 1}
        >
          <Head hasLogins={hasLogins} />
          {drawn.map(({ index, gap }) => {
            const row = rows[index];
            if (row === undefined) return null;
            return (
              <Fragment key={row.key}>
                {gap > 0 && <Gap height={gap} />}
                <PeopleLine
                  row={row}
                  index={index}
                  faults={judged.faults.get(row.key)}
                  login={hasLogins ? (judged.logins.get(row.key) ?? '') : undefined}
                  measure={measure}
                  onFocus={followFocus}
                  onChange={deeds.change}
                  onRemove={deeds.remove}
                  onKey={deeds.handleKey}
                />
              </Fragment>
            );
          })}
          {behind > 0 && <Gap height={behind} />}
        </table>
      </div>
      <div className={classes.foot}>
        <Count judged={judged} onNextFault={deeds.goToNextFault} />
        <span className={classes.ways}>
          {rows.length > FEW && (
            <Button variant="subtle" onClick={() => setTall(!isTall)}>
              {isTall ? t('objects.lines.showFew') : t('objects.lines.showMore', { count: rows.length - FEW })}
            </Button>
          )}
          <Button variant="subtle" leftSection={<Plus size="1rem" aria-hidden />} onClick={deeds.add}>
            {t('objects.lines.add')}
          </Button>
        </span>
      </div>
    </>
  );
}

function Head({ hasLogins }: { readonly hasLogins: boolean }): ReactElement {
  const { t } = useTranslation();
  return (
    <thead>
      <tr aria-rowindex={1}>
        <th className={classes.number} scope="col">
          {t('objects.lines.number')}
        </th>
        <th scope="col">{t('objects.lines.name')}</th>
        <th scope="col">{t('objects.lines.title')}</th>
        <th className={classes.roles} scope="col">
          {t('objects.lines.roles')}
        </th>
        {hasLogins && (
          <th className={classes.login} scope="col">
            {t('objects.lines.login')}
          </th>
        )}
        <th className={classes.end} scope="col">
          <VisuallyHidden>{t('objects.lines.removing')}</VisuallyHidden>
        </th>
      </tr>
    </thead>
  );
}

/** The room of lines that are not drawn. */
function Gap({ height }: { readonly height: number }): ReactElement {
  return (
    <tbody>
      <tr role="presentation" style={{ height }} />
    </tbody>
  );
}

interface CountProps {
  readonly judged: JudgedRows;
  readonly onNextFault: () => void;
}

/** How many can be taken as they are, and what the others lack; pressed, it goes to the next of these. */
function Count({ judged, onNextFault }: CountProps): ReactElement {
  const { t } = useTranslation();
  const faulty = [...judged.faults.values()];
  const roleless = faulty.filter(({ roles, ...others }) => roles !== undefined && Object.keys(others).length === 0);
  const wrong = faulty.length - roleless.length;
  const words = [
    ...(roleless.length > 0 ? [t('objects.lines.roleless', { count: roleless.length })] : []),
    ...(wrong > 0 ? [t('objects.lines.wrong', { count: wrong })] : []),
  ].join(' · ');
  return (
    <output className={classes.count}>
      {judged.good > 0 && (
        <span className={classes.good}>
          <Check className={classes.sign} aria-hidden />
          {t('objects.lines.good', { count: judged.good })}
        </span>
      )}
      {words !== '' && (
        <button type="button" className={classes.faulty} data-faults onClick={onNextFault}>
          <TriangleAlert className={classes.sign} aria-hidden />
          {words}
        </button>
      )}
    </output>
  );
}
