import { expect, test } from 'vitest';
import { accountWaitMs, addressWaitMs } from '#server/domain/login-delay.ts';

const MINUTE_MS = 60_000;

test('an account waits 2 s after five failures, then twice as long each time, up to 15 minutes', () => {
  const waits = [4, 5, 6, 7, 13, 14, 15, 1_000].map((count) => accountWaitMs({ count, lastAt: 0 }, 5, 0));

  expect(waits).toEqual([0, 2_000, 4_000, 8_000, 512_000, 900_000, 900_000, 900_000]);
});

test('what was waited is over, whatever the clock says later', () => {
  expect(accountWaitMs({ count: 6, lastAt: 0 }, 5, 3_000)).toBe(1_000);
  expect(accountWaitMs({ count: 6, lastAt: 0 }, 5, 4_000)).toBe(0);
  expect(accountWaitMs(undefined, 5, 0)).toBe(0);
});

test('an address waits until one of its failures is an hour old', () => {
  const times = [0, 10 * MINUTE_MS, 20 * MINUTE_MS];

  expect(addressWaitMs(times, 3, 30 * MINUTE_MS)).toBe(30 * MINUTE_MS);
  expect(addressWaitMs(times, 3, 60 * MINUTE_MS)).toBe(0);
  expect(addressWaitMs(times, 2, 60 * MINUTE_MS)).toBe(10 * MINUTE_MS);
  expect(addressWaitMs(times, 4, 30 * MINUTE_MS)).toBe(0);
});
