import { expect, test } from 'vitest';
import { columnShares } from '#server/convert/columns.ts';
import { boldWidthPt } from '#server/convert/text-width.ts';
import type { Table, TableCell } from '#shared/document/document.ts';
import { DANG_HD36_2018 } from '#shared/document/layout-profile.ts';
import { idOf } from '#shared/model/ids.ts';

function cell(text: string, more: Partial<TableCell> = {}): TableCell {
  return {
    header: false,
    colspan: 1,
    rowspan: 1,
    colwidth: null,
    content: [
      {
        type: 'paragraph',
        id: idOf('b'),
        level: 0,
        list: 'none',
        indent: 0,
        align: 'default',
        content: [{ type: 'text', text, marks: [] }],
      },
    ],
    ...more,
  };
}

function table(...rows: readonly (readonly TableCell[])[]): Table {
  return { type: 'table', id: idOf('t'), rows: rows.map((cells) => ({ cells })) };
}

/** The text is 165 mm wide, its tables are in 13 pt, and a cell has 3 mm of margins. */
const WIDTH_PT = (165 / 25.4) * 72;
const MARGINS_PT = (3 / 25.4) * 72;

function sharesOf(one: Table): readonly number[] {
  return columnShares(DANG_HD36_2018, one);
}

/** Room for text in a column. */
function innerPt(share: number | undefined): number {
  return (share ?? 0) * WIDTH_PT - MARGINS_PT;
}

const sum = (shares: readonly number[]): number => shares.reduce((total, share) => total + share, 0);

test('columns that were dragged keep their widths', () => {
  const dragged = table([cell('a', { colwidth: [100] }), cell('b', { colspan: 2, colwidth: [50, 50] })]);
  sharesOf(dragged).forEach((share, at) => expect(share).toBeCloseTo([0.5, 0.25, 0.25][at] ?? 0));
});

test('a column that was dragged too narrow for a word gets room for it from the others', () => {
  const shares = sharesOf(
    table(
      [cell('Cộng', { header: true, colwidth: [20] }), cell('Nội dung', { header: true, colwidth: [600] })],
      [cell('2'), cell('Nâng cao chất lượng sinh hoạt chi bộ')],
    ),
  );

  expect(sum(shares)).toBeCloseTo(1);
  expect(innerPt(shares[0])).toBeGreaterThanOrEqual(boldWidthPt('Cộng', 13));
  expect(innerPt(shares[0])).toBeLessThan(boldWidthPt('Cộng', 13) * 1.12 + 5);
});

test('one dragged column keeps its width, and the others divide the rest', () => {
  const shares = sharesOf(
    table([cell('Tên', { colwidth: [311] }), cell('Một nội dung dài hơn nhiều lần'), cell('Số')]),
  );

  // 311 pixels are half of the text's width.
  expect(shares[0]).toBeCloseTo(0.5, 1);
  expect(shares[1]).toBeGreaterThan(shares[2] ?? 1);
  expect(sum(shares)).toBeCloseTo(1);
});

test.each([
  { word: 'Cộng', by: 'a header among many columns' },
  { word: '2015 - 2020', by: 'a span of years, as if it were one word' },
  { word: '1.234.567,8', by: 'a number' },
])('no column is too narrow for $word: $by', ({ word }) => {
  const long = cell('Tỷ lệ hộ gia đình văn hóa trên tổng số hộ của toàn phường trong cả nhiệm kỳ');
  const shares = sharesOf(
    table(
      [
        cell('TT', { header: true }),
        ...Array.from({ length: 5 }, () => cell(word, { header: true })),
        cell('Chỉ tiêu'),
      ],
      [cell('1'), ...Array.from({ length: 5 }, () => cell('9')), long],
    ),
  );

  expect(shares.slice(0, 6).map((share, at) => innerPt(share) >= boldWidthPt(at === 0 ? 'TT' : word, 13))).toEqual(
    Array.from({ length: 6 }, () => true),
  );
});

test('where the page has room, a word has some to spare, for a font that borrows its Vietnamese letters', () => {
  const words = ['TT', 'Chỉ tiêu', 'Đơn vị', '2015 - 2020', 'Thực hiện', 'Nghị quyết'];
  const shares = sharesOf(
    table(
      words.map((word) => cell(word, { header: true })),
      [cell('1'), cell('Tỷ lệ hộ gia đình văn hóa trên tổng số hộ '.repeat(9)), ...words.slice(2).map(() => cell('9'))],
    ),
  );

  expect(innerPt(shares[4])).toBeGreaterThanOrEqual(boldWidthPt('Thực', 13) * 1.12);
  expect(innerPt(shares[3])).toBeGreaterThanOrEqual(boldWidthPt('2015 - 2020', 13) * 1.12);
});

test('a word wider than the page takes room only from itself', () => {
  const shares = sharesOf(table([cell('TT'), cell('x'.repeat(300)), cell('Cộng')]));

  expect(innerPt(shares[0])).toBeGreaterThanOrEqual(boldWidthPt('TT', 13));
  expect(innerPt(shares[2])).toBeGreaterThanOrEqual(boldWidthPt('Cộng', 13));
});

test('the room left goes where it makes the rows low', () => {
  const long = 'Đẩy mạnh cải cách hành chính, nâng cao chất lượng phục vụ Nhân dân tại bộ phận một cửa. ';
  const shares = sharesOf(table([cell('Nội dung'), cell('Kết quả')], [cell(long.repeat(3)), cell(long)]));

  expect((shares[0] ?? 0) / (shares[1] ?? 1)).toBeGreaterThan(1.8);
  expect((shares[0] ?? 0) / (shares[1] ?? 1)).toBeLessThan(3.2);
});

test('a column of short codes leaves its room to one of long texts', () => {
  const shares = sharesOf(
    table(
      [cell('TT'), cell('Chỉ tiêu'), cell('Thực hiện')],
      [cell('1'), cell('Tổng thu ngân sách 5 năm'), cell('412,6')],
    ),
  );

  expect(sum(shares)).toBeCloseTo(1);
  expect(shares[0]).toBeLessThan(0.08);
  expect(shares[1]).toBeGreaterThan(0.5);
});

test('a cell that reaches down or across counts in the columns where it stands', () => {
  const shares = sharesOf(
    table(
      [
        cell('Một dòng rất dài ở cột đầu của bảng', { rowspan: 2 }),
        cell('Hai cột ghép lại với một đầu đề dài', { colspan: 2 }),
      ],
      [cell('x'), cell('y')],
    ),
  );

  expect(shares).toHaveLength(3);
  expect(sum(shares)).toBeCloseTo(1);
  expect(shares[0]).toBeGreaterThan(0.6);
  expect(shares[1]).toBeCloseTo(shares[2] ?? 0);
});

test('columns without a word share the width alike', () => {
  expect(sharesOf(table([cell(''), cell('')]))).toEqual([0.5, 0.5]);
});

test('more columns than the width can hold still share it', () => {
  const shares = sharesOf(table(Array.from({ length: 30 }, (_, at) => cell(`Cột${at}`))));
  expect(sum(shares)).toBeCloseTo(1);
});
