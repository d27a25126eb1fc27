import {
  textOfInlines,
  type Alignment,
  type DocumentContent,
  type Inline,
  type Paragraph,
  type Table,
} from '#shared/document/document.ts';
import { startNumbering, type NumberLabel, type Numbering } from '#shared/document/numbering.ts';
import { headingRule, type LayoutProfile } from '#shared/document/layout-profile.ts';
import { isSafeHref } from '#shared/document/schema.ts';

/** What stands above the text. Names are data of the committee; what is not known yet stays open for the pen. */
export interface ReportHeader {
  readonly parentOrg: string | null;
  readonly issuingOrg: string;
  readonly docNumber: { readonly number: number | null; readonly type: string; readonly org: string };
  readonly place: string;
  readonly date: { readonly day: number; readonly month: number; readonly year: number } | null;
  /** Null for the final text, which bears no draft mark. */
  readonly draftNumber: number | null;
  readonly typeName: string;
  readonly subject: string;
}

/** The text of one section with its place in the outline, in reading order. */
export interface ReportPart {
  readonly depth: number;
  readonly content: DocumentContent;
}

export interface Run {
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
  /** `body`, a heading rule's key, that key with `Title` where the title has its own line, `tableHeader` or `tableBody`. */
  readonly style: string;
  readonly number: NumberLabel | null;
  readonly indent: number;
  readonly align: Alignment;
  readonly runs: readonly Run[];
}

export interface ReportCell {
  readonly colspan: number;
  readonly rowspan: number;
  readonly paragraphs: readonly ReportParagraph[];
}

export interface ReportTable {
  readonly type: 'table';
  /** Share of the text's width of each column; together 1. */
  readonly columns: readonly number[];
  /** How many rows from the top are repeated on each page. */
  readonly headerRows: number;
  readonly rows: readonly (readonly ReportCell[])[];
}

export type ReportBlock = ReportParagraph | ReportTable | { readonly type: 'pageBreak' };

export interface TitleLine {
  readonly component: 'typeName' | 'subject' | 'subjectSeparator';
  readonly text: string;
}

/** A cell of the block above the title: which component of the profile it is, and its words. */
export interface HeaderCell {
  readonly component: string;
  readonly text: string;
}

/** A whole report as every writer reads it: numbered, styled by name, free of the editor's notions. */
export interface Report {
  readonly profile: LayoutProfile;
  readonly header: readonly (readonly HeaderCell[])[];
  readonly title: readonly TitleLine[];
  readonly blocks: readonly ReportBlock[];
}

/** Room for a number or a date that is written in by hand. */
const OPEN = '\u00a0'.repeat(6);

export function buildReport(profile: LayoutProfile, header: ReportHeader, parts: readonly ReportPart[]): Report {
  const numbering = startNumbering(profile);
  return {
    profile,
    header: headerRows(profile, header),
    title: [
      { component: 'typeName', text: header.typeName },
      { component: 'subject', text: header.subject },
      { component: 'subjectSeparator', text: profile.components.subjectSeparator.text.value },
    ],
    blocks: parts.flatMap((part) => partBlocks(profile, numbering, part)),
  };
}

function headerRows(profile: LayoutProfile, header: ReportHeader): readonly (readonly HeaderCell[])[] {
  const texts: Readonly<Record<string, string | null>> = {
    topTitle: profile.components.topTitle.text.value,
    parentOrg: header.parentOrg,
    issuingOrg: header.issuingOrg,
    orgSeparator: profile.components.orgSeparator.text.value,
    docNumber: docNumber(profile, header),
    placeDate: placeDate(profile, header),
    draftMark:
      header.draftNumber === null
        ? null
        : fill(profile.components.draftMark.pattern.value, { n: String(header.draftNumber) }),
  };
  return profile.headerBlock.rows.value
    .filter((row) => !row.includes('draftMark') || header.draftNumber !== null)
    .map((row) => row.map((component) => ({ component, text: texts[component] ?? '' })));
}

function docNumber(profile: LayoutProfile, header: ReportHeader): string {
  const { pattern, padTo } = profile.components.docNumber;
  const { number, type, org } = header.docNumber;
  return fill(pattern.value, {
    number: number === null ? OPEN : String(number).padStart(padTo.value, '0'),
    type,
    org,
  });
}

