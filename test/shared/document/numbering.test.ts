import { expect, test } from 'vitest';
import type { ListKind, ParagraphLevel } from '#shared/document/document.ts';
import { startNumbering } from '#shared/document/numbering.ts';
import { DANG_HD36_2018 } from '#shared/document/layout-profile.ts';

function labels(asked: readonly (readonly [number, ListKind, number, number])[]): readonly (string | null)[] {
  const numbering = startNumbering(DANG_HD36_2018);
  return asked.map(
    ([level, list, indent, depth]) =>
      numbering.next({ level: level as ParagraphLevel, list, indent }, depth)?.text ?? null,
  );
}

test('headings are labelled by their level and start again under each higher one', () => {
  const levels = [1, 2, 3, 4, 4, 3, 2, 3, 5, 6, 1, 2];
  expect(labels(levels.map((level) => [level, 'none', 0, 0]))).toEqual([
    'Phần thứ nhất',
    'I-',
    '1.',
    '1.1.',
    '1.2.',
    '2.',
    'II-',
    '1.',
    'a)',
    '-',
    'Phần thứ hai',
    'I-',
  ]);
});

test('the place of a text in the outline lowers its headings', () => {
  expect(
    labels([
      [1, 'none', 0, 0],
      [1, 'none', 0, 1],
      [2, 'none', 0, 1],
      [6, 'none', 0, 6],
      [0, 'none', 0, 0],
    ]),
  ).toEqual(['Phần thứ nhất', 'I-', '1.', '+', null]);
});

test('letters follow the Vietnamese order, and two are set together after the last', () => {
  const items = labels(Array.from({ length: 24 }, () => [0, 'alpha', 0, 0] as const));
  expect(items.slice(0, 8).join(' ')).toBe('a) b) c) d) đ) e) g) h)');
  expect(items.slice(21)).toEqual(['x)', 'y)', 'aa)']);
});

test('a part beyond the known ordinal words is numbered in the other form of the profile', () => {
  const parts = labels(Array.from({ length: 21 }, () => [1, 'none', 0, 0] as const));
  expect(parts[3]).toBe('Phần thứ tư');
  expect(parts[20]).toBe('Phần XXI');
});

test('list items start again under a higher item and under a heading', () => {
  expect(
    labels([
      [0, 'decimal', 0, 0],
      [0, 'alpha', 0, 0],
      [0, 'alpha', 0, 0],
      [0, 'decimal', 0, 0],
      [0, 'alpha', 0, 0],
      [0, 'dash', 0, 0],
      [0, 'dash', 1, 0],
      [1, 'none', 0, 0],
      [0, 'decimal', 0, 0],
    ]),
  ).toEqual(['1.', 'a)', 'b)', '2.', 'a)', '-', '+', 'Phần thứ nhất', '1.']);
});
