import { DOMParser, type Element } from '@xmldom/xmldom';
import { strFromU8, unzipSync } from 'fflate';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { writeDocx } from '#server/convert/docx/write.ts';
import type { ReportHeader } from '#shared/document/paper-frame.ts';
import { buildReport, type ReportSource } from '#server/convert/report.ts';
import type { Block, ListKind, Paragraph, ParagraphLevel } from '#shared/document/document.ts';
import { DANG_HD36_2018 } from '#shared/document/layout-profile.ts';
import { idOf, type BlockId, type ThreadId } from '#shared/model/ids.ts';

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

async function read(
  header: ReportHeader = HEADER,
  more: Partial<ReportSource> = {},
): Promise<(path: string) => Element> {
  const parts = [{ depth: 0, content: { blocks: BLOCKS } }];
  const bytes = await writeDocx(buildReport(DANG_HD36_2018, { header, parts, images: {}, threads: [], ...more }));
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

test('a section alone is counted on from its place by Word itself', async () => {
  const parts = [{ depth: 3, place: [1, 2, 5], content: { blocks: [line('Chợ', 1), line('Trung tâm', 2)] } }];
  const part = await read(HEADER, { parts });
  const lists = all(part('word/numbering.xml'), 'w:abstractNum');
  const headings = lists.find((one) => all(one, 'w:lvlText').some((text) => text.getAttribute('w:val') === '%3.%4.'));
  if (headings === undefined) throw new Error('the list of headings is missing');
  const starts = all(headings, 'w:start').map((one) => one.getAttribute('w:val'));
  expect(starts.slice(0, 4)).toEqual(['1', '2', '5', '1']);
  expect(first(paragraphOf(part('word/document.xml'), 'Chợ'), 'w:ilvl').getAttribute('w:val')).toBe('3');
});

test('the block above the title is a table without lines, with the draft mark under the number', async () => {
  const block = first((await read())('word/document.xml'), 'w:tbl');
  const borders = [...first(block, 'w:tblBorders').childNodes] as Element[];
  expect(borders.map((one) => one.getAttribute('w:val'))).toEqual(Array.from({ length: 6 }, () => 'none'));
  expect(all(block, 'w:tcBorders')).toHaveLength(0);
  const rows = all(block, 'w:tr').map((row) => all(row, 'w:tc').map((one) => all(one, 'w:p').map(textOf)));
  expect(rows).toEqual([
    [
      ['ĐẢNG BỘ THÀNH PHỐ HÀ NỘI', 'ĐẢNG UỶ PHƯỜNG NGỌC LÂM', '*'],
      ['ĐẢNG CỘNG SẢN VIỆT NAM', ''],
    ],
    [['Số \u00a0\u00a0\u00a0\u00a0\u00a0-BC/ĐU'], ['Ngọc Lâm, ngày 05 tháng 02 năm 2026']],
    [['Dự thảo lần 2'], ['']],
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

/** Size in half points, bold, italic, capitals, underline, alignment, twentieths before and after, line. */
const LOOKS: Readonly<Record<string, string>> = {
  topTitle: '30 b caps center 0/0 240 auto',
  parentOrg: '28 caps center 0/0 240 auto',
  issuingOrg: '28 b caps center 0/0 240 auto',
  orgSeparator: '28 center 0/0 240 auto',
  docNumber: '28 center 0/0 240 auto',
  placeDate: '28 i center 0/0 240 auto',
  draftMark: '28 i center 0/0 240 auto',
  typeName: '32 b caps center 360/0 240 auto',
  subject: '28 b center 0/0 240 auto',
  subjectSeparator: '28 center 0/120 240 auto',
  body: '28 both 120/0 360 exact first 567',
  part: '28 b center 240/0 360 exact first 0 keep',
  partTitle: '28 b caps center 0/120 360 exact first 0 keep',
  roman: '28 b caps left 120/0 360 exact first 567 keep',
  arabic: '28 b both 120/0 360 exact first 567 keep',
  decimal2: '28 b i both 120/0 360 exact first 567 keep',
  point: '28 both 120/0 360 exact first 567',
  dash: '28 both 120/0 360 exact first 567',
  plus: '28 both 120/0 360 exact first 567',
  pageNumber: '28 center 0/0 240 auto',
  tableHeader: '26 b center 0/0 240 auto',
  tableBody: '26 left 0/0 240 auto',
  tableGroup: '26 b left 0/0 240 auto',
  recipients: '28 u left 0/0 240 auto',
  recipientItem: '24 left 0/0 240 auto',
  authority: '28 b caps center 0/0 240 auto',
  position: '28 caps center 0/0 240 auto',
  signer: '28 b center 0/0 240 auto',
};

test.each(Object.entries(LOOKS))('the style %s looks as the guideline says: %s', async (id, look) => {
  const style = styleOf((await read())('word/styles.xml'), id);

  const isOn = (name: string): boolean =>
    all(style, name).some((one) => !['false', '0', 'none'].includes(one.getAttribute('w:val') ?? ''));
  const spacing = attributes(first(style, 'w:spacing'));
  const indent = all(style, 'w:ind')[0]?.getAttribute('w:firstLine');
  const words = [
    first(style, 'w:sz').getAttribute('w:val'),
    isOn('w:b') && 'b',
    isOn('w:i') && 'i',
    isOn('w:caps') && 'caps',
    isOn('w:u') && 'u',
    first(style, 'w:jc').getAttribute('w:val'),
    `${spacing['before']}/${spacing['after']}`,
    `${spacing['line']} ${spacing['lineRule']}`,
    indent === undefined || indent === null ? false : `first ${indent}`,
    isOn('w:keepNext') && 'keep',
  ];
  expect(words.filter((word) => word !== false).join(' ')).toBe(look);
});

test('what stands around the text is named as the office calls it', async () => {
  const styles = (await read())('word/styles.xml');
  const nameOf = (id: string) => first(styleOf(styles, id), 'w:name').getAttribute('w:val');

  expect(['topTitle', 'docNumber', 'typeName', 'pageNumber', 'authority', 'recipients'].map(nameOf)).toEqual([
    'Tiêu đề Đảng',
    'Số và ký hiệu',
    'Tên loại',
    'Số trang',
    'Quyền hạn',
    'Nơi nhận',
  ]);
});

test('the two columns of the head are 80 and 85 mm, with a line of 73 mm under the name of the Party', async () => {
  const block = first((await read())('word/document.xml'), 'w:tbl');

  expect(all(block, 'w:gridCol').map((one) => one.getAttribute('w:w'))).toEqual(['4535', '4819']);
  const ruled = all(block, 'w:p').find((one) => all(one, 'w:pBdr').length > 0);
  if (ruled === undefined) throw new Error('the line is missing');
  expect(attributes(first(first(ruled, 'w:pBdr'), 'w:top'))).toMatchObject({ val: 'single', sz: '6' });
  const { left, right } = attributes(first(ruled, 'w:ind'));
  expect(((4819 - Number(left) - Number(right)) / 1440) * 25.4).toBeCloseTo(73, 0);
});

test('a line that a person centred or set to the right has no first line to set in', async () => {
  const centred: Paragraph = { ...line('Giữa trang'), align: 'center' };
  const part = await read(HEADER, { parts: [{ depth: 0, content: { blocks: [centred] } }] });

  const paragraph = paragraphOf(part('word/document.xml'), 'Giữa trang');
  expect(first(paragraph, 'w:jc').getAttribute('w:val')).toBe('center');
  expect(first(paragraph, 'w:ind').getAttribute('w:firstLine')).toBe('0');
});

const PIXELS = { create: { width: 200, height: 100, channels: 3, background: '#336699' } } as const;

test('a picture stands in the file with its words, as wide as asked', async () => {
  const bytes = new Uint8Array(await sharp(PIXELS).png().toBuffer());
  const image: Block = { type: 'image', id: idOf('i'), imageId: idOf('p1'), alt: 'Biểu đồ "thu"', widthPercent: 50 };
  const part = await read(HEADER, {
    parts: [{ depth: 0, content: { blocks: [image] } }],
    images: { p1: { bytes, width: 200, height: 100, mime: 'image/png' } },
  });

  const document = part('word/document.xml');
  const extent = first(document, 'wp:extent');
  // 36 000 units a millimetre; half of the text's 165 mm, as near as whole pixels come.
  expect(Number(extent.getAttribute('cx')) / 36_000).toBeCloseTo(82.5, 0);
  expect(Number(extent.getAttribute('cy')) / 36_000).toBeCloseTo(41.25, 0);
  expect(first(document, 'wp:docPr').getAttribute('descr')).toBe('Biểu đồ "thu"');
  const embedded = first(document, 'a:blip').getAttribute('r:embed');
  const relation = all(part('word/_rels/document.xml.rels'), 'Relationship').find(
    (one) => one.getAttribute('Id') === embedded,
  );
  expect(relation?.getAttribute('Target')).toMatch(/^media\/.*\.png$/);
  // On exact lines only a strip of it would be seen.
  const style = styleOf(part('word/styles.xml'), 'picture');
  expect(attributes(first(style, 'w:spacing'))).toMatchObject({ line: '240', lineRule: 'auto' });
});

test('a picture higher than its page is made smaller until it fits', async () => {
  const bytes = new Uint8Array(await sharp(PIXELS).jpeg().toBuffer());
  const image: Block = { type: 'image', id: idOf('i'), imageId: idOf('p1'), alt: '', widthPercent: 100 };
  const part = await read(HEADER, {
    parts: [{ depth: 0, content: { blocks: [image] } }],
    images: { p1: { bytes, width: 100, height: 400, mime: 'image/jpeg' } },
  });

  const extent = first(part('word/document.xml'), 'wp:extent');
  expect(Number(extent.getAttribute('cy')) / 36_000).toBeLessThan(257);
  expect(Number(extent.getAttribute('cy')) / Number(extent.getAttribute('cx'))).toBeCloseTo(4, 1);
});

const THREAD: ThreadId = idOf('thread');
const COMMENTED: Paragraph = {
  ...line(''),
  content: [
    { type: 'text', text: 'Trước ', marks: [] },
    { type: 'text', text: 'chỗ này', marks: [{ type: 'bold' }, { type: 'comment', threadId: THREAD }] },
    { type: 'text', text: ' sau', marks: [] },
  ],
};
const MESSAGES = [
  { author: 'Nguyễn Thị Minh Hà', at: Date.UTC(2020, 3, 2, 8, 30), text: 'Số liệu?\nXem lại' },
  { author: 'Đỗ Tùng', at: Date.UTC(2020, 3, 3), text: 'Đã sửa\u0000' },
];

test('a thread is a comment of Word around its words, with its answers under it, by the clock of the committee', async () => {
  const part = await read(HEADER, {
    parts: [{ depth: 0, content: { blocks: [COMMENTED] } }],
    threads: [{ id: THREAD, messages: MESSAGES }],
  });

  const paragraph = paragraphOf(part('word/document.xml'), 'chỗ này');
  const order = [...paragraph.getElementsByTagName('*')].flatMap((one) => {
    if (one.tagName === 'w:t') return [one.textContent];
    return one.tagName.startsWith('w:comment') ? [`${one.tagName} ${one.getAttribute('w:id')}`] : [];
  });
  expect(order).toEqual([
    'Trước ',
    'w:commentRangeStart 0',
    'w:commentRangeStart 1',
    'chỗ này',
    'w:commentRangeEnd 0',
    'w:commentReference 0',
    'w:commentRangeEnd 1',
    'w:commentReference 1',
    ' sau',
  ]);
  const comments = all(part('word/comments.xml'), 'w:comment');
  expect(comments.map((one) => [attributes(one), all(one, 'w:p').map(textOf)])).toMatchObject([
    [
      { id: '0', author: 'Nguyễn Thị Minh Hà', initials: 'NTMH', date: '2020-04-02T15:30:00.000Z' },
      ['Số liệu?', 'Xem lại'],
    ],
    [{ id: '1', author: 'Đỗ Tùng', initials: 'ĐT', date: '2020-04-03T07:00:00.000Z' }, ['Đã sửa']],
  ]);
  const threads = all(part('word/commentsExtended.xml'), 'w15:commentEx');
  const opening = threads[0]?.getAttribute('w15:paraId');
  expect(threads.map((one) => one.getAttribute('w15:paraIdParent'))).toEqual([null, opening]);
});

test('a clean paper holds no trace of a comment', async () => {
  const part = await read(HEADER, { parts: [{ depth: 0, content: { blocks: [COMMENTED] } }] });

  expect(textOf(paragraphOf(part('word/document.xml'), 'chỗ này'))).toBe('Trước chỗ này sau');
  expect(strOf(part('word/document.xml'))).not.toContain('comment');
  expect(() => part('word/comments.xml')).toThrow('missing');
});

function strOf(element: Element): string {
  return [...element.getElementsByTagName('*')].map((one) => one.tagName).join(' ');
}

test('recipients and signature close a whole report side by side, open where nothing is known yet', async () => {
  const ending = {
    form: 'onBehalfOfBody',
    body: 'Ban Chấp hành',
    position: 'Bí thư',
    name: null,
    recipients: ['Ban Thường vụ Quận ủy'],
  };
  const part = await read({ ...HEADER, ending });

  const block = all(part('word/document.xml'), 'w:tbl').at(-1);
  if (block === undefined) throw new Error('the last block is missing');
  expect(all(block, 'w:tc').map((one) => all(one, 'w:p').map(textOf))).toEqual([
    ['Nơi nhận:', '- Ban Thường vụ Quận ủy,', '- Lưu Văn phòng Đảng ủy.'],
    ['T/M Ban Chấp hành', 'Bí thư', '\u00a0'.repeat(6)],
  ]);
  expect(all(block, 'w:gridCol').map((one) => one.getAttribute('w:w'))).toEqual(['4252', '5102']);
  expect(all(block, 'w:keepNext')).toHaveLength(6);
  const signer = all(block, 'w:p').at(-1);
  // 25 mm for signature and seal.
  expect(signer && first(signer, 'w:spacing').getAttribute('w:before')).toBe('1417');
});

test('a part alone closes without recipients and signature', async () => {
  expect(all((await read())('word/document.xml'), 'w:tbl')).toHaveLength(2);
});

test('the cells of a table keep the guideline\u2019s distance from their lines, on rows that no page cuts', async () => {
  const table = all((await read())('word/document.xml'), 'w:tbl')[1];
  if (table === undefined) throw new Error('the table is missing');
  const margins = first(table, 'w:tblCellMar');

  const side = (name: string) => first(margins, name).getAttribute('w:w');
  expect(['w:top', 'w:bottom', 'w:left', 'w:right'].map(side)).toEqual(['28', '28', '85', '85']);
  expect(first(first(table, 'w:tblBorders'), 'w:insideH').getAttribute('w:sz')).toBe('4');
  expect(all(table, 'w:cantSplit')).toHaveLength(2);
});

test('a report that a person wrote anything into is a file that XML can hold', async () => {
  const odd = 'a\u0000b\u000b\ud800 <&>"\u0001';
  const header = { ...HEADER, issuingOrg: odd, subject: odd, place: odd, parentOrg: odd, typeName: odd };
  const part = await read(header, {
    parts: [
      {
        depth: 0,
        content: {
          blocks: [line(odd), { type: 'image', id: idOf('i'), imageId: idOf('p'), alt: odd, widthPercent: 50 }],
        },
      },
    ],
  });

  const text = textOf(part('word/document.xml'));
  expect(text.split('ab <&>"')).toHaveLength(8);
  expect(['\u0000', '\u0001', '\u000b', '\ud800'].filter((one) => text.includes(one))).toEqual([]);
});

test('an item of a list in a cell is numbered by Word and begins at the edge of its cell', async () => {
  const items = [line('việc một', 0, 'decimal'), { ...line('điểm một', 0, 'decimal'), indent: 1 }];
  const rows = [{ cells: [{ header: false, colspan: 1, rowspan: 1, colwidth: null, content: items }] }];
  const parts = [{ depth: 0, content: { blocks: [{ type: 'table', id: 't' as BlockId, rows } as const] } }];

  const document = (await read(HEADER, { parts }))('word/document.xml');

  const [outer, inner] = ['việc một', 'điểm một'].map((text) => paragraphOf(document, text));
  expect(all(outer as Element, 'w:numPr')).toHaveLength(1);
  expect(attributes(first(outer as Element, 'w:ind'))).toEqual({ left: '0', firstLine: '0' });
  expect(Number(attributes(first(inner as Element, 'w:ind'))['left'])).toBeGreaterThan(300);
});

test('the years of a term are not torn apart at the end of a line of the title', async () => {
  const header = { ...HEADER, subject: 'trình Đại hội, nhiệm kỳ 2020 - 2025' };

  const document = (await read(header))('word/document.xml');

  expect(textOf(document)).toContain('nhiệm kỳ 2020\u00a0-\u00a02025');
});
