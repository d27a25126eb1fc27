import { expect, test } from 'vitest';
import { formatNumber } from '#shared/vietnamese/numbers.ts';

test.each([
  [0, '0'],
  [1234.5, '1.234,5'],
  [999, '999'],
  [1000, '1.000'],
  [1_234_567.891, '1.234.567,891'],
  [-1234.5, '-1.234,5'],
])('%d is written %s', (value, written) => {
  expect(formatNumber(value)).toBe(written);
});

test('no more decimals than asked for', () => {
  expect(formatNumber(7.26, 1)).toBe('7,3');
  expect(formatNumber(7, 1)).toBe('7');
});
