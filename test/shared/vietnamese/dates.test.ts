import { expect, test } from 'vitest';
import { formatDay } from '#shared/vietnamese/dates.ts';

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
