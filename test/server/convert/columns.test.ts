import { expect, test } from 'vitest';
import { columnShares } from '#server/convert/columns.ts';
import type { Table, TableCell } from '#shared/document/document.ts';
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

const sum = (shares: readonly number[]): number => shares.reduce((total, share) => total + share, 0);

test('columns that were dragged keep their widths', () => {
  const dragged = table([cell('a', { colwidth: [100] }), cell('b', { colspan: 2, colwidth: [50, 50] })]);
  expect(columnShares(dragged)).toEqual([0.5, 0.25, 0.25]);
});

test('a column of short codes leaves its room to one of long texts', () => {
  const shares = columnShares(
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
  const shares = columnShares(
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
  expect(columnShares(table([cell(''), cell('')]))).toEqual([0.5, 0.5]);
});

test('more columns than the width can hold still share it', () => {
  const shares = columnShares(table(Array.from({ length: 30 }, (_, at) => cell(`Cột${at}`))));
  expect(sum(shares)).toBeCloseTo(1);
});
