import { Box } from '@mantine/core';
import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { personColor } from '#client/objects/person-color.ts';
import type { MergeView } from '#shared/protocol/merges.ts';
import { ConflictCard } from './ConflictCard.tsx';
import { entriesByBlock, isConflict } from './entries.ts';
import type { NameOf } from './names.ts';
import { PartBlock } from './PartBlock.tsx';
import { TextSwitch } from './TextSwitch.tsx';
import type { ShownText } from './text-shown.ts';
import type { MergeWork } from './use-merge-work.ts';
import styles from './TextColumn.module.css';

interface PartColumnProps {
  readonly view: MergeView;
  readonly work: MergeWork;
  readonly nameOf: NameOf;
  readonly shown: ShownText;
  readonly onShow: (shown: ShownText) => void;
}

/** The part as it would be, with what comes in marked in the colour of its author, and the conflicts where they stand. */
export function PartColumn({ view, work, nameOf, shown, onShow }: PartColumnProps): ReactElement {
  const { t } = useTranslation();
  const byBlock = useMemo(() => entriesByBlock(work.entries), [work.entries]);
  const author = { '--person': personColor(view.submittedBy) };
  return (
    <div className={styles.column}>
      <div className={styles.heading}>
        <h2 id="merge-part" className={styles.name}>
          {t('merge.part.heading')}
        </h2>
        <TextSwitch shown={shown} onShow={onShow} />
        <span className={styles.hint}>{t(work.isOpen ? 'merge.part.hint' : 'merge.part.hintDone')}</span>
      </div>
      <Box component="section" className={styles.paper} __vars={author} aria-labelledby="merge-part" tabIndex={0}>
        {view.part.length === 0 && <p className={styles.void}>{t('merge.part.empty')}</p>}
        {view.part.map((block) => {
          const entries = byBlock.get(block.blockId) ?? [];
          const conflict = entries.find(isConflict);
          return conflict === undefined ? (
            <PartBlock key={block.blockId} block={block} entries={entries} work={work} />
          ) : (
            <ConflictCard key={block.blockId} entry={conflict} view={view} work={work} nameOf={nameOf} />
          );
        })}
      </Box>
    </div>
  );
}
