import { Box } from '@mantine/core';
import { Eye } from 'lucide-react';
import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { MergeView, PreviewBlock } from '#shared/protocol/merges.ts';
import { BlockFrame } from './BlockFrame.tsx';
import { entriesByBlock, isNew, type Entry } from './entries.ts';
import { sourceId } from './entry-elements.ts';
import { TextSwitch } from './TextSwitch.tsx';
import type { ShownText } from './text-shown.ts';
import type { MergeWork } from './use-merge-work.ts';
import { diffTexts, sideOf, type Run } from './word-diff.ts';
import styles from './TextColumn.module.css';

interface SectionColumnProps {
  readonly view: MergeView;
  readonly work: MergeWork;
  /** Of the submission among those of its section, from 1. */
  readonly number: number | null;
  readonly shown: ShownText;
  readonly onShow: (shown: ShownText) => void;
}

/** The section as it was received, to be read: its new words are marked. */
export function SectionColumn({ view, work, number, shown, onShow }: SectionColumnProps): ReactElement {
  const { t } = useTranslation();
  const byBlock = useMemo(() => entriesByBlock(work.entries), [work.entries]);
  const heading = number === null ? t('merge.section.headingPlain') : t('merge.section.heading', { number });
  return (
    <div className={styles.column} data-side="section">
      <div className={styles.heading}>
        <h2 id="merge-section" className={styles.name}>
          {heading}
        </h2>
        <TextSwitch shown={shown} onShow={onShow} />
        <span className={styles.hint}>
          <Eye className={styles.icon} aria-hidden />
          {t('merge.section.readOnly')}
        </span>
      </div>
      <Box component="section" className={styles.paper} aria-labelledby="merge-section" tabIndex={0}>
        {view.section.length === 0 && <p className={styles.void}>{t('merge.section.empty')}</p>}
        {view.section.map((block) => {
          const entries = byBlock.get(block.blockId) ?? [];
          const isCurrent = entries.some((entry) => entry.id === work.currentId);
          return (
            <BlockFrame
              key={block.blockId}
              id={sourceId(block.blockId)}
              block={block}
              runs={newRuns(block, entries)}
              tone="section"
              isCurrent={isCurrent}
            />
          );
        })}
      </Box>
    </div>
  );
}

/** The block's words, with those that the part does not know marked. */
function newRuns(block: PreviewBlock, entries: readonly Entry[]): readonly Run[] {
  if (!isNew(block)) return [{ kind: 'same', text: block.text }];
  const before = entries.map(textBefore).find((text) => text !== undefined);
  return before === undefined ? [{ kind: 'added', text: block.text }] : sideOf(diffTexts(before, block.text), 'after');
}

function textBefore(entry: Entry): string | undefined {
  if (entry.kind === 'conflict') return entry.conflict.base ?? undefined;
  return entry.change.kind === 'replace' ? entry.change.before : undefined;
}
