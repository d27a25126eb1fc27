import { expect, test } from 'vitest';
import { ERROR_CODES } from '#shared/model/errors.ts';
import { FAILURES } from '#shared/protocol/failures.ts';

test('every code has exactly one row', () => {
  expect(Object.keys(FAILURES).sort()).toEqual([...ERROR_CODES].sort());
});

test('what is slow or busy is closed with a code that the stock client retries, what is final with one it obeys', () => {
  const isFinal = (close: number | undefined): boolean => close !== undefined && close >= 4400 && close < 4500;

  for (const code of ['too_slow', 'too_many', 'store_trouble', 'shutting_down'] as const) {
    expect(isFinal(FAILURES[code].close)).toBe(false);
  }
  for (const code of ['malformed', 'not_signed_in', 'forbidden', 'not_found', 'wrong_lineage', 'too_large'] as const) {
    expect(isFinal(FAILURES[code].close)).toBe(true);
  }
});
