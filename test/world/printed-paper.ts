import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Block, ListKind, Paragraph, ParagraphLevel } from '#shared/document/document.ts';
import { layoutProfileOf } from '#shared/document/layout-profile.ts';
import { idOf } from '#shared/model/ids.ts';
import { writeDocx } from '#server/convert/docx/write.ts';
import type { ReportHeader } from '#shared/document/paper-frame.ts';
import { buildReport } from '#server/convert/report.ts';
import { linesOfWord } from './word-lines.ts';
import { openWord, type ShownParagraph, type WordFile } from './word-look.ts';
import { root } from './root.ts';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type Leaf = Readonly<Record<string, Json>>;

export const HEADER: ReportHeader = {
  parentOrg: 'CẤP TRÊN',
  issuingOrg: 'CẤP BAN HÀNH',
  docNumber: { number: 5, type: 'BC', org: 'ĐU' },
  place: 'Ngọc Lâm',
  date: { day: 5, month: 2, year: 2026 },
  draftNumber: 2,
  typeName: 'Báo cáo chính trị',
  subject: 'trình Đại hội',
  ending: {
    form: 'onBehalfOfBody',
    body: 'BAN CHẤP HÀNH',
    position: 'Bí thư',
    name: 'Nguyễn Văn An',
    recipients: ['Cấp trên'],
  },
};

function line(text: string, more: Partial<Paragraph> = {}): Paragraph {
  const content = [{ type: 'text', text, marks: [] }] as const;
  return { type: 'paragraph', id: idOf('b'), level: 0, list: 'none', indent: 0, align: 'default', content, ...more };
}

const heading = (text: string, level: ParagraphLevel): Paragraph => line(text, { level });
const item = (text: string, list: ListKind, indent = 0): Paragraph => line(text, { list, indent });
const centred = (text: string): Paragraph => line(text, { align: 'center' });

function row(header: boolean, ...texts: readonly string[]) {
  return { cells: texts.map((text) => ({ header, colspan: 1, rowspan: 1, colwidth: null, content: [line(text)] })) };
}

/** As the profile has a line, with something in each of its open places. */
export function filled(pattern: string): string {
  return (
    pattern
      .split(' | ')[0]
      ?.replace(/\{(\w+)\}/g, (_, token: string) => SAID[token] ?? '')
      .trim() ?? ''
  );
}

const SAID: Readonly<Record<string, string>> = {
  ordinalWords: 'nhất',
  upperRoman: 'I',
  decimal: '1',
  lowerVi: 'a',
  n: '2',
  title: 'Tên',
  unit: '%',
  source: 'UBND',
  number: '05',
  type: 'BC',
  org: 'ĐU',
  place: 'Ngọc Lâm',
  dd: '05',
  m: '02',
  yyyy: '2026',
  name: 'Cấp trên',
};

const EMPTY = { header: HEADER, images: {}, threads: [] } as const;
const WIDE: readonly Block[] = [
  line('Trước.'),
  { type: 'table', id: idOf('w'), rows: [row(true, ...Array.from({ length: 12 }, () => 'Nghiêng'))] },
  line('Sau.'),
];

/** A report that has one of everything, as a profile prints it. */
export interface Paper {
  readonly profile: Json;
  readonly word: WordFile;
  /** A text with a table that an upright page has no room for. */
  readonly wide: WordFile;
  readonly lines: readonly string[];
  readonly shown: readonly ShownParagraph[];
  readonly header: ReportHeader;
  readonly id: string;
}

export async function printed(id: string): Promise<Paper> {
  const profile = JSON.parse(readFileSync(join(root, `shared/document/profiles/${id}.json`), 'utf8')) as Json;
  const textAt = (path: string): string => filled(words(at(profile, path) as Leaf));
  const blocks: readonly Block[] = [
    heading('Cấp một', 1),
    heading('Cấp hai', 2),
    heading('Cấp ba', 3),
    heading('Cấp bốn', 4),
    heading('Cấp năm', 5),
    heading('Cấp sáu', 6),
    line('Đoạn văn.'.normalize('NFD')),
    item('mục số', 'decimal'),
    item('mục chữ', 'alpha'),
    item('mục gạch', 'dash'),
    item('mục cộng', 'dash', 1),
    line(textAt('components.table.caption.pattern')),
    line(textAt('components.table.unitLine.pattern')),
    {
      type: 'table',
      id: idOf('t'),
      rows: [row(true, 'TT', 'Chỉ tiêu', 'Số'), row(false, 'I', 'Nhóm', ''), row(false, '1', 'Hộ nghèo', '12,5')],
    },
    line(textAt('components.table.sourceLine.pattern')),
    heading('Sau bảng', 2),
    item('mục số lại', 'decimal'),
    line('Hết.'),
    centred(textAt('components.appendix.label.pattern')),
    { ...centred('Tên phụ lục'), content: [{ type: 'text', text: 'Tên phụ lục', marks: [{ type: 'bold' }] }] },
    centred(textAt('components.appendix.reference.pattern')),
  ];
  const parts = [
    { depth: 1, content: { blocks: [heading('Cấp bảy', 6)] } },
    { depth: 0, place: [], content: { blocks } },
  ];
  const report = buildReport(layoutProfileOf(id), { ...EMPTY, parts });
  const bytes = await writeDocx(report);
  const word = openWord(bytes);
  const wide = openWord(
    await writeDocx(buildReport(layoutProfileOf(id), { ...EMPTY, parts: [{ depth: 0, content: { blocks: WIDE } }] })),
  );
  return { profile, word, wide, lines: linesOfWord(bytes), shown: word.shown(), header: HEADER, id };
}

function at(node: Json, path: string): Json {
  return path.split('.').reduce<Json>((found, name) => (found as Leaf)[name] ?? null, node);
}

/** All values with their paths; a list of rules is gone into by key. */
export function leavesOf(node: Json, path = ''): readonly (readonly [string, Leaf])[] {
  if (Array.isArray(node)) {
    return (node as readonly Leaf[]).flatMap((one, place) =>
      leavesOf(one, `${path}[${words({ value: one['key'] ?? place })}]`),
    );
  }
  if (typeof node !== 'object' || node === null) return [[path, { value: node }]];
  if ('source' in node) return [[path, node as Leaf]];
  return Object.entries(node).flatMap(([name, one]) => leavesOf(one as Json, path === '' ? name : `${path}.${name}`));
}

/** The value that a writer uses. */
export function value(leaf: Leaf): Json {
  return leaf['value'] ?? leaf['default'] ?? null;
}

/** A value that is a text, or is read as one. */
export function words(leaf: Leaf): string {
  const found = value(leaf);
  return typeof found === 'object' ? JSON.stringify(found) : String(found);
}