function placeDate(profile: LayoutProfile, header: ReportHeader): string {
  const { pattern, padDayBelow, padMonthBelow } = profile.components.placeDate;
  const { date, place } = header;
  return fill(pattern.value, {
    place,
    dd: date === null ? OPEN : padBelow(date.day, padDayBelow.value),
    m: date === null ? OPEN : padBelow(date.month, padMonthBelow.value),
    yyyy: date === null ? OPEN : String(date.year),
  });
}

function padBelow(value: number, bound: number): string {
  return value < bound ? `0${value}` : String(value);
}

function fill(pattern: string, values: Readonly<Record<string, string>>): string {
  return pattern.replace(/\{(\w+)\}/g, (whole, token: string) => values[token] ?? whole);
}

function partBlocks(profile: LayoutProfile, numbering: Numbering, part: ReportPart): readonly ReportBlock[] {
  return part.content.blocks.flatMap((block): readonly ReportBlock[] => {
    switch (block.type) {
      case 'paragraph':
        return textBlocks(profile, numbering, part.depth, block);
      case 'table':
        return [tableBlock(block)];
      case 'image':
        // The picture itself is not part of this form; its words stand where it belongs, so that nothing is lost unseen.
        return [plainParagraph([{ ...PLAIN_RUN, text: `[${block.alt}]`, italic: true }])];
      case 'pageBreak':
        return [{ type: 'pageBreak' }];
    }
  });
}

function textBlocks(
  profile: LayoutProfile,
  numbering: Numbering,
  depth: number,
  paragraph: Paragraph,
): readonly ReportBlock[] {
  // An empty heading or item is a gap left by typing: counting it would put the printed numbers out of step.
  const isEmpty = textOfInlines(paragraph.content).trim() === '';
  const number = isEmpty ? null : numbering.next(paragraph, depth);
  const text: ReportParagraph = {
    type: 'paragraph',
    style: number?.family === 'heading' ? number.key : 'body',
    number,
    indent: paragraph.indent,
    align: paragraph.align,
    runs: paragraph.content.map(runOf),
  };
  if (number?.family !== 'heading' || headingRule(profile, number.level).title === undefined) return [text];
  return [
    { ...text, runs: [] },
    { ...text, style: `${number.key}Title`, number: null },
  ];
}

function tableBlock(table: Table): ReportTable {
  const isHeader = table.rows.map((row) => row.cells.length > 0 && row.cells.every((cell) => cell.header));
  const firstOther = isHeader.indexOf(false);
  return {
    type: 'table',
    columns: columnShares(table),
    // A table of header rows alone would be repeated whole on every page.
    headerRows: firstOther === -1 ? 0 : firstOther,
    rows: table.rows.map((row) =>
      row.cells.map((cell) => ({
        colspan: cell.colspan,
        rowspan: cell.rowspan,
        paragraphs: cell.content.map((one) => ({
          type: 'paragraph' as const,
          style: cell.header ? 'tableHeader' : 'tableBody',
          number: null,
          indent: 0,
          align: one.align,
          runs: one.content.map(runOf),
        })),
      })),
    ),
  };
}

function columnShares(table: Table): readonly number[] {
  const first = table.rows[0]?.cells ?? [];
  const widths = first.flatMap((cell) => Array.from({ length: cell.colspan }, (_, at) => cell.colwidth?.[at] ?? 0));
  const isDragged = widths.length > 0 && widths.every((width) => width > 0);
  const total = isDragged ? widths.reduce((sum, width) => sum + width, 0) : widths.length;
  return widths.map((width) => (isDragged ? width : 1) / total);
}

function plainParagraph(runs: readonly Run[]): ReportParagraph {
  return { type: 'paragraph', style: 'body', number: null, indent: 0, align: 'default', runs };
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
};

function runOf(inline: Inline): Run {
  if (inline.type === 'hardBreak') return { ...PLAIN_RUN, isBreak: true };
  const has = (type: string): boolean => inline.marks.some((mark) => mark.type === type);
  const link = inline.marks.find((mark) => mark.type === 'link');
  return {
    text: printable(inline.text),
    isBreak: false,
    bold: has('bold'),
    italic: has('italic'),
    underline: has('underline'),
    strike: has('strike'),
    superscript: has('superscript'),
    subscript: has('subscript'),
    href: link !== undefined && isSafeHref(link.href) ? link.href : null,
  };
}

/** Without what no XML file may hold: one pasted control character would make the whole file unreadable. */
function printable(text: string): string {
  return Array.from(text)
    .filter((character) => isXmlCharacter(character.codePointAt(0) ?? 0))
    .join('');
}

function isXmlCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
  return !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff;
}
