import type { Block, DocumentContent, Inline, Mark, Paragraph, TableCell } from '#shared/document/document.ts';
import { idOf, type BlockId, type ImageId } from '#shared/model/ids.ts';
import type { StoryBlock } from './story.ts';

/** A text of the story as one that was typed: a table's caption is a paragraph above it, a picture's one below. */
export function contentOf(
  blocks: readonly StoryBlock[],
  newId: () => string,
  pictures: ReadonlyMap<string, ImageId>,
): DocumentContent {
  const paragraph = (content: readonly Inline[], form: Form = PLAIN): Paragraph => ({
    type: 'paragraph',
    id: idOf<BlockId>(newId()),
    indent: 0,
    ...form,
    content,
  });
  const cell = (text: string, header: boolean): TableCell => ({
    header,
    colspan: 1,
    rowspan: 1,
    colwidth: null,
    content: [paragraph(runsOf(text))],
  });
  return {
    blocks: blocks.flatMap((block): readonly Block[] => {
      if (block.type === 'paragraph') return [paragraph(runsOf(block.text, block), formOf(block))];
      if (block.type === 'image') {
        const { alt, caption, widthPercent } = block;
        const imageId = pictures.get(block.picture);
        if (imageId === undefined) throw new Error(`The picture ${block.picture} of the story was not uploaded`);
        return [
          { type: 'image', id: idOf<BlockId>(newId()), imageId, alt, widthPercent },
          paragraph(runsOf(caption, { bold: [], italic: [[0, caption.length]] }), { ...PLAIN, align: 'center' }),
        ];
      }
      const caption = block.unit === undefined ? block.caption : `${block.caption} (${block.unit})`;
      const rows = [
        { cells: block.header.map((text) => cell(text, true)) },
        ...block.rows.map((row) => ({ cells: row.map((text) => cell(text, false)) })),
      ];
      return [
        paragraph(runsOf(caption, { bold: [[0, caption.length]], italic: [] }), { ...PLAIN, align: 'center' }),
        { type: 'table', id: idOf<BlockId>(newId()), rows },
      ];
    }),
  };
}

/** The paragraph in which these words stand; they must stand in the text once. */
export function paragraphWith(content: DocumentContent, words: string): Paragraph {
  const found = paragraphsIn(content).filter((paragraph) => textOf(paragraph).includes(words));
  const [only] = found;
  if (only === undefined || found.length > 1)
    throw new Error(`A passage of the story stands in its text ${found.length} times`);
  return only;
}

/** The text with these words for those; marks on them stay on the new ones. */
export function replaceWords(content: DocumentContent, words: string, replacement: string): DocumentContent {
  const target = paragraphWith(content, words);
  const start = textOf(target).indexOf(words);
  const changed = { ...target, content: replaceIn(target.content, start, start + words.length, replacement) };
  return { blocks: content.blocks.map((block) => replaceBlock(block, target, changed)) };
}

type Form = Pick<Paragraph, 'level' | 'list' | 'align'>;
type StoryParagraph = Extract<StoryBlock, { type: 'paragraph' }>;

const PLAIN: Form = { level: 0, list: 'none', align: 'default' };

function formOf({ level, list, align }: StoryParagraph): Form {
  return { level, list, align: align ?? 'default' };
}

/** The text cut where its marks begin and end. */
function runsOf(
  text: string,
  { bold, italic }: Pick<StoryParagraph, 'bold' | 'italic'> = { bold: [], italic: [] },
): readonly Inline[] {
  const cuts = [...new Set([0, ...[...bold, ...italic].flat(), text.length])].toSorted((one, other) => one - other);
  return cuts.slice(0, -1).map((from, at): Inline => {
    const isIn = (ranges: StoryParagraph['bold']) => ranges.some(([start, end]) => start <= from && from < end);
    const marks: readonly Mark[] = [
      ...(isIn(bold) ? [{ type: 'bold' } as const] : []),
      ...(isIn(italic) ? [{ type: 'italic' } as const] : []),
    ];
    return { type: 'text', text: text.slice(from, cuts[at + 1]), marks };
  });
}

function paragraphsIn(content: DocumentContent): readonly Paragraph[] {
  return content.blocks.flatMap((block) => {
    if (block.type === 'paragraph') return [block];
    return block.type === 'table' ? block.rows.flatMap((row) => row.cells.flatMap((cell) => cell.content)) : [];
  });
}

function textOf(paragraph: Paragraph): string {
  return paragraph.content.map((inline) => (inline.type === 'text' ? inline.text : '\n')).join('');
}

function replaceBlock(block: Block, target: Paragraph, changed: Paragraph): Block {
  if (block === target) return changed;
  if (block.type !== 'table') return block;
  const cells = (all: readonly TableCell[]) =>
    all.map((cell) => ({ ...cell, content: cell.content.map((one) => (one === target ? changed : one)) }));
  return { ...block, rows: block.rows.map((row) => ({ cells: cells(row.cells) })) };
}

function replaceIn(content: readonly Inline[], start: number, end: number, replacement: string): readonly Inline[] {
  const kept: Inline[] = [];
  let offset = 0;
  let isWritten = false;
  for (const inline of content) {
    const length = inline.type === 'text' ? inline.text.length : 1;
    const from = Math.max(0, start - offset);
    const to = Math.max(0, end - offset);
    offset += length;
    if (inline.type !== 'text' || from >= length || to <= 0) {
      kept.push(inline);
      continue;
    }
    const text = inline.text.slice(0, from) + (isWritten ? '' : replacement) + inline.text.slice(to);
    isWritten = true;
    if (text !== '') kept.push({ ...inline, text });
  }
  return kept;
}
