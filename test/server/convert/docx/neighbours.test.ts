import { DOMParser, type Element } from '@xmldom/xmldom';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { writeDocx } from '#server/convert/docx/write.ts';
import type { ReportHeader } from '#shared/document/paper-frame.ts';
import { buildReport, type ReportSource } from '#server/convert/report.ts';
import type { Block, Mark, Paragraph, TableCell } from '#shared/document/document.ts';
import { DANG_HD36_2018 } from '#shared/document/layout-profile.ts';
import { idOf } from '#shared/model/ids.ts';

const HEADER: ReportHeader = {
  parentOrg: null,
  issuingOrg: 'ĐẢNG ỦY PHƯỜNG NGỌC LÂM',
  docNumber: { number: null, type: 'BC', org: 'ĐU' },
  place: 'Ngọc Lâm',
  date: null,
  draftNumber: null,
  typeName: 'Báo cáo chính trị',
  subject: 'trình Đại hội',
};
const ENDING = { form: 'onBehalfOfBody', body: null, position: null, name: null, recipients: [] };
const PIXEL = Uint8Array.from([0]);
const IMAGES: ReportSource['images'] = { p: { bytes: PIXEL, width: 10, height: 10, mime: 'image/png' } };
const BOLD: readonly Mark[] = [{ type: 'bold' }];

function line(text: string, more: Partial<Paragraph> = {}, marks: readonly Mark[] = []): Paragraph {
  return {
    type: 'paragraph',
    id: idOf('b'),
    level: 0,
    list: 'none',
    indent: 0,
    align: 'default',
    content: text === '' ? [] : [{ type: 'text', text, marks }],
    ...more,
  };
}

const picture: Block = { type: 'image', id: idOf('i'), imageId: idOf('p'), alt: 'Ảnh', widthPercent: 50 };
const pageBreak: Block = { type: 'pageBreak', id: idOf('k') };

function cell(text: string, header = false): TableCell {
  return { header, colspan: 1, rowspan: 1, colwidth: null, content: [line(text)] };
}

/** A header and one row for each text. */
function table(...rows: readonly string[]): Block {
  return {
    type: 'table',
    id: idOf('t'),
    rows: [
      { cells: [cell('TT', true), cell('Chỉ tiêu', true)] },
      ...rows.map((text) => ({ cells: [cell(text), cell(`Hàng ${text}`)] })),
    ],
  };
}

async function read(blocks: readonly Block[], header = HEADER): Promise<(path: string) => Element> {
  const parts = [{ depth: 0, content: { blocks } }];
  const bytes = await writeDocx(buildReport(DANG_HD36_2018, { header, parts, images: IMAGES, threads: [] }));
  const files = unzipSync(bytes);
  return (path) => {
    const root = new DOMParser().parseFromString(strFromU8(files[path] ?? new Uint8Array()), 'text/xml');
    if (root.documentElement === null) throw new Error(`${path} is empty`);
    return root.documentElement;
  };
}

function all(root: Element, name: string): readonly Element[] {
  return [...root.getElementsByTagName(name)];
}

function textOf(element: Element): string {
  return all(element, 'w:t')
    .map((one) => one.textContent)
    .join('');
}

function isOff(element: Element): boolean {
  return ['false', '0'].includes(element.getAttribute('w:val') ?? '');
}

interface Line {
  readonly style: string | null;
  /** Set on the paragraph itself. */
  readonly keeps: boolean;
  readonly after: string | null;
}

async function lineOf(text: string, blocks: readonly Block[], header = HEADER): Promise<Line> {
  const found = all((await read(blocks, header))('word/document.xml'), 'w:p').find((one) => textOf(one).includes(text));
  if (found === undefined) throw new Error(`no paragraph says ${text}`);
  return {
    style: all(found, 'w:pStyle')[0]?.getAttribute('w:val') ?? null,
    keeps: all(found, 'w:keepNext').length > 0,
    after: all(found, 'w:spacing')[0]?.getAttribute('w:after') ?? null,
  };
}

const TITLE = 'Bảng 1. Các chỉ tiêu';

test.each([
  ['centred', line(TITLE, { align: 'center' })],
  ['all in bold', line(TITLE, {}, BOLD)],
  ['numbered as a table', line(TITLE)],
])('a line above a table that is %s is its title and stays with it', async (_how, title) => {
  expect(await lineOf(TITLE, [line('Trước.'), title, table('1')])).toMatchObject({
    style: 'tableCaption',
    keeps: true,
  });
});

