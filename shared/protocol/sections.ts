import { z } from 'zod';
import { SECTION_MOVES, SECTION_STATES } from '#shared/model/section.ts';
import { endpoint } from './endpoint.ts';
import {
  blockId,
  committeeId,
  instant,
  noContent,
  nothing,
  partId,
  personId,
  remark,
  reportId,
  sectionId,
  submissionId,
  versionId,
} from './fields.ts';
import { outlineNodeSchema, partSchema } from './reports.ts';

export const sectionMoveSchema = z.object({
  move: z.enum(SECTION_MOVES),
  from: z.enum(SECTION_STATES),
  to: z.enum(SECTION_STATES),
  by: personId,
  at: instant,
  /** What was said with it: why it was returned or reopened, the note of a submission; may be empty. */
  reason: z.string(),
});

export const assignmentMoveSchema = z.object({
  personId,
  part: z.enum(['owner', 'coEditor', 'approver']),
  change: z.enum(['given', 'taken']),
  by: personId,
  at: instant,
});

export const elementSchema = z.object({ key: z.string(), vi: z.string(), en: z.string() });

/** Ordinals from the top of the outline, where the numbers of a text begin; empty where its section has no number. */
const place = z.array(z.number().int());

/** Everything the writing screen shows beside the text of a section. */
export const sectionDetailSchema = z.object({
  section: outlineNodeSchema,
  reportId,
  committeeId,
  /** Id of the report's layout profile. */
  profile: z.string(),
  /** Titles from the top of the outline down to the parent, numbers included. */
  path: z.array(z.string()),
  /** Depth in the outline, from 1: a text's own level 1 is one below it. */
  depth: z.number().int(),
  place,
  guidance: z.string(),
  elements: z.array(elementSchema),
  approverId: personId.nullable(),
  /** What is to be handed in, in words. */
  product: z.string(),
  /** Grows with every change of what the outline says of the section: its `ETag`. */
  rowVersion: z.number().int(),
  moves: z.array(sectionMoveSchema),
  /** Who was given the section or had it taken from them, oldest first. */
  assignments: z.array(assignmentMoveSchema),
});

export const getSection = endpoint({
  method: 'GET',
  path: '/api/sections/:id',
  summary: 'A section with its guidance, place and history of states',
  access: 'section.see',
  params: z.object({ id: sectionId }),
  query: nothing,
  body: noContent,
  answer: sectionDetailSchema,
  status: 200,
  bodyKind: 'none',
  answerKind: 'json',
});

export const reopenSection = endpoint({
  method: 'POST',
  path: '/api/sections/:id/reopen',
  summary: 'Send a received section back to drafting',
  access: 'section.reopen',
  params: z.object({ id: sectionId }),
  query: nothing,
  body: z.object({ reason: remark.default('') }).strict(),
  answer: outlineNodeSchema,
  status: 200,
  bodyKind: 'json',
  answerKind: 'json',
});

export const partDetailSchema = z.object({
  part: partSchema,
  reportId,
  committeeId,
  /** Id of the report's layout profile. */
  profile: z.string(),
  path: z.array(z.string()),
  depth: z.number().int(),
  place,
  /** Where the headings that merges write stand in the outline; an empty place for those of sections without a number. */
  headings: z.array(z.object({ blockId, place })),
});

export const getPart = endpoint({
  method: 'GET',
  path: '/api/parts/:id',
  summary: 'A part of the consolidated report',
  access: 'part.see',
  params: z.object({ id: partId }),
  query: nothing,
  body: noContent,
  answer: partDetailSchema,
  status: 200,
  bodyKind: 'none',
  answerKind: 'json',
});

export const SUBMISSION_STATES = ['submitted', 'received', 'returned', 'withdrawn'] as const;

export const submissionSchema = z.object({
  id: submissionId,
  sectionId,
  versionId,
  state: z.enum(SUBMISSION_STATES),
  note: z.string(),
  by: personId,
  at: instant,
  decidedBy: personId.nullable(),
  decidedAt: instant.nullable(),
  reason: z.string(),
});

export const listSubmissions = endpoint({
  method: 'GET',
  path: '/api/sections/:id/submissions',
  summary: 'The submissions of a section, newest first',
  access: 'section.read',
  params: z.object({ id: sectionId }),
  query: nothing,
  body: noContent,
  answer: z.object({ items: z.array(submissionSchema) }),
  status: 200,
  bodyKind: 'none',
  answerKind: 'json',
});

export const submitSection = endpoint({
  method: 'POST',
  path: '/api/sections/:id/submissions',
  summary: 'Submit the section as it is now on disk',
  access: 'section.submit',
  params: z.object({ id: sectionId }),
  query: nothing,
  body: z.object({ note: remark.default('') }).strict(),
  answer: submissionSchema,
  status: 201,
  bodyKind: 'json',
  answerKind: 'json',
});

export const receiveSubmission = endpoint({
  method: 'POST',
  path: '/api/submissions/:id/receive',
  summary: 'Accept a submission for merging',
  access: 'section.receive',
  params: z.object({ id: submissionId }),
  query: nothing,
  body: nothing.optional(),
  answer: submissionSchema,
  status: 200,
  bodyKind: 'json',
  answerKind: 'json',
});

export const returnSubmission = endpoint({
  method: 'POST',
  path: '/api/submissions/:id/return',
  summary: 'Send a submission back to its author with a reason',
  access: 'section.return',
  params: z.object({ id: submissionId }),
  query: nothing,
  body: z.object({ reason: remark }).strict(),
  answer: submissionSchema,
  status: 200,
  bodyKind: 'json',
  answerKind: 'json',
});

export const withdrawSubmission = endpoint({
  method: 'POST',
  path: '/api/submissions/:id/withdraw',
  summary: 'Take a submission back before it is received',
  access: 'section.withdraw',
  params: z.object({ id: submissionId }),
  query: nothing,
  body: nothing.optional(),
  answer: submissionSchema,
  status: 200,
  bodyKind: 'json',
  answerKind: 'json',
});

export type SectionDetail = z.output<typeof sectionDetailSchema>;
export type SectionMoveEntry = z.output<typeof sectionMoveSchema>;
export type PartDetail = z.output<typeof partDetailSchema>;
export type Submission = z.output<typeof submissionSchema>;
