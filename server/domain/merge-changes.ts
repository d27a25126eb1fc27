import type { Block } from '#shared/document/document.ts';
import { contentKey } from '#shared/document/merge/compare.ts';
import type { StagedMerge } from '#shared/document/merge/three-way.ts';

/** Whether a merge computed anew asks of a person the same as the one they have decided about; comments that came in between don't count. */
export function isSameMerge(one: StagedMerge, other: StagedMerge): boolean {
  return keyOf(one) === keyOf(other);
}

function keyOf(staged: StagedMerge): string {
  return JSON.stringify([
    staged.changes.map((change) => [change.id, blockKey(change.before), blockKey(change.after)]),
    staged.conflicts.map((one) => [one.id, blockKey(one.base), blockKey(one.ours), blockKey(one.theirs)]),
    staged.renames,
  ]);
}

function blockKey(block: Block | null): string | null {
  return block === null ? null : contentKey(block);
}
