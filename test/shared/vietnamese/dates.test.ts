import { expect, test } from 'vitest';
import { formatDay, parseDay } from '#shared/vietnamese/dates.ts';

test.each([
  ['2020-03-26', '26/3/2020'],
  ['2025-12-01', '1/12/2025'],
  ['2024-02-29', '29/2/2024'],
])('%s is written %s', (day, written) => {
  expect(formatDay(day)).toBe(written);
});

test.each(['', '26/3/2020', '2020-3-26', '2023-02-29', '2020-13-01', '2020-00-10', '2020-03-26T00:00:00Z'])(
  '%j is no calendar day',
  (day) => {
    expect(() => formatDay(day)).toThrow(RangeError);
  },
);

test.each([
  ['26/3/2020', '2020-03-26'],
  [' 1 / 12 / 2025 ', '2025-12-01'],
  ['26-3-2020', '2020-03-26'],
  ['26.3.2020', '2020-03-26'],
  ['26/3', '2026-03-26'],
  ['29/2/2024', '2024-02-29'],
  ['2020-03-26', '2020-03-26'],
])('%j is read as %s', (typed, day) => {
  expect(parseDay(typed, 2026)).toBe(day);
});

test.each(['', '26', '31/2/2020', '3/26/2020', '26/3/20', 'mai', '2020-02-31'])('%j is read as no day', (typed) => {
  expect(parseDay(typed, 2026)).toBeNull();
});
