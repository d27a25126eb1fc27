import { DOMParser, type Element } from '@xmldom/xmldom';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { writeDocx } from '#server/convert/docx/write.ts';
import { buildReport, type ReportHeader } from '#server/convert/report.ts';
import type { Block, ListKind, Paragraph, ParagraphLevel } from '#shared/document/document.ts';
import { DANG_HD36_2018 } from '#shared/document/layout-profile.ts';
import type { BlockId } from '#shared/model/ids.ts';

const HEADER: ReportHeader = {
  parentOrg: 'ĐẢNG BỘ THÀNH PHỐ HÀ NỘI',
  issuingOrg: 'ĐẢNG UỶ PHƯỜNG NGỌC LÂM',
  docNumber: { number: null, type: 'BC', org: 'ĐU' },
  place: 'Ngọc Lâm',
  date: { day: 5, month: 2, year: 2026 },
  draftNumber: 2,
  typeName: 'Báo cáo chính trị',
  subject: 'trình Đại hội đại biểu Đảng bộ phường lần thứ VII',
};

function line(text: string, level: ParagraphLevel = 0, list: ListKind = 'none', bold = false): Paragraph {
  return {
    type: 'paragraph',
    id: 'b' as BlockId,
    level,
    list,
    indent: 0,
    align: 'default',
    content: [{ type: 'text', text, marks: bold ? [{ type: 'bold' }] : [] }],
  };
}

function cell(text: string, header: boolean) {
  return { header, colspan: 1, rowspan: 1, colwidth: null, content: [line(text)] };
}

const BLOCKS: readonly Block[] = [
  line('Kết quả', 1),
  line('Kinh tế', 2),
  line('Thương mại', 3),
  line('Chợ', 4),
  line('Đoạn văn', 0, 'none', true),
  line('việc một', 0, 'decimal'),
  line('điểm một', 0, 'alpha'),
  {
    type: 'table',
    id: 't' as BlockId,
    rows: [
      { cells: [cell('Chỉ tiêu', true), cell('Số', true)] },
      { cells: [cell('Hộ nghèo', false), cell('12', false)] },
    ],
  },
  line('Sau bảng', 1),
  line('một lại', 0, 'decimal'),
];

async function read(header: ReportHeader = HEADER): Promise<(path: string) => Element> {
  const bytes = await writeDocx(
    buildReport(DANG_HD36_2018, {
      header,
      parts: [{ depth: 0, content: { blocks: BLOCKS } }],
      images: {},
      threads: [],
    }),
  );
  const files = unzipSync(bytes);
  return (path) => {
    const file = files[path];
    if (file === undefined) throw new Error(`${path} is missing among ${Object.keys(files).join(', ')}`);
    const root = new DOMParser().parseFromString(strFromU8(file), 'text/xml').documentElement;
    if (root === null) throw new Error(`${path} is empty`);
    return root;
  };
}

function all(root: Element, name: string): readonly Element[] {
  return [...root.getElementsByTagName(name)];
}

function first(root: Element, name: string): Element {
  const found = all(root, name)[0];
  if (found === undefined) throw new Error(`${name} is missing`);
  return found;
}

function attributes(element: Element): Readonly<Record<string, string>> {
  return Object.fromEntries([...element.attributes].map((one) => [one.name.replace('w:', ''), one.value]));
}

function paragraphOf(root: Element, text: string): Element {
  const found = all(root, 'w:p').find((one) => textOf(one).includes(text));
  if (found === undefined) throw new Error(`no paragraph says ${text}`);
  return found;
}

function textOf(element: Element): string {
  return all(element, 'w:t')
    .map((one) => one.textContent)
    .join('');
}

function styleOf(styles: Element, id: string): Element {
  const found = all(styles, 'w:style').find((one) => one.getAttribute('w:styleId') === id);
  if (found === undefined) throw new Error(`style ${id} is missing`);
  return found;
}

test('the page is A4 with the margins of the guideline, and its number stands top centre from page 2', async () => {
  const part = await read();
  const section = first(part('word/document.xml'), 'w:sectPr');
  expect(attributes(first(section, 'w:pgSz'))).toMatchObject({ w: '11906', h: '16838' });
  expect(attributes(first(section, 'w:pgMar'))).toMatchObject({
    top: '1134',
    bottom: '1134',
    left: '1701',
    right: '850',
    header: '567',
  });
  expect(first(section, 'w:titlePg').getAttribute('w:val') ?? 'true').toBe('true');
  const headers: Record<string, Element> = {};
  const relations = all(part('word/_rels/document.xml.rels'), 'Relationship');
  for (const reference of all(section, 'w:headerReference')) {
    const target = relations.find((one) => one.getAttribute('Id') === reference.getAttribute('r:id'));
    headers[reference.getAttribute('w:type') ?? ''] = part(`word/${target?.getAttribute('Target') ?? ''}`);
  }
  const { default: others, first: firstPage } = headers;
  if (others === undefined || firstPage === undefined) throw new Error('a page header is missing');
  expect(first(others, 'w:instrText').textContent).toContain('PAGE');
  expect(first(others, 'w:pStyle').getAttribute('w:val')).toBe('pageNumber');
  expect(all(firstPage, 'w:instrText')).toHaveLength(0);
  expect(first(styleOf(part('word/styles.xml'), 'pageNumber'), 'w:jc').getAttribute('w:val')).toBe('center');
});

