import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PreviewBlock } from '#shared/protocol/merges.ts';
import { BlockText } from './BlockText.tsx';
import { blockWord } from './block-word.ts';
import type { Run } from './word-diff.ts';
import styles from './BlockFrame.module.css';

interface BlockFrameProps {
  readonly id: string;
  readonly block: PreviewBlock;
  readonly runs: readonly Run[];
  readonly tone: 'part' | 'section';
  /** Whether it belongs to the entry that is being decided. */
  readonly isCurrent: boolean;
  readonly isMoved?: boolean;
  /** Said above the words. */
  readonly children?: ReactNode;
}

/** A block on paper: a heading in bold with its number, body text, a table; a picture or a page break by its name. */
export function BlockFrame({ id, block, runs, tone, isCurrent, isMoved, children }: BlockFrameProps): ReactElement {
  const { t } = useTranslation();
  const isBlank = runs.every((run) => run.text === '');
  const kind = runs.at(0)?.kind ?? 'same';
  const named: readonly Run[] = [{ kind, text: `[${t(blockWord(block.type))}]` }];
  return (
    <div
      id={id}
      className={styles.block}
      data-current={isCurrent || undefined}
      data-moved={isMoved || undefined}
      data-heading={block.level > 0 || undefined}
    >
      {children}
      {block.label !== '' && <span>{block.label} </span>}
      <BlockText type={isBlank ? 'paragraph' : block.type} runs={isBlank ? named : runs} tone={tone} />
    </div>
  );
}
