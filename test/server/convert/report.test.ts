import { expect, test } from 'vitest';
import type { ReportHeader } from '#shared/document/paper-frame.ts';
import { buildReport, type ReportBlock } from '#server/convert/report.ts';
import type { Block, Inline, Paragraph, ParagraphLevel } from '#shared/document/document.ts';
import { DANG_HD36_2018 } from '#shared/document/layout-profile.ts';
import { idOf, type BlockId } from '#shared/model/ids.ts';

const HEADER: ReportHeader = {
  parentOrg: null,
  issuingOrg: 'ĐẢNG UỶ PHƯỜNG NGỌC LÂM',
  docNumber: { number: 12, type: 'BC', org: 'ĐU' },
  place: 'Ngọc Lâm',
  date: { day: 15, month: 11, year: 2026 },
  draftNumber: null,
  typeName: 'Báo cáo',
  subject: 'kết quả năm 2026',
};

function paragraph(content: readonly Inline[], level: ParagraphLevel = 0): Paragraph {
  return { type: 'paragraph', id: 'b' as BlockId, level, list: 'none', indent: 0, align: 'default', content };
}

function heading(text: string): Paragraph {
  return paragraph(text === '' ? [] : [{ type: 'text', text, marks: [] }], 1);
}

function build(...parts: readonly (readonly [number, readonly Block[]])[]): readonly ReportBlock[] {
  const given = parts.map(([depth, blocks]) => ({ depth, content: { blocks } }));
  return buildReport(DANG_HD36_2018, { header: HEADER, parts: given, images: {}, threads: [] }).blocks;
}

test('numbers run on from one section to the next, and an empty heading takes none', () => {
  const blocks = build([0, [heading('Một')]], [1, [heading('Hai'), heading(''), heading('Ba')]], [0, [heading('Tư')]]);
  const labels = blocks.flatMap((block) => (block.type === 'paragraph' && block.number ? [block.number.text] : []));
  expect(labels).toEqual(['Phần thứ nhất', 'I-', 'II-', 'Phần thứ hai']);
});

test('the text of one section is numbered on from its place', () => {
  const parts = [{ depth: 3, place: [1, 2, 5], content: { blocks: [heading('Chợ'), heading('Cảng')] } }];
  const report = buildReport(DANG_HD36_2018, { header: HEADER, parts, images: {}, threads: [] });
  expect(report.blocks.map((block) => block.type === 'paragraph' && block.number?.text)).toEqual(['5.1.', '5.2.']);
});

test('a link that is not to the web or mail loses its address and keeps its words', () => {
  const [block] = build([
    0,
    [
      paragraph([
        { type: 'text', text: 'tốt', marks: [{ type: 'link', href: 'https://hanoi.gov.vn/' }] },
        { type: 'text', text: 'xấu', marks: [{ type: 'link', href: 'javascript:alert(1)' }] },
      ]),
    ],
  ]);
  expect(block?.type === 'paragraph' && block.runs.map((run) => [run.text, run.href])).toEqual([
    ['tốt', 'https://hanoi.gov.vn/'],
    ['xấu', null],
  ]);
});

test('characters that no XML file may hold are left out', () => {
  const [block] = build([0, [paragraph([{ type: 'text', text: 'a\u0000b\u000b\ud800c😀', marks: [] }])]]);
  expect(block?.type === 'paragraph' && block.runs[0]?.text).toBe('abc😀');
});

test('the date is padded as the guideline has it, or left open', () => {
  const dateOf = (date: ReportHeader['date']): string | undefined =>
    buildReport(DANG_HD36_2018, { header: { ...HEADER, date }, parts: [], images: {}, threads: [] })
      .frame.header.flat(2)
      .find((line) => line.component === 'placeDate')?.text;
  expect(dateOf({ day: 9, month: 3, year: 2026 })).toBe('Ngọc Lâm, ngày 09 tháng 3 năm 2026');
  expect(dateOf({ day: 15, month: 2, year: 2026 })).toBe('Ngọc Lâm, ngày 15 tháng 02 năm 2026');
  expect(dateOf(null)).toMatch(/^Ngọc Lâm, ngày\s+tháng\s+năm\s+$/);
});

