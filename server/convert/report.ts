import {
  textOfInlines,
  type Alignment,
  type DocumentContent,
  type Image,
  type Inline,
  type Paragraph,
  type Table,
  type TableRow,
} from '#shared/document/document.ts';
import { startNumbering, type NumberLabel, type Numbering } from '#shared/document/numbering.ts';
import { headingRule, textWidthMm, turnedTextWidthMm, type LayoutProfile } from '#shared/document/layout-profile.ts';
import { frameOf, type FrameLine, type ReportFrame, type ReportHeader } from '#shared/document/paper-frame.ts';
import { isSafeHref } from '#shared/document/schema.ts';
import type { BlockId, ThreadId } from '#shared/model/ids.ts';
import {
  startComments,
  type CommentEdges,
  type CommentPlaces,
  type ReportComment,
  type ReportThread,
} from './comments.ts';
import { columnShares, isWiderThanPage } from './columns.ts';
import { startHeadingLists, type HeadingList, type HeadingLists } from './heading-lists.ts';
import { printable } from './printable.ts';

/** The text of one section or part, in reading order. */
interface ReportPart {
  /** The level of the report under which its headings stand. */
  readonly depth: number;
  /** Ordinals of the heading under which it stands, from the top of the report; empty, its numbers begin anew. Absent, they go on. */
  readonly place?: readonly number[];
  readonly content: DocumentContent;
}

/** A picture that was re-encoded when it came in, so that only these two kinds exist. */
interface ReportImage {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly mime: 'image/png' | 'image/jpeg';
}

/** All that a report is made of. */
export interface ReportSource {
  readonly header: ReportHeader;
  readonly parts: readonly ReportPart[];
  /** Where the headings of sections and the titles of parts stand in the outline. Absent, all headings are the text's own. */
  readonly headings?: readonly (readonly [BlockId, readonly number[]])[];
  /** By image id. A picture without bytes leaves its words in its place. */
  readonly images: Readonly<Record<string, ReportImage>>;
  /** Empty for a clean paper. */
  readonly threads: readonly ReportThread[];
}

export interface Run extends CommentEdges {
  readonly text: string;
  readonly isBreak: boolean;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly strike: boolean;
  readonly superscript: boolean;
  readonly subscript: boolean;
  readonly href: string | null;
}

export interface ReportParagraph {
  readonly type: 'paragraph';
  /** `body`, a heading rule's key, that key with `Title` where the title has its own line, `tableHeader`, `tableGroup` or `tableBody`. */
  readonly style: string;
  readonly number: NumberLabel | null;
  readonly indent: number;
  readonly align: Alignment;
  readonly runs: readonly Run[];
}

interface ReportCell {
  readonly colspan: number;
  readonly rowspan: number;
  readonly paragraphs: readonly ReportParagraph[];
}

export interface ReportTable {
  readonly type: 'table';
  /** Whether its page is turned on its side, as an upright one has no room for it. */
  readonly isTurned: boolean;
  /** Share of the text's width of each column; together 1. */
  readonly columns: readonly number[];
  /** How many rows from the top are repeated on each page. */
  readonly headerRows: number;
  readonly rows: readonly (readonly ReportCell[])[];
}

export interface ReportPicture {
  readonly type: 'picture';
  readonly image: ReportImage;
  readonly alt: string;
  /** Share of the text's width, 0–1. */
  readonly share: number;
}

export type ReportBlock = ReportParagraph | ReportTable | ReportPicture | { readonly type: 'pageBreak' };

interface TitleLine {
  readonly component: 'typeName' | 'subject' | 'subjectSeparator';
  readonly text: string;
}

/** A whole report as every writer reads it: numbered, styled by name, free of the editor's notions. */
export interface Report {
  readonly profile: LayoutProfile;
  readonly frame: ReportFrame;
  readonly title: readonly TitleLine[];
  readonly blocks: readonly ReportBlock[];
  /** What the headings count on from, a list each time that counting jumps; a heading's label names its list as its run. */
  readonly headingLists: readonly HeadingList[];
  readonly comments: readonly ReportComment[];
}