test('the title stays with the unit line, and that with the table', async () => {
  const blocks = [line(TITLE, { align: 'center' }), line('Đơn vị tính: tỷ đồng', { align: 'right' }), table('1')];

  expect(await lineOf(TITLE, blocks)).toMatchObject({ style: 'tableCaption', keeps: true });
  expect(await lineOf('Đơn vị tính', blocks)).toMatchObject({ style: 'tableUnit', keeps: true });
});

test('running text above a table is no title, and keeps the distance of paragraphs from it', async () => {
  expect(await lineOf('Văn bản', [line('Văn bản thường.'), table('1')])).toEqual({
    style: 'body',
    keeps: false,
    after: '120',
  });
});

test('a bold line with nothing under it but text is no title', async () => {
  expect(await lineOf(TITLE, [line(TITLE, {}, BOLD), line('Sau.')])).toMatchObject({ style: 'body', keeps: false });
});

test('a source line touches its table, which stays with it', async () => {
  const part = await read([table('1'), line('Nguồn: Văn phòng Đảng ủy.')]);
  const body = all(part('word/document.xml'), 'w:body')[0];

  const shown = [...(body?.childNodes ?? [])].slice(-3, -1) as Element[];
  expect(shown.map((one) => one.tagName)).toEqual(['w:tbl', 'w:p']);
  expect(all(shown[1] as Element, 'w:pStyle')[0]?.getAttribute('w:val')).toBe('tableSource');
  expect(all(all(shown[0] as Element, 'w:tr').at(-1) as Element, 'w:keepNext')).toHaveLength(2);
});

test('tables that follow one another stay two tables', async () => {
  const body = all((await read([table('1'), table('2')]))('word/document.xml'), 'w:body')[0];

  const names = [...(body?.childNodes ?? [])].map((one) => (one as Element).tagName);
  expect(names.join(' ')).toContain('w:tbl w:p w:tbl w:p');
});

test('the title of a picture stays with it, above as below', async () => {
  const above = [line('Biểu đồ 1. Thu ngân sách', { align: 'center' }), picture, line('Sau.')];
  const below = [picture, line('Hình 1. Chợ Gia Lâm'), line('Sau.')];

  expect(await lineOf('Biểu đồ 1', above)).toMatchObject({ keeps: true });
  expect(await lineOf('Hình 1', below)).toMatchObject({ style: 'pictureCaption', keeps: false });
  const document = (await read(below))('word/document.xml');
  const shown = all(document, 'w:p').find((one) => all(one, 'w:drawing').length > 0);
  expect(shown && all(shown, 'w:keepNext')).toHaveLength(1);
});

test('a point that heads a text stays with it, one that only lists does not', async () => {
  const heads = [line('Thương mại', { level: 5 }), line('Năm qua.')];
  const lists = [line('Thương mại', { level: 5 }), line('Dịch vụ', { level: 5 })];

  expect(await lineOf('Thương mại', heads)).toMatchObject({ style: 'point', keeps: true });
  expect(await lineOf('Thương mại', lists)).toMatchObject({ style: 'point', keeps: false });
});

test('a line that announces what follows stays with it, but not across a page break', async () => {
  expect(await lineOf('Cụ thể', [line('Cụ thể như sau:'), line('việc một', { list: 'dash' })])).toMatchObject({
    keeps: true,
  });
  expect(await lineOf('Cụ thể', [line('Cụ thể như sau:'), pageBreak, line('Sau.')])).toMatchObject({ keeps: false });
});

test('the last line stays with the signature, that of a part alone with nothing', async () => {
  const blocks = [line('Đầu.'), line('Hết.')];

  expect(await lineOf('Hết', blocks, { ...HEADER, ending: ENDING })).toMatchObject({ keeps: true });
  expect(await lineOf('Đầu', blocks, { ...HEADER, ending: ENDING })).toMatchObject({ keeps: false });
  expect(await lineOf('Hết', blocks)).toMatchObject({ keeps: false });
});

/** Which rows of the first table in the text stay with the row under them. */
async function rowsThatStay(...rows: readonly string[]): Promise<readonly boolean[]> {
  const document = (await read([table(...rows)]))('word/document.xml');
  const found = all(all(document, 'w:tbl')[1] as Element, 'w:tr');
  expect(found.map((row) => all(row, 'w:cantSplit').length)).toEqual(found.map(() => 1));
  return found.map((row) => all(row, 'w:keepNext').length > 0);
}

