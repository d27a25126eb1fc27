import { expect, test } from 'vitest';
import { isLastApplied } from '#client/features/merge/last-applied.ts';
import { idOf } from '#shared/model/ids.ts';
import type { Merge } from '#shared/protocol/merges.ts';
import { merge } from './example.ts';

function applied(id: string, partId: string, appliedAt: number): Merge {
  return { ...merge, id: idOf(id), partId: idOf(partId), state: 'applied', appliedBy: merge.by, appliedAt };
}

test('only the merge applied last to its part can be taken back', () => {
  const merges = [applied('m1', 'p1', 10), applied('m2', 'p1', 20), applied('m3', 'p2', 5), merge];

  expect(merges.filter((one) => isLastApplied(one, merges)).map((one) => one.id)).toEqual(['m2', 'm3']);
});

test('a merge that was taken back gives way to the one before it', () => {
  const merges: readonly Merge[] = [applied('m1', 'p1', 10), { ...applied('m2', 'p1', 20), state: 'reverted' }];

  expect(merges.filter((one) => isLastApplied(one, merges)).map((one) => one.id)).toEqual(['m1']);
});
