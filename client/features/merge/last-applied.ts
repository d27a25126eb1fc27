import type { Merge } from '#shared/protocol/merges.ts';

/** Only the merge that was applied last to its part can be taken back: what came after it was written on top of it. */
export function isLastApplied(merge: Merge, merges: readonly Merge[]): boolean {
  if (merge.state !== 'applied') return false;
  const appliedAt = merge.appliedAt ?? 0;
  return !merges.some(
    (other) => other.state === 'applied' && other.partId === merge.partId && (other.appliedAt ?? 0) > appliedAt,
  );
}
