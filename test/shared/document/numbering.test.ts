import { expect, test } from 'vitest';
import type { ListKind, ParagraphLevel } from '#shared/document/document.ts';
import { startNumbering } from '#shared/document/numbering.ts';
import { DANG_HD36_2018 } from '#shared/document/layout-profile.ts';

function labels(
  asked: readonly (readonly [number, ListKind, number, number])[],
  place: readonly number[] = [],
): readonly (string | null)[] {
  const numbering = startNumbering(DANG_HD36_2018, place);
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

test('a text taken out of its report counts on from the place of its section', () => {
  const text = [1, 2, 1, 2].map((level) => [level, 'none', 0, 3] as const);
  expect(labels(text, [1, 2, 5])).toEqual(['5.1.', 'a)', '5.2.', 'a)']);
  expect(labels(text)).toEqual(['1.1.', 'a)', '1.2.', 'a)']);
});

test('wherever a report is cut below a heading, the rest is numbered as in the whole', () => {
  const levels = [1, 2, 3, 4, 5, 4, 4, 5, 6, 2, 4, 5, 3, 3, 4, 1, 3, 4, 5, 5];
  const heading = (level: number) => ({ level: level as ParagraphLevel, list: 'none', indent: 0 }) as const;
  for (const [at, top] of levels.entries()) {
    const whole = startNumbering(DANG_HD36_2018);
    for (const level of levels.slice(0, at + 1)) whole.next(heading(level), 0);
    const cut = startNumbering(DANG_HD36_2018, whole.place());
    expect(whole.place()).toHaveLength(top);
    for (const level of levels.slice(at + 1)) {
      if (level <= top) break;
      expect(cut.next(heading(level - top), top)).toEqual(whole.next(heading(level), 0));
    }
  }
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
