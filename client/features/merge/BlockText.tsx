import { Fragment, type ReactElement } from 'react';
import styles from './BlockText.module.css';
import type { Run } from './word-diff.ts';

interface BlockTextProps {
  readonly type: string;
  readonly runs: readonly Run[];
  /** `part`: what comes and goes. `section`: what is new. `conflict`: what differs between two readings. */
  readonly tone: 'part' | 'section' | 'conflict';
}

/** The words of a block with its differences marked; a table keeps its rows and cells. */
export function BlockText({ type, runs, tone }: BlockTextProps): ReactElement {
  if (type !== 'table') return <RunsText runs={runs} tone={tone} />;
  return (
    <span className={styles.table}>
      {splitRuns(runs, '\n').map((row, at) => (
        <span key={at} className={styles.row}>
          {splitRuns(row, '\t').map((cell, column) => (
            <span key={column} className={styles.cell}>
              <RunsText runs={cell} tone={tone} />
            </span>
          ))}
        </span>
      ))}
    </span>
  );
}

function RunsText({ runs, tone }: Omit<BlockTextProps, 'type'>): ReactElement {
  return (
    <>
      {runs.map((run, at) => (
        <Fragment key={at}>{markRun(run, tone)}</Fragment>
      ))}
    </>
  );
}

/** The space after a marked word stays unmarked: a line under nothing looks like a fault. */
function markRun({ kind, text }: Run, tone: BlockTextProps['tone']): ReactElement | string {
  const words = text.trimEnd();
  if (kind === 'same' || words === '') return text;
  return (
    <>
      {markWords(kind, words, tone)}
      {text.slice(words.length)}
    </>
  );
}

function markWords(kind: 'removed' | 'added', text: string, tone: BlockTextProps['tone']): ReactElement {
  if (tone === 'conflict') return <b className={styles.differs}>{text}</b>;
  if (tone === 'section') return <mark className={styles.fresh}>{text}</mark>;
  return kind === 'added' ? <ins className={styles.added}>{text}</ins> : <del className={styles.removed}>{text}</del>;
}

/** The runs between separators. One that was removed separates nothing any more. */
function splitRuns(runs: readonly Run[], separator: string): readonly (readonly Run[])[] {
  const pieces: Run[][] = [[]];
  for (const { kind, text } of runs) {
    const parts = kind === 'removed' ? [text.replaceAll(separator, ' ')] : text.split(separator);
    for (const [at, part] of parts.entries()) {
      if (at > 0) pieces.push([]);
      if (part !== '') pieces.at(-1)?.push({ kind, text: part });
    }
  }
  return pieces;
}
