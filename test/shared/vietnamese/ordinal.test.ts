import { expect, test } from 'vitest';
import { ordinalWord } from '#shared/vietnamese/ordinal.ts';

test.each([
  [1, 'nhất'],
  [2, 'hai'],
  [4, 'tư'],
  [5, 'năm'],
  [10, 'mười'],
  [11, 'mười một'],
  [14, 'mười bốn'],
  [15, 'mười lăm'],
  [20, 'hai mươi'],
  [21, 'hai mươi mốt'],
  [24, 'hai mươi tư'],
  [45, 'bốn mươi lăm'],
  [99, 'chín mươi chín'],
])('%i is %s', (rank, word) => {
  expect(ordinalWord(rank)).toBe(word);
});

test.each([0, -1, 1.5, 100, Number.NaN])('%d has no word', (rank) => {
  expect(() => ordinalWord(rank)).toThrow(RangeError);
});
