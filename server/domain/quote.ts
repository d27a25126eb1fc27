import {
  MARK_TYPES,
  textOfInlines,
  type Block,
  type DocumentContent,
  type Inline,
  type Mark,
  type Paragraph,
} from '#shared/document/document.ts';
import type { Outcome } from '#shared/model/errors.ts';
import type { BlockId, ThreadId } from '#shared/model/ids.ts';

/** Words of a text that somebody comments on. */
export interface Quote {
  /** A block's, or that of a paragraph in a table. */
  readonly blockId: BlockId;
  readonly quote: string;
  /** Offset in the text of what `blockId` names, in UTF-16 units; needed where the quote occurs there more than once. */
  readonly at?: number | undefined;
}

/** A paragraph and where its text begins in the text of the block that holds it. */
interface Stretch {
  readonly paragraph: Paragraph;
  readonly offset: number;
}

/** The text with the thread's mark on the quoted words; refused when they are not there, or there more than once and `at` is not given. */
export function markQuote(content: DocumentContent, quote: Quote, threadId: ThreadId): Outcome<DocumentContent> {
  const stretches = stretchesOf(content, quote.blockId);
  const found = stretches.flatMap(({ paragraph, offset }) =>
    occurrences(textOfInlines(paragraph.content), quote.quote).map((start) => ({
      paragraph,
      start,
      at: offset + start,
    })),
  );
  const chosen = quote.at === undefined ? found : found.filter((one) => one.at === quote.at);
  const [only] = chosen;
  if (only === undefined) return { ok: false, code: 'thread/quote-missing' };
  if (chosen.length > 1) return { ok: false, code: 'thread/quote-repeated', details: { count: chosen.length } };
  const marked = markRange(only.paragraph, only.start, only.start + quote.quote.length, threadId);
  return { ok: true, value: { blocks: content.blocks.map((block) => replaced(block, only.paragraph, marked)) } };
}

function stretchesOf(content: DocumentContent, id: BlockId): readonly Stretch[] {
  const block = content.blocks.find((one) => one.id === id);
  if (block?.type === 'paragraph') return [{ paragraph: block, offset: 0 }];
  if (block?.type === 'table') return stretchesOfTable(block);
  const inCell = content.blocks
    .flatMap((one) => (one.type === 'table' ? stretchesOfTable(one) : []))
    .find(({ paragraph }) => paragraph.id === id);
  return inCell === undefined ? [] : [{ paragraph: inCell.paragraph, offset: 0 }];
}

/** Paragraphs of a cell are joined by one character, and so are cells and rows: see `textOfBlock`. */
function stretchesOfTable(table: Extract<Block, { readonly type: 'table' }>): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let offset = 0;
  for (const row of table.rows) {
    for (const cell of row.cells) {
      for (const paragraph of cell.content) {
        stretches.push({ paragraph, offset });
        offset += textOfInlines(paragraph.content).length + 1;
      }
      // A cell without a paragraph still ends in one separator.
      if (cell.content.length === 0) offset += 1;
    }
    if (row.cells.length === 0) offset += 1;
  }
  return stretches;
}

function occurrences(text: string, quote: string): readonly number[] {
  const starts: number[] = [];
  for (let at = text.indexOf(quote); at !== -1; at = text.indexOf(quote, at + 1)) starts.push(at);
  return starts;
}

function markRange(paragraph: Paragraph, from: number, to: number, threadId: ThreadId): Paragraph {
  let at = 0;
  const content = paragraph.content.flatMap((inline): readonly Inline[] => {
    const start = at;
    at += inline.type === 'text' ? inline.text.length : 1;
    if (inline.type !== 'text' || at <= from || start >= to) return [inline];
    const begin = Math.max(0, from - start);
    const end = Math.min(inline.text.length, to - start);
    return [
      ...(begin === 0 ? [] : [{ ...inline, text: inline.text.slice(0, begin) }]),
      { ...inline, text: inline.text.slice(begin, end), marks: withComment(inline.marks, threadId) },
      ...(end === inline.text.length ? [] : [{ ...inline, text: inline.text.slice(end) }]),
    ];
  });
  return { ...paragraph, content };
}

/** In the order of the canonical form: by kind, comments among themselves by their thread. */
function withComment(marks: readonly Mark[], threadId: ThreadId): readonly Mark[] {
  const place = (mark: Mark): number => MARK_TYPES.indexOf(mark.type);
  const detail = (mark: Mark): string => (mark.type === 'comment' ? mark.threadId : '');
  return [...marks, { type: 'comment', threadId } as const].toSorted(
    (one, other) => place(one) - place(other) || (detail(one) < detail(other) ? -1 : 1),
  );
}

function replaced(block: Block, old: Paragraph, paragraph: Paragraph): Block {
  if (block === old) return paragraph;
  if (block.type !== 'table' || !block.rows.some((row) => row.cells.some((cell) => cell.content.includes(old)))) {
    return block;
  }
  return {
    ...block,
    rows: block.rows.map((row) => ({
      cells: row.cells.map((cell) => ({
        ...cell,
        content: cell.content.map((one) => (one === old ? paragraph : one)),
      })),
    })),
  };
}