test('body text is Times New Roman 14, justified, on exact lines of 18 pt with a first line of 10 mm', async () => {
  const part = await read();
  const styles = part('word/styles.xml');
  const defaults = first(styles, 'w:docDefaults');
  expect(first(defaults, 'w:rFonts').getAttribute('w:ascii')).toBe('Times New Roman');
  expect(first(defaults, 'w:sz').getAttribute('w:val')).toBe('28');
  expect(first(defaults, 'w:lang').getAttribute('w:val')).toBe('vi-VN');
  const body = styleOf(styles, 'body');
  expect(attributes(first(body, 'w:spacing'))).toMatchObject({
    before: '120',
    after: '0',
    line: '360',
    lineRule: 'exact',
  });
  expect(first(body, 'w:ind').getAttribute('w:firstLine')).toBe('567');
  expect(first(body, 'w:jc').getAttribute('w:val')).toBe('both');
  expect(first(body, 'w:sz').getAttribute('w:val')).toBe('28');
  const written = paragraphOf(part('word/document.xml'), 'Đoạn văn');
  expect(first(written, 'w:pStyle').getAttribute('w:val')).toBe('body');
  expect(all(first(written, 'w:r'), 'w:b')).toHaveLength(1);
});

test('headings are named styles kept with what follows', async () => {
  const part = await read();
  const document = part('word/document.xml');
  const styles = part('word/styles.xml');
  const found = ['Phần thứ nhất', 'Kết quả', 'Kinh tế', 'Thương mại', 'Chợ'].map((text) => {
    const id = first(paragraphOf(document, text), 'w:pStyle').getAttribute('w:val') ?? '';
    const style = styleOf(styles, id);
    expect(first(style, 'w:keepNext').getAttribute('w:val') ?? 'true').not.toBe('false');
    return [id, first(style, 'w:name').getAttribute('w:val')];
  });
  expect(found).toEqual([
    ['part', 'Đề mục 1 - Phần'],
    ['partTitle', 'Đề mục 1 - Phần (2)'],
    ['roman', 'Đề mục 2 - I'],
    ['arabic', 'Đề mục 3 - 1'],
    ['decimal2', 'Đề mục 4 - 1.1'],
  ]);
});

test('Word itself counts what it can say; ordinal words and Vietnamese letters are written out', async () => {
  const part = await read();
  const document = part('word/document.xml');
  const numbering = part('word/numbering.xml');
  const levelText = (text: string): readonly (string | null)[] => {
    const paragraph = paragraphOf(document, text);
    const id = first(paragraph, 'w:numId').getAttribute('w:val');
    const level = first(paragraph, 'w:ilvl').getAttribute('w:val');
    const num = all(numbering, 'w:num').find((one) => one.getAttribute('w:numId') === id);
    if (num === undefined) throw new Error(`list ${id} is missing`);
    const abstractId = first(num, 'w:abstractNumId').getAttribute('w:val');
    const abstract = all(numbering, 'w:abstractNum').find((one) => one.getAttribute('w:abstractNumId') === abstractId);
    const rule = abstract && all(abstract, 'w:lvl').find((one) => one.getAttribute('w:ilvl') === level);
    if (rule === undefined) throw new Error(`level ${level} is missing`);
    return [first(rule, 'w:numFmt').getAttribute('w:val'), all(rule, 'w:lvlText')[0]?.getAttribute('w:val') ?? ''];
  };
  expect(levelText('Phần thứ nhất')).toEqual(['none', '']);
  expect(levelText('Kinh tế')).toEqual(['upperRoman', '%2-']);
  expect(levelText('Thương mại')).toEqual(['decimal', '%3.']);
  expect(levelText('Chợ')).toEqual(['decimal', '%3.%4.']);
  expect(levelText('việc một')).toEqual(['decimal', '%1.']);
  expect(textOf(paragraphOf(document, 'điểm một'))).toBe('a) điểm một');
  const listOf = (text: string) => first(paragraphOf(document, text), 'w:numId').getAttribute('w:val');
  expect(listOf('việc một')).not.toBe(listOf('một lại'));
});

test('the block above the title is a table without lines, with the draft mark under the number', async () => {
  const block = first((await read())('word/document.xml'), 'w:tbl');
  const borders = [...first(block, 'w:tblBorders').childNodes] as Element[];
  expect(borders.map((one) => one.getAttribute('w:val'))).toEqual(Array.from({ length: 6 }, () => 'none'));
  expect(all(block, 'w:tcBorders')).toHaveLength(0);
  const rows = all(block, 'w:tr').map((row) => all(row, 'w:tc').map(textOf));
  expect(rows).toEqual([
    ['ĐẢNG BỘ THÀNH PHỐ HÀ NỘI', 'ĐẢNG CỘNG SẢN VIỆT NAM'],
    ['ĐẢNG UỶ PHƯỜNG NGỌC LÂM', ''],
    ['*', ''],
    ['Số \u00a0\u00a0\u00a0\u00a0\u00a0\u00a0-BC/ĐU', 'Ngọc Lâm, ngày 05 tháng 02 năm 2026'],
    ['Dự thảo lần 2', ''],
  ]);
});

test('a final text bears its number and no draft mark', async () => {
  const part = await read({ ...HEADER, draftNumber: null, docNumber: { number: 5, type: 'BC', org: 'ĐU' } });
  const text = textOf(part('word/document.xml'));
  expect(text).toContain('Số 05-BC/ĐU');
  expect(text).not.toContain('Dự thảo');
});

test('a table of the text has lines and repeats its header row on each page', async () => {
  const table = all((await read())('word/document.xml'), 'w:tbl')[1];
  if (table === undefined) throw new Error('the table is missing');
  expect(first(first(table, 'w:tblBorders'), 'w:insideH').getAttribute('w:val')).toBe('single');
  expect(all(table, 'w:tr').map((row) => all(row, 'w:tblHeader').length)).toEqual([1, 0]);
  expect(all(table, 'w:pStyle').map((one) => one.getAttribute('w:val'))).toEqual([
    'tableHeader',
    'tableHeader',
    'tableBody',
    'tableBody',
  ]);
});