test('no header, group or single row is parted from the row under it', async () => {
  const many = Array.from({ length: 10 }, (_, at) => String(at + 2));

  const stays = await rowsThatStay('1', ...many, 'II', '12', '13');

  expect(stays.slice(0, 3)).toEqual([true, true, false]);
  expect(stays.slice(-4)).toEqual([false, true, true, false]);
});

test('a small table stays on one page', async () => {
  expect(await rowsThatStay('1', '2', '3', '4', '5')).toEqual([true, true, true, true, true, false]);
});

test('an appendix begins its page after the signature', async () => {
  const blocks = [line('Hết.'), line('Phụ lục: Hệ thống chỉ tiêu', { align: 'center' }, BOLD), line('Bảng biểu.')];
  const part = await read(blocks, { ...HEADER, ending: ENDING });
  const body = all(part('word/document.xml'), 'w:body')[0];

  const texts = ([...(body?.childNodes ?? [])] as Element[]).map(textOf);
  const at = (text: string) => texts.findIndex((one) => one.includes(text));
  expect(at('Hết')).toBeLessThan(at('T/M'));
  expect(at('T/M')).toBeLessThan(at('Phụ lục'));
  expect(at('Phụ lục')).toBeLessThan(at('Bảng biểu'));
  const sections = all(part('word/document.xml'), 'w:sectPr');
  expect(at('T/M')).toBeLessThan(
    texts.findIndex((_, place) => all(body?.childNodes[place] as Element, 'w:sectPr').length > 0),
  );
  expect(sections.map((one) => all(one, 'w:pgNumType')[0]?.getAttribute('w:start'))).toEqual(['1', '1']);
  expect(sections.map((one) => all(one, 'w:type')[0]?.getAttribute('w:val') ?? 'nextPage')).toEqual([
    'nextPage',
    'nextPage',
  ]);
  expect(all(part('word/document.xml'), 'w:pageBreakBefore')).toHaveLength(0);
  expect(await lineOf('Phụ lục', blocks)).toMatchObject({ style: 'appendix' });
  expect(await lineOf('Hết', blocks, { ...HEADER, ending: ENDING })).toMatchObject({ keeps: true });
  expect(await lineOf('Hết', blocks)).toMatchObject({ keeps: false });
});

test('number, title and reference of an appendix stand under one another, each in its own look', async () => {
  const blocks = [
    line('Hết.'),
    line('Phụ lục 1', { align: 'center' }, BOLD),
    line('Hệ thống chỉ tiêu', { align: 'center' }, BOLD),
    line('(kèm theo Báo cáo số 05-BC/ĐU)', { align: 'center' }),
    line('Bảng biểu.', { align: 'center' }),
    pageBreak,
    line('Phụ lục 2', { align: 'center' }, BOLD),
  ];

  expect(await lineOf('Phụ lục 1', blocks)).toMatchObject({ style: 'appendixLabel', keeps: true });
  expect(await lineOf('Hệ thống', blocks)).toMatchObject({ style: 'appendix', keeps: true });
  expect(await lineOf('kèm theo', blocks)).toMatchObject({ style: 'appendixReference' });
  expect(await lineOf('Bảng biểu', blocks)).toMatchObject({ style: 'body' });
  const document = (await read(blocks, { ...HEADER, ending: ENDING }))('word/document.xml');
  expect(all(document, 'w:sectPr')).toHaveLength(3);
  expect(all(document, 'w:pageBreakBefore')).toHaveLength(0);
});

