import { z } from 'zod';
import { textOfBlock, type Block } from '#shared/document/document.ts';
import type { StagedMerge } from '#shared/document/merge/three-way.ts';
import { decisionSchema, type Merge, type MergeView } from '#shared/protocol/merges.ts';
import type { MergeRow } from '#server/storage/rows/merges.ts';

/** What a merge was found to bring. */
export function stagedOf(merge: MergeRow): StagedMerge {
  // Written by `merges.ts` alone.
  return JSON.parse(merge.staged_json) as StagedMerge;
}

/** A merge as the interface shows it in a list. */
export function describeMerge(merge: MergeRow): Merge {
  if (merge.state === 'carried') throw new Error(`${merge.id} is no merge`);
  const staged = stagedOf(merge);
  const textOf = (block: Block | null): string => (block === null ? '' : textOfBlock(block));
  const sideOf = (block: Block | null): string | null => (block === null ? null : textOfBlock(block));
  return {
    id: merge.id,
    partId: merge.part_id,
    reportId: merge.report_id,
    sectionId: merge.section_id,
    submissionId: merge.submission_id,
    state: merge.state,
    changes: staged.changes.map(({ id, kind, blockId, before, after }) => ({
      id,
      kind,
      blockId,
      before: textOf(before),
      after: textOf(after),
    })),
    conflicts: staged.conflicts.map(({ id, blockId, base, ours, theirs }) => ({
      id,
      blockId,
      base: sideOf(base),
      ours: sideOf(ours),
      theirs: sideOf(theirs),
    })),
    by: merge.by_id,
    at: merge.at,
    appliedBy: merge.applied_by,
    appliedAt: merge.applied_at,
  };
}

const storedDecisions = z.record(z.string(), decisionSchema);
const storedRefusals = z.array(z.string());

/** How it was decided, once it was applied; nothing before. */
export function settledOf(merge: MergeRow): Pick<MergeView, 'decisions' | 'refused'> {
  return {
    decisions: storedDecisions.parse(JSON.parse(merge.decisions_json)),
    refused: storedRefusals.parse(JSON.parse(merge.refused_json)),
  };
}