export function buildReport(profile: LayoutProfile, source: ReportSource): Report {
  const { header } = source;
  const comments = startComments(source.threads);
  const lists = startHeadingLists();
  const numbering = startNumbering(profile, [], new Map(source.headings));
  const builder: Builder = { profile, numbering, lists, comments, images: source.images };
  const blocks = source.parts.flatMap((part) => partBlocks(builder, part));
  return {
    profile,
    frame: printableFrame(frameOf(profile, header)),
    title: [
      { component: 'typeName', text: printable(header.typeName) },
      { component: 'subject', text: printable(header.subject) },
      { component: 'subjectSeparator', text: profile.components.subjectSeparator.text?.value ?? '' },
    ],
    blocks,
    headingLists: lists.begun(),
    comments: comments.placed(),
  };
}

function printableFrame({ above, header, ending }: ReportFrame): ReportFrame {
  const lines = (cell: readonly FrameLine[]) => cell.map((line) => ({ ...line, text: printable(line.text) }));
  return {
    above: lines(above),
    header: header.map((row) => row.map(lines)),
    ending: ending && {
      label: printable(ending.label),
      recipients: ending.recipients.map(printable),
      authority: printable(ending.authority),
      position: printable(ending.position),
      name: printable(ending.name),
    },
  };
}

/** What runs on from one part of the report to the next. */
interface Builder {
  readonly profile: LayoutProfile;
  readonly numbering: Numbering;
  readonly lists: HeadingLists;
  readonly comments: CommentPlaces;
  readonly images: ReportSource['images'];
}

function partBlocks(builder: Builder, part: ReportPart): readonly ReportBlock[] {
  if (part.place !== undefined) builder.numbering.begin(part.place);
  return part.content.blocks.flatMap((block): readonly ReportBlock[] => {
    switch (block.type) {
      case 'paragraph':
        return textBlocks(builder, part.depth, block);
      case 'table':
        return [tableBlock(builder, part.depth, block)];
      case 'image':
        return [pictureBlock(builder, block)];
      case 'pageBreak':
        return [{ type: 'pageBreak' }];
    }
  });
}

function textBlocks(builder: Builder, depth: number, paragraph: Paragraph): readonly ReportBlock[] {
  const label = labelOf(builder, depth, paragraph);
  const number = numberOf(builder, label);
  const text = {
    type: 'paragraph',
    indent: paragraph.indent,
    align: paragraph.align,
    runs: runsOf(builder.comments, paragraph.content),
  } as const;
  if (label?.family !== 'heading') return [{ ...text, style: 'body', number }];
  if (headingRule(builder.profile, label.level).title === undefined) return [{ ...text, style: label.key, number }];
  return [
    ...(number === null ? [] : [{ ...text, style: label.key, number, runs: [] }]),
    { ...text, style: `${label.key}Title`, number: null },
  ];
}

/** An empty heading or item is a gap left by typing: counting it would put the printed numbers out of step. */
function labelOf(builder: Builder, depth: number, paragraph: Paragraph): NumberLabel | null {
  const isEmpty = textOfInlines(paragraph.content).trim() === '';
  return isEmpty ? null : builder.numbering.next(paragraph, depth);
}

/** The label as it is printed, where it is: a heading's in its list. */
function numberOf(builder: Builder, label: NumberLabel | null): NumberLabel | null {
  if (label?.family !== 'heading') return label;
  return label.text === '' ? null : { ...label, run: builder.lists.listOf(builder.numbering.place()) };
}

function pictureBlock(builder: Builder, image: Image): ReportBlock {
  const alt = printable(image.alt);
  const found = builder.images[image.imageId];
  if (found !== undefined) return { type: 'picture', image: found, alt, share: image.widthPercent / 100 };
  // The words stand where the picture belongs, so that nothing is lost unseen.
  const runs = [{ ...PLAIN_RUN, text: `[${alt}]`, italic: true }];
  return { type: 'paragraph', style: 'body', number: null, indent: 0, align: 'default', runs };
}

