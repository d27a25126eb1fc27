import { expect, test } from 'vitest';
import { buildReport, type ReportBlock, type ReportHeader } from '#server/convert/report.ts';
import type { Block, Inline, Paragraph, ParagraphLevel } from '#shared/document/document.ts';
import { DANG_HD36_2018 } from '#shared/document/layout-profile.ts';
import type { BlockId } from '#shared/model/ids.ts';

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
      .header.flat()
      .find((cell) => cell.component === 'placeDate')?.text;
  expect(dateOf({ day: 9, month: 3, year: 2026 })).toBe('Ngọc Lâm, ngày 09 tháng 3 năm 2026');
  expect(dateOf({ day: 15, month: 2, year: 2026 })).toBe('Ngọc Lâm, ngày 15 tháng 02 năm 2026');
  expect(dateOf(null)).toMatch(/^Ngọc Lâm, ngày\s+tháng\s+năm\s+$/);
});
