import { boldWidthPt } from '#server/convert/text-width.ts';
import type { Json, Paper } from './printed-paper.ts';
import { all, first, toMm, type ShownParagraph, type WordFile } from './word-look.ts';

export function paragraph({ shown, word }: Paper, style: string): ShownParagraph {
  return shown.find((one) => one.style === style) ?? word.ofStyle(style);
}

export function has({ shown }: Paper, style: string): boolean {
  return shown.some((one) => one.style === style);
}

export function only<T>(values: readonly T[]): T | readonly T[] {
  const [one, ...others] = [...new Set(values)];
  return one !== undefined && others.length === 0 ? one : values;
}

export function section(word: WordFile, name: string) {
  return first(first(word.part('word/document.xml'), 'w:sectPr'), name);
}

export function defaults(word: WordFile) {
  return first(word.part('word/styles.xml'), 'w:docDefaults');
}

export function styleElement(word: WordFile, id: string) {
  const found = all(word.part('word/styles.xml'), 'w:style').find((one) => one.getAttribute('w:styleId') === id);
  if (found === undefined) throw new Error(`style ${id} is missing`);
  return found;
}

export function pageMm({ word }: Paper): readonly number[] {
  return ['w:w', 'w:h'].map((name) => Math.round(toMm(section(word, 'w:pgSz').getAttribute(name))));
}

/** Of a table without lines, from the first, or from the last by negative places. */
export function columnsMm({ word }: Paper, table: number): readonly number[] {
  const found = all(word.part('word/document.xml'), 'w:tbl').at(table);
  return found === undefined ? [] : all(found, 'w:gridCol').map((one) => toMm(one.getAttribute('w:w')));
}

/** The line drawn right below the line of a style. */
export function ruleUnder({ shown }: Paper, style: string): ShownParagraph | undefined {
  const next = shown[shown.findIndex((one) => one.style === style) + 1];
  return has({ shown } as Paper, style) && next?.ruleAbove !== undefined && next.text === '' ? next : undefined;
}

export function kindOf(one: ShownParagraph | undefined): string {
  return one?.ruleAbove?.kind === 'single' && one.ruleAbove.colour === '000000' ? 'solid line' : 'no line';
}

export function widthMm(paper: Paper, style: string): number {
  const { text, sizePt, caps } = paragraph(paper, style);
  return (boldWidthPt(caps ? text.toUpperCase() : text, sizePt) * 25.4) / 72;
}

/** How long the line under a text is as a share of the text, and that it stands in the middle. */
export function ratio(paper: Paper, style: string, columnMm: number): number | string {
  const rule = ruleUnder(paper, style);
  if (rule === undefined) return 'no line';
  if (Math.abs(rule.leftMm - rule.rightMm) > 0.1) return 'not in the middle';
  return Math.round(((columnMm - rule.leftMm - rule.rightMm) / widthMm(paper, style)) * 50) / 50;
}

/** A line drawn is in the middle where it is set in as far from both sides. */
export function alignOfSeparator(paper: Paper, path: string): string {
  const style = path.split('.')[1] ?? '';
  const rule = style === 'orgSeparator' ? ruleUnder(paper, 'issuingOrg') : ruleUnder(paper, 'subject');
  if (rule === undefined) return paragraph(paper, style).align;
  return Math.abs(rule.leftMm - rule.rightMm) <= 0.1 ? 'center' : 'other';
}

export function listed({ shown }: Paper): readonly ShownParagraph[] {
  return shown.filter((one) => one.text.includes('mục '));
}

export function textTable(word: WordFile) {
  const found = all(word.part('word/document.xml'), 'w:tbl')[1];
  if (found === undefined) throw new Error('the table of the text is missing');
  return found;
}

export function cellAligns(word: WordFile): Json {
  const [code, text, number] = word.shown(all(textTable(word), 'w:tr')[2]).map((one) => one.align);
  return { text: text ?? '', number: number ?? '', code: code ?? '' };
}

export function borders(word: WordFile, field: string): Json | undefined {
  const sides = ['top', 'bottom', 'left', 'right', 'insideH', 'insideV'];
  const edges = sides.map((side) => first(first(textTable(word), 'w:tblBorders'), `w:${side}`));
  const of = (name: string) => only(edges.map((one) => one.getAttribute(`w:${name}`) ?? ''));
  switch (field) {
    case 'style':
      return of('val');
    case 'weightPt':
      return Number(of('sz')) / 8;
    case 'colour':
      return `#${String(of('color'))}`;
    default:
      return edges.slice(4).every((one) => one.getAttribute('w:val') === 'single');
  }
}

/** Whether the header of the first page, or of the others, bears the number of the page, in the middle. */
export function numberIn({ word }: Paper, kind: 'first' | 'default'): boolean {
  const reference = all(word.part('word/document.xml'), 'w:headerReference').find(
    (one) => one.getAttribute('w:type') === kind,
  );
  const relation = all(word.part('word/_rels/document.xml.rels'), 'Relationship').find(
    (one) => one.getAttribute('Id') === reference?.getAttribute('r:id'),
  );
  const header = word.part(`word/${relation?.getAttribute('Target') ?? ''}`);
  const isCentred = word.shown(header).every((one) => one.align === 'center');
  return isCentred && all(header, 'w:instrText').some((one) => one.textContent?.includes('PAGE'));
}

export function recipients({ shown }: Paper): readonly string[] {
  return shown.filter((one) => one.style === 'recipientItem').map((one) => one.text);
}

export function rowsWritten({ word, shown }: Paper): readonly (readonly string[])[] {
  const table = first(word.part('word/document.xml'), 'w:tbl');
  const name = (one: ShownParagraph): string => {
    if (one.style !== '') return one.style;
    if (one.ruleAbove === undefined) return '';
    return { topTitle: 'topTitleRule', issuingOrg: 'orgSeparator' }[before(shown, one)] ?? '';
  };
  const rows = all(table, 'w:tr').map((row) => all(row, 'w:tc').map((cell) => word.shown(cell).map(name)));
  return rows.flatMap((cells) => {
    const height = Math.max(...cells.map((cell) => cell.length));
    return Array.from({ length: height }, (_, place) => cells.map((cell) => cell[place] ?? ''));
  });
}

function before(shown: readonly ShownParagraph[], one: ShownParagraph): string {
  return shown[shown.findIndex((other) => other.element === one.element) - 1]?.style ?? '';
}

/** By column, from the top; what a report has no words for is left out. */
export function columnsOf(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return [0, 1].map((column) =>
    rows.map((row) => row[column] ?? '').filter((one) => one !== '' && one !== 'letterSubject'),
  );
}

/** How the pages of each section of a file lie. */
export function turned(word: WordFile): readonly string[] {
  return all(word.part('word/document.xml'), 'w:pgSz').map((size) => size.getAttribute('w:orient') ?? 'portrait');
}