function tableBlock(builder: Builder, depth: number, table: Table): ReportTable {
  const isHeader = table.rows.map((row) => row.cells.length > 0 && row.cells.every((cell) => cell.header));
  const firstOther = isHeader.indexOf(false);
  const { profile } = builder;
  const mayBeTurned = profile.components.table.wideTable.landscapeSection.value;
  const isTurned = mayBeTurned && isWiderThanPage(profile, table);
  return {
    type: 'table',
    isTurned,
    columns: columnShares(profile, table, isTurned ? turnedTextWidthMm(profile) : textWidthMm(profile)),
    // A table of header rows alone would be repeated whole on every page.
    headerRows: firstOther === -1 ? 0 : firstOther,
    rows: table.rows.map((row) => {
      const bodyStyle = isGroupRow(row) ? 'tableGroup' : 'tableBody';
      return row.cells.map((cell, at) => ({
        colspan: cell.colspan,
        rowspan: cell.rowspan,
        paragraphs: cell.content.map((one) => ({
          ...cellParagraph(builder, cell.header ? 'tableHeader' : bodyStyle, one, at === 0),
          number: numberOf(builder, labelOf(builder, depth, one)),
        })),
      }));
    }),
  };
}

/** A row that opens a group bears a Roman number, `I`, `II`, in its first cell. */
function isGroupRow(row: TableRow): boolean {
  const first = row.cells[0]?.content.map((one) => textOfInlines(one.content)).join(' ') ?? '';
  return /^[IVXLC]+\.?$/.test(first.trim());
}

function cellParagraph(
  builder: Builder,
  style: string,
  one: Paragraph,
  isFirst: boolean,
): Omit<ReportParagraph, 'number'> {
  const text = textOfInlines(one.content).trim();
  const isItem = one.list !== 'none' || one.level > 0;
  const { text: left } = builder.profile.components.table.bodyRow.align.value;
  const figure = isItem ? left : cellAlign(builder.profile, text, isFirst);
  const usual = style === 'tableHeader' ? 'default' : figure;
  return {
    type: 'paragraph',
    style,
    indent: one.indent,
    align: one.align === 'default' ? usual : one.align,
    runs: runsOf(builder.comments, one.content),
  };
}

/** A row's own number or year, such as `1`, `2.1`, `IV`, `a` or `2020`, counts as a code; any other figure, with its unit or sign, as a number. */
function cellAlign(profile: LayoutProfile, text: string, isFirst: boolean): Alignment {
  const { align } = profile.components.table.bodyRow;
  if (isFirst && /^(\d{1,4}(\.\d{1,2})*|[IVXLC]+|\p{Ll})\.?$/u.test(text)) return align.value.code;
  return /^[+\-–±]?\d[\d.,/\s]*%?$/.test(text) ? align.value.number : align.value.text;
}

const PLAIN_RUN: Run = {
  text: '',
  isBreak: false,
  bold: false,
  italic: false,
  underline: false,
  strike: false,
  superscript: false,
  subscript: false,
  href: null,
  begins: [],
  ends: [],
};

function runsOf(comments: CommentPlaces, content: readonly Inline[]): readonly Run[] {
  const edges = comments.next(content.map(threadsOf));
  return content.map((inline, at) => ({ ...runOf(inline), ...edges[at] }));
}

function threadsOf(inline: Inline): readonly ThreadId[] {
  if (inline.type === 'hardBreak') return [];
  return inline.marks.flatMap((mark) => (mark.type === 'comment' ? [mark.threadId] : []));
}

function runOf(inline: Inline): Run {
  if (inline.type === 'hardBreak') return { ...PLAIN_RUN, isBreak: true };
  const has = (type: string): boolean => inline.marks.some((mark) => mark.type === type);
  const link = inline.marks.find((mark) => mark.type === 'link');
  return {
    ...PLAIN_RUN,
    text: printable(inline.text),
    bold: has('bold'),
    italic: has('italic'),
    underline: has('underline'),
    strike: has('strike'),
    superscript: has('superscript'),
    subscript: has('subscript'),
    href: link !== undefined && isSafeHref(link.href) ? link.href : null,
  };
}
