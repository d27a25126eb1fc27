import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import {
  blockId,
  instant,
  jobId,
  mergeId,
  noContent,
  nothing,
  partId,
  personId,
  reportId,
  sectionId,
  submissionId,
} from './fields.ts';

export const CHANGE_KINDS = ['insert', 'delete', 'replace', 'move'] as const;
export const MERGE_STATES = ['staged', 'applied', 'reverted', 'discarded'] as const;

/** A block that only the section changed: it comes in as it is. Texts are empty where the block is absent on that side. */
export const mergeChangeSchema = z.object({
  id: z.string(),
  kind: z.enum(CHANGE_KINDS),
  blockId,
  before: z.string(),
  after: z.string(),
});

/** A block that both sides changed. Null: that side deleted it. */
export const mergeConflictSchema = z.object({
  id: z.string(),
  blockId,
  base: z.string().nullable(),
  ours: z.string().nullable(),
  theirs: z.string().nullable(),
});

export const mergeSchema = z.object({
  id: mergeId,
  partId,
  reportId,
  sectionId,
  submissionId,
  state: z.enum(MERGE_STATES),
  changes: z.array(mergeChangeSchema),
  conflicts: z.array(mergeConflictSchema),
  by: personId,
  at: instant,
  appliedBy: personId.nullable(),
  appliedAt: instant.nullable(),
});

/** How one conflict is settled. `write` replaces the block's text by one's own. */
export const decisionSchema = z.union([
  z.object({ take: z.enum(['ours', 'theirs']) }).strict(),
  z.object({ write: z.string().max(100_000) }).strict(),
]);

export const previewBlockSchema = z.object({
  blockId,
  type: z.string(),
  level: z.number().int(),
  label: z.string(),
  text: z.string(),
  /** The change or conflict this block belongs to, if any. */
  entryId: z.string().nullable(),
  mark: z.enum(['same', 'inserted', 'deleted', 'replaced', 'moved', 'conflict']),
});

/** A merge with both texts beside it, for the screen. */
export const mergeViewSchema = mergeSchema.extend({
  sectionTitle: z.string(),
  partTitle: z.string(),
  /** The part as it would be, changes marked; deleted blocks stand where they were. */
  part: z.array(previewBlockSchema),
  /** The section's received text with what is new in it. */
  section: z.array(previewBlockSchema),
  submittedBy: personId,
  submittedAt: instant,
  /** How each conflict was settled, and the changes that were not wanted, once it was applied; empty before. */
  decisions: z.record(z.string(), decisionSchema),
  refused: z.array(z.string()),
});

export const stageMerge = endpoint({
  method: 'POST',
  path: '/api/parts/:id/merges',
  summary: 'Compute what a received submission brings into a part; nothing in the part changes yet',
  access: 'part.stageMerge',
  params: z.object({ id: partId }),
  query: nothing,
  body: z.object({ submissionId }).strict(),
  answer: mergeSchema,
  status: 201,
  bodyKind: 'json',
  answerKind: 'json',
});

export const getMerge = endpoint({
  method: 'GET',
  path: '/api/merges/:id',
  summary: 'A merge with both texts',
  access: 'report.seeMerges',
  params: z.object({ id: mergeId }),
  query: nothing,
  body: noContent,
  answer: mergeViewSchema,
  status: 200,
  bodyKind: 'none',
  answerKind: 'json',
});

export const applyMerge = endpoint({
  method: 'POST',
  path: '/api/merges/:id/apply',
  summary: 'Write a merge into its part; every conflict needs a decision',
  access: 'part.applyMerge',
  params: z.object({ id: mergeId }),
  query: nothing,
  body: z
    .object({
      decisions: z.record(z.string().max(64), decisionSchema).default({}),
      /** Changes that are not wanted. */
      refused: z.array(z.string().max(64)).max(20_000).default([]),
    })
    .strict(),
  answer: mergeSchema,
  status: 200,
  bodyKind: 'json',
  answerKind: 'json',
});

export const revertMerge = endpoint({
  method: 'POST',
  path: '/api/merges/:id/revert',
  summary: 'Take back what a merge brought, keeping later edits',
  access: 'part.revertMerge',
  params: z.object({ id: mergeId }),
  query: nothing,
  body: nothing.optional(),
  answer: mergeSchema,
  status: 200,
  bodyKind: 'json',
  answerKind: 'json',
});

export const listMerges = endpoint({
  method: 'GET',
  path: '/api/reports/:id/merges',
  summary: 'The merges of a report, newest first',
  access: 'report.seeMerges',
  params: z.object({ id: reportId }),
  query: nothing,
  body: noContent,
  answer: z.object({ items: z.array(mergeSchema) }),
  status: 200,
  bodyKind: 'none',
  answerKind: 'json',
});

export const mergeAll = endpoint({
  method: 'POST',
  path: '/api/reports/:id/merges',
  summary: 'Merge everything that was received and is without conflict; the rest stays staged',
  access: 'part.applyMerge',
  params: z.object({ id: reportId }),
  query: nothing,
  body: nothing.optional(),
  answer: z.object({ jobId }),
  status: 202,
  bodyKind: 'json',
  answerKind: 'json',
});

export type Merge = z.output<typeof mergeSchema>;
export type MergeView = z.output<typeof mergeViewSchema>;
export type MergeChange = z.output<typeof mergeChangeSchema>;
export type MergeConflict = z.output<typeof mergeConflictSchema>;
export type MergeDecision = z.output<typeof decisionSchema>;
export type PreviewBlock = z.output<typeof previewBlockSchema>;
