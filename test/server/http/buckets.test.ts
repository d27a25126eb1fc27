import { expect, test } from 'vitest';
import { openBuckets } from '#server/http/buckets.ts';

test('a burst goes through, the next one is told when to come again', () => {
  const buckets = openBuckets(20, 100);
  for (let n = 1; n <= 100; n += 1) expect(buckets.take('a', 0)).toBe(0);

  expect(buckets.take('a', 0)).toBeCloseTo(0.05);
  expect(buckets.take('b', 0)).toBe(0);
});

test('what was used up comes back with time, and never more than the burst', () => {
  const buckets = openBuckets(2, 2);
  const takeAll = (at: number): number => [1, 2, 3].filter(() => buckets.take('a', at) === 0).length;

  expect(takeAll(0)).toBe(2);
  expect(takeAll(500)).toBe(1);
  expect(takeAll(100_000)).toBe(2);
});

test('being refused does not make the waiting longer', () => {
  const buckets = openBuckets(1, 1);
  buckets.take('a', 0);
  for (let n = 0; n < 50; n += 1) buckets.take('a', 500);

  expect(buckets.take('a', 1000)).toBe(0);
});

test('a clock that jumps back takes nothing away', () => {
  const buckets = openBuckets(1, 3);
  buckets.take('a', 10_000);

  expect(buckets.take('a', 0)).toBe(0);
  expect(buckets.take('a', 0)).toBe(0);
});
