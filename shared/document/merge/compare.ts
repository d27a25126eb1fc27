import type { Block, Inline, Mark, Paragraph } from '#shared/document/document.ts';

export type ThreadIds = ReadonlySet<string>;

const NO_THREADS: ThreadIds = new Set();

/** Equal for two blocks exactly when a merge sees no difference: ids (also those inside cells) and comment marks don't count. */
export function contentKey(block: Block): string {
  return JSON.stringify(withThreads(block, NO_THREADS), (name, value: unknown) => (name === 'id' ? undefined : value));
}

/** The block with comment marks of the named threads alone; the same object when nothing has to go. */
export function withThreads(block: Block, threads: ThreadIds): Block {
  if (!threadsIn(block).some((thread) => !threads.has(thread))) return block;
  if (block.type === 'paragraph') return paragraphWithThreads(block, threads);
  if (block.type !== 'table') return block;
  return {
    ...block,
    rows: block.rows.map((row) => ({
      cells: row.cells.map((cell) => ({
        ...cell,
        content: cell.content.map((paragraph) => paragraphWithThreads(paragraph, threads)),
      })),
    })),
  };
}

/** Every thread with a mark in the block, repeated as often as it is marked. */
export function threadsIn(block: Block): readonly string[] {
  return paragraphsIn(block).flatMap((paragraph) =>
    paragraph.content.flatMap((inline) =>
      inline.type === 'text'
        ? inline.marks.flatMap((mark) => (mark.type === 'comment' ? [String(mark.threadId)] : []))
        : [],
    ),
  );
}

function paragraphsIn(block: Block): readonly Paragraph[] {
  if (block.type === 'paragraph') return [block];
  if (block.type !== 'table') return [];
  return block.rows.flatMap((row) => row.cells.flatMap((cell) => cell.content));
}

function paragraphWithThreads(paragraph: Paragraph, threads: ThreadIds): Paragraph {
  const content: Inline[] = [];
  for (const inline of paragraph.content) {
    const kept = inline.type === 'text' ? { ...inline, marks: keptMarks(inline.marks, threads) } : inline;
    const last = content.at(-1);
    if (last?.type === 'text' && kept.type === 'text' && JSON.stringify(last.marks) === JSON.stringify(kept.marks)) {
      // Two runs that only a comment kept apart become one, or the result would leave the normal form.
      content[content.length - 1] = { ...last, text: last.text + kept.text };
    } else content.push(kept);
  }
  return { ...paragraph, content };
}

function keptMarks(marks: readonly Mark[], threads: ThreadIds): readonly Mark[] {
  return marks.filter((mark) => mark.type !== 'comment' || threads.has(mark.threadId));
}
