import { ArrowUpDown, X } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { MergeChange, PreviewBlock } from '#shared/protocol/merges.ts';
import { BlockFrame } from './BlockFrame.tsx';
import { nameOfEntry, type Entry } from './entries.ts';
import { placeId } from './entry-elements.ts';
import type { MergeWork } from './use-merge-work.ts';
import { diffTexts, type Run } from './word-diff.ts';
import styles from './PartBlock.module.css';

interface PartBlockProps {
  readonly block: PreviewBlock;
  /** What comes in at this block; none for an untouched one. */
  readonly entries: readonly Entry[];
  readonly work: MergeWork;
}

/** A block of the part with what comes in; what is refused reads as if it had not come. */
export function PartBlock({ block, entries, work }: PartBlockProps): ReactElement {
  const { t } = useTranslation();
  const isRefused = (entry: Entry): boolean => work.decisions.made[entry.id]?.kind === 'refuse';
  const moves = entries.filter((entry) => entry.kind === 'change' && entry.change.kind === 'move');
  const isMoved = moves.some((entry) => !isRefused(entry));
  const rewriting = entries.find((entry) => entry.kind === 'change' && entry.change.kind !== 'move');
  const change = rewriting?.kind === 'change' ? rewriting.change : undefined;
  const runs = runsOf(block, change, rewriting !== undefined && isRefused(rewriting));
  return (
    <BlockFrame
      id={placeId(block.blockId)}
      block={block}
      runs={runs}
      tone="part"
      isCurrent={entries.some((entry) => entry.id === work.currentId)}
      isMoved={isMoved}
    >
      {isMoved && (
        <span className={styles.caption}>
          <ArrowUpDown className={styles.icon} aria-hidden />
          {t('merge.part.movedHere')}
        </span>
      )}
      {entries.filter(isRefused).map((entry) => (
        <span key={entry.id} className={styles.caption}>
          <X className={styles.icon} aria-hidden />
          {t('merge.part.refused', { change: t(`merge.kind.${nameOfEntry(entry)}`) })}
        </span>
      ))}
    </BlockFrame>
  );
}

function runsOf(block: PreviewBlock, change: MergeChange | undefined, isRefused: boolean): readonly Run[] {
  if (change === undefined) return [{ kind: 'same', text: block.text }];
  const { kind, before, after } = change;
  // An insertion that is refused stays to be read, or nobody could think better of it.
  if (isRefused) return [kind === 'insert' ? { kind: 'removed', text: after } : { kind: 'same', text: before }];
  if (kind === 'insert') return [{ kind: 'added', text: after }];
  if (kind === 'delete') return [{ kind: 'removed', text: before }];
  return diffTexts(before, after);
}