function cells(...texts: readonly string[]) {
  return {
    cells: texts.map((text) => ({
      header: false,
      colspan: 1,
      rowspan: 1,
      colwidth: null,
      content: [paragraph(text === '' ? [] : [{ type: 'text', text, marks: [] }])],
    })),
  };
}

test('in a table figures stand at the right, a row\u2019s own number in the middle, words at the left', () => {
  const rows = [cells('1', 'Tổng thu', '1.348,8', '12,8%', '19/21', 'dưới 0,3', '-5')];
  const [block] = build([0, [{ type: 'table', id: 't' as BlockId, rows }]]);

  const aligns = block?.type === 'table' && block.rows[0]?.map((cell) => cell.paragraphs[0]?.align);
  expect(aligns).toEqual(['center', 'left', 'right', 'right', 'right', 'left', 'right']);
});

test('a year at the head of a row is centred like a number of its own, a figure elsewhere is not', () => {
  const rows = [cells('2019', '2019')];
  const [block] = build([0, [{ type: 'table', id: 't' as BlockId, rows }]]);

  const aligns = block?.type === 'table' && block.rows[0]?.map((cell) => cell.paragraphs[0]?.align);
  expect(aligns).toEqual(['center', 'right']);
});

test('a row with a Roman number opens a group of a table', () => {
  const rows = [cells('II', 'Xã hội'), cells('3', 'Hộ nghèo')];
  const [block] = build([0, [{ type: 'table', id: 't' as BlockId, rows }]]);

  const styles = block?.type === 'table' && block.rows.map((row) => row.map((cell) => cell.paragraphs[0]?.style));
  expect(styles).toEqual([
    ['tableGroup', 'tableGroup'],
    ['tableBody', 'tableBody'],
  ]);
});

test('letters that were typed in pieces are written as one', () => {
  const [block] = build([0, [paragraph([{ type: 'text', text: 'Đảng bộ'.normalize('NFD'), marks: [] }])]]);
  expect(block?.type === 'paragraph' && block.runs[0]?.text).toBe('Đảng bộ'.normalize('NFC'));
});

test('a picture whose bytes are missing leaves its words in its place', () => {
  const image: Block = { type: 'image', id: 'i' as BlockId, imageId: idOf('p'), alt: 'Biểu đồ', widthPercent: 50 };
  const [block] = build([0, [image]]);
  expect(block?.type === 'paragraph' && block.runs.map((run) => run.text)).toEqual(['[Biểu đồ]']);
});

test('a list in a cell keeps its labels and its indent, and counts with the lists of the text', () => {
  const item = (text: string, list: Paragraph['list'], indent = 0): Paragraph => ({
    ...paragraph([{ type: 'text', text, marks: [] }]),
    list,
    indent,
  });
  const cell = { header: false, colspan: 1, rowspan: 1, colwidth: null };
  const content = [item('Thu', 'decimal'), item('12', 'decimal'), item('Chợ', 'dash', 1), item('', 'decimal')];
  const rows = [{ cells: [{ ...cell, content }] }, { cells: [{ ...cell, content: [item('Chi', 'decimal')] }] }];

  const [block] = build([0, [{ type: 'table', id: 't' as BlockId, rows }]]);

  const found = block?.type === 'table' ? block.rows.flat().flatMap((one) => one.paragraphs) : [];
  expect(found.map((one) => [one.number?.text.trim(), one.indent, one.align])).toEqual([
    ['1.', 0, 'left'],
    ['2.', 0, 'left'],
    ['+', 1, 'left'],
    [undefined, 0, 'left'],
    ['3.', 0, 'left'],
  ]);
});
