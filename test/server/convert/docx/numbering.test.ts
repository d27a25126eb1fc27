import { expect, test } from 'vitest';
import { writeDocx } from '#server/convert/docx/write.ts';
import { buildReport, type ReportSource } from '#server/convert/report.ts';
import type { Paragraph, ParagraphLevel } from '#shared/document/document.ts';
import { DANG_HD36_2018 } from '#shared/document/layout-profile.ts';
import { idOf, type BlockId } from '#shared/model/ids.ts';
import { linesOfWord, listsOfWord } from '#test/world/word-lines.ts';

const HEADER: ReportSource['header'] = {
  parentOrg: null,
  issuingOrg: 'ĐẢNG UỶ PHƯỜNG',
  docNumber: { number: null, type: 'BC', org: 'ĐU' },
  place: 'Ngọc Lâm',
  date: null,
  draftNumber: null,
  typeName: 'BÁO CÁO',
  subject: 'trình Đại hội',
};

/** `level id text` for each line; those with an id are the headings of sections. */
function lines(...written: readonly (readonly [ParagraphLevel, string, string])[]): readonly Paragraph[] {
  return written.map(([level, id, text]) => ({
    type: 'paragraph',
    id: idOf<BlockId>(id),
    level,
    list: 'none',
    indent: 0,
    align: 'default',
    content: [{ type: 'text', text, marks: [] }],
  }));
}

const PLACES: readonly (readonly [string, readonly number[]])[] = [
  ['s-2', [1, 2]],
  ['s-2.6', [1, 2, 6]],
  ['s-note', []],
  ['s-4', [1, 4]],
];
const PART = lines(
  [1, 's-2', 'Kinh tế'],
  [2, 's-2.6', 'Ngân sách'],
  [3, 'a', 'Thu'],
  [2, 'b', 'Việc khác'],
  [1, 's-note', 'Ghi chú'],
  [2, 'c', 'Một điều'],
  [1, 's-4', 'An ninh'],
  [2, 'd', 'Trật tự'],
);

function write(parts: ReportSource['parts']): Promise<Uint8Array> {
  const headings = PLACES.map(([id, place]) => [idOf<BlockId>(id), place] as const);
  return writeDocx(buildReport(DANG_HD36_2018, { header: HEADER, parts, headings, images: {}, threads: [] }));
}

test('after a jump Word itself counts on from the place of the section', async () => {
  const bytes = await write([{ depth: 1, place: [1], content: { blocks: PART } }]);

  expect(linesOfWord(bytes).slice(-8)).toEqual([
    'II- Kinh tế',
    '6. Ngân sách',
    '6.1. Thu',
    '7. Việc khác',
    'Ghi chú',
    '1. Một điều',
    'IV- An ninh',
    '1. Trật tự',
  ]);
  const starts = listsOfWord(bytes).map((list) => list.slice(0, 4).map(({ start }) => start));
  expect(starts).toEqual([
    [1, 2, 1, 1],
    [1, 2, 6, 1],
    [1, 1, 1, 1],
    [1, 4, 1, 1],
  ]);
});

test('headings without a jump are one list, so that Word counts anew what comes after one that is put in', async () => {
  const blocks = lines([1, 'a', 'Một'], [2, 'b', 'Hai'], [2, 'c', 'Ba'], [1, 'd', 'Bốn'], [2, 'e', 'Năm']);

  const bytes = await write([{ depth: 1, content: { blocks } }]);

  expect(listsOfWord(bytes)).toHaveLength(1);
  expect(linesOfWord(bytes).slice(-5)).toEqual(['I- Một', '1. Hai', '2. Ba', 'II- Bốn', '1. Năm']);
});

test('the text of a part without a number begins anew after another part', async () => {
  const annex = { depth: 1, place: [], content: { blocks: lines([1, 'x', 'Biểu'], [2, 'y', 'Cột']) } };
  const bytes = await write([
    { depth: 1, place: [2], content: { blocks: lines([1, 'a', 'Một'], [1, 'b', 'Hai']) } },
    annex,
  ]);

  expect(linesOfWord(bytes).slice(-4)).toEqual(['I- Một', 'II- Hai', 'I- Biểu', '1. Cột']);
});