test('a table with more words than an upright page has room for lies on a page of its own, with its title and source', async () => {
  const cells = Array.from({ length: 12 }, () => 'Nghiêng');
  const wide: Block = { type: 'table', id: idOf('w'), rows: [{ cells: cells.map((text) => cell(text, true)) }] };
  const blocks = [
    line('Trước.'),
    line('Chỉ tiêu', { level: 3 }),
    line('Bảng 1. Chỉ tiêu'),
    wide,
    line('Nguồn: Văn phòng.'),
    line('Sau.'),
  ];
  const document = (await read(blocks, { ...HEADER, ending: ENDING }))('word/document.xml');

  const sizes = all(document, 'w:pgSz').map((one) => [one.getAttribute('w:w'), one.getAttribute('w:orient')]);
  expect(sizes.map(([width]) => width)).toEqual(['11906', '16838', '11906']);
  expect(sizes[1]?.[1]).toBe('landscape');
  const body = all(document, 'w:body')[0];
  const texts = ([...(body?.childNodes ?? [])] as Element[]).flatMap((one) => [
    textOf(one),
    ...all(one, 'w:sectPr').map(() => '|'),
  ]);
  const order = texts
    .join(' ')
    .split('|')
    .map((part) => part.trim());
  expect(order[1]).toMatch(/^Chỉ tiêu Bảng 1. Chỉ tiêu (Nghiêng){12} +Nguồn: Văn phòng.$/);
  expect(order[2]).toMatch(/^Sau\. .*T\/M/);
  // The pages are counted through: only the first section begins to count, and has a page without its number.
  expect(all(document, 'w:pgNumType').map((one) => one.getAttribute('w:start'))).toEqual(['1', null, null]);
  expect(all(document, 'w:titlePg')).toHaveLength(1);
  const grid = all(all(document, 'w:tbl')[1] as Element, 'w:gridCol').map((one) => Number(one.getAttribute('w:w')));
  expect(grid.reduce((sum, width) => sum + width, 0) / 56.7).toBeCloseTo(252, 0);
});

test('an appendix that is exported alone goes on under its title', async () => {
  const document = (await read([line('Phụ lục 1', { align: 'center' }, BOLD), line('Sau.')]))('word/document.xml');

  expect(all(document, 'w:sectPr')).toHaveLength(1);
});

test('what calls itself an appendix before another part of the report is none', async () => {
  const blocks = [line('Phụ lục một', { align: 'center' }, BOLD), line('Kết quả', { level: 1 }), line('Sau.')];

  expect(await lineOf('Phụ lục', blocks)).toMatchObject({ style: 'body' });
});

test('a centred heading is set in alike from both sides, with its number', async () => {
  const text = 'LỘ TRÌNH THỰC HIỆN MỘT SỐ CHỈ TIÊU CỦA NHIỆM KỲ 2020 - 2025';
  const document = (await read([line('Phần', { level: 1 }), line(text, { level: 2, align: 'center' })]))(
    'word/document.xml',
  );

  const heading = all(document, 'w:p').find((one) => textOf(one).includes('LỘ TRÌNH')) as Element;
  expect(textOf(heading)).toContain('NHIỆM KỲ 2020\u00a0-\u00a02025');
  const indent = all(heading, 'w:ind')[0];
  expect(indent?.getAttribute('w:firstLine')).toBe('0');
  expect(Number(indent?.getAttribute('w:left'))).toBeGreaterThan(0);
  expect(indent?.getAttribute('w:left')).toBe(indent?.getAttribute('w:right'));
});

test('only a row that is very high may be cut by the end of a page', async () => {
  const document = (await read([table('1', 'Ý kiến góp ý rất dài. '.repeat(300), '3')]))('word/document.xml');

  const rows = all(all(document, 'w:tbl')[1] as Element, 'w:tr');
  const isWhole = (row: Element): boolean => all(row, 'w:cantSplit').some((one) => !isOff(one));
  expect(rows.map(isWhole)).toEqual([true, true, false, true]);
  expect(rows.map((row) => all(row, 'w:vAlign')[0]?.getAttribute('w:val'))).toEqual([
    'center',
    'center',
    'top',
    'center',
  ]);
});

test('titles and lines at tables look as the guideline says, with a distance to their table', async () => {
  const styles = (await read([]))('word/styles.xml');
  const lookOf = (id: string): string => {
    const style = all(styles, 'w:style').find((one) => one.getAttribute('w:styleId') === id);
    if (style === undefined) throw new Error(`style ${id} is missing`);
    const value = (name: string, attribute: string) => all(style, name)[0]?.getAttribute(attribute) ?? '-';
    const isOn = (name: string): boolean => all(style, name).some((one) => !isOff(one));
    const shape = [isOn('w:b') && 'b', isOn('w:i') && 'i'].filter((one) => one !== false);
    const spacing = `${value('w:spacing', 'w:before')}/${value('w:spacing', 'w:after')}`;
    return [value('w:sz', 'w:val'), ...shape, value('w:jc', 'w:val'), spacing].join(' ');
  };

  expect(['tableCaption', 'tableUnit', 'tableSource', 'pictureCaption'].map(lookOf)).toEqual([
    '28 b center 120/120',
    '24 i right 0/60',
    '24 i left 60/0',
    '28 center 120/120',
  ]);
});
