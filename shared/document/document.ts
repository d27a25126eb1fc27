import type { BlockId, ImageId, ThreadId } from '#shared/model/ids.ts';

/**
 * A text as plain, immutable JSON: the canonical form that versions store and that diff, merge, numbering and every writer read.
 * It is a normal form: defaults are written out, equal neighbouring runs are joined, marks stand in the order of `MARK_TYPES`, empty
 * runs are absent, text is as typed (NFC is a matter of the checks). Two texts are equal exactly when their JSON strings are equal.
 */
export interface DocumentContent {
  readonly blocks: readonly Block[];
}

export const MARK_TYPES = [
  'bold',
  'italic',
  'underline',
  'strike',
  'superscript',
  'subscript',
  'link',
  'comment',
] as const;
export type MarkType = (typeof MARK_TYPES)[number];

export type Mark =
  | { readonly type: 'bold' | 'italic' | 'underline' | 'strike' | 'superscript' | 'subscript' }
  | { readonly type: 'link'; readonly href: string }
  /** Several may overlap: one mark for each thread. */
  | { readonly type: 'comment'; readonly threadId: ThreadId };

export type Inline =
  { readonly type: 'text'; readonly text: string; readonly marks: readonly Mark[] } | { readonly type: 'hardBreak' };

export const LIST_KINDS = ['none', 'bullet', 'decimal', 'alpha', 'dash'] as const;
export type ListKind = (typeof LIST_KINDS)[number];

export const ALIGNMENTS = ['default', 'left', 'center', 'right', 'justify'] as const;
/** `default`: as the layout profile has it for this level. */
export type Alignment = (typeof ALIGNMENTS)[number];

/** 0 is body text; 1–6 are headings, relative to the text's own place in the outline. */
export type ParagraphLevel = 0 | 1 | 2 | 3 | 4 | 5 | 6;

export interface Paragraph {
  readonly type: 'paragraph';
  readonly id: BlockId;
  readonly level: ParagraphLevel;
  readonly list: ListKind;
  /** Steps of indentation, 0–8. */
  readonly indent: number;
  readonly align: Alignment;
  readonly content: readonly Inline[];
}

export interface TableCell {
  readonly header: boolean;
  readonly colspan: number;
  readonly rowspan: number;
  /** Widths in CSS pixels of the columns it spans, or null where nobody dragged them. */
  readonly colwidth: readonly number[] | null;
  readonly content: readonly Paragraph[];
}

export interface TableRow {
  readonly cells: readonly TableCell[];
}

export interface Table {
  readonly type: 'table';
  readonly id: BlockId;
  readonly rows: readonly TableRow[];
}

export interface Image {
  readonly type: 'image';
  readonly id: BlockId;
  readonly imageId: ImageId;
  readonly alt: string;
  /** Share of the text's width in percent, 10–100. */
  readonly widthPercent: number;
}

export interface PageBreak {
  readonly type: 'pageBreak';
  readonly id: BlockId;
}

export type Block = Paragraph | Table | Image | PageBreak;

/** The text of a block as a reader sees it: hard breaks are `\n`, cells are joined by tabs and rows by `\n`, an image is its alternative text. */
export function textOfBlock(block: Block): string {
  switch (block.type) {
    case 'paragraph':
      return textOfInlines(block.content);
    case 'table':
      return block.rows
        .map((row) =>
          row.cells.map((cell) => cell.content.map((one) => textOfInlines(one.content)).join(' ')).join('\t'),
        )
        .join('\n');
    case 'image':
      return block.alt;
    case 'pageBreak':
      return '';
  }
}

/** The text of one paragraph's content; its offsets are those that comments are placed by (UTF-16 units). */
export function textOfInlines(content: readonly Inline[]): string {
  return content.map((inline) => (inline.type === 'text' ? inline.text : '\n')).join('');
}

/** Every paragraph of a text in reading order, those in table cells included. */
export function paragraphsOf(content: DocumentContent): readonly Paragraph[] {
  return content.blocks.flatMap((block) => {
    if (block.type === 'paragraph') return [block];
    if (block.type === 'table') return block.rows.flatMap((row) => row.cells.flatMap((cell) => cell.content));
    return [];
  });
}
