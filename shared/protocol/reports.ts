import { z } from 'zod';
import { NUMBERINGS, SECTION_STATES, VISIBILITIES } from '#shared/model/section.ts';
import { PART_ACTIONS, REPORT_ACTIONS, SECTION_ACTIONS } from '#shared/model/right.ts';
import { endpoint } from './endpoint.ts';
import {
  committeeId,
  day,
  documentId,
  draftId,
  instant,
  noContent,
  nothing,
  partId,
  personId,
  reportId,
  sectionId,
  submissionId,
  versionId,
} from './fields.ts';

const outlineNodeFields = z.object({
  id: sectionId,
  /** The computed number, over what the caller may see: `II.`, `1.2.`; empty where the section has none. */
  label: z.string(),
  title: z.string(),
  numbering: z.enum(NUMBERINGS),
  /** Null for a container. */
  documentId: documentId.nullable(),
  state: z.enum(SECTION_STATES),
  stateChangedAt: instant.nullable(),
  /** The reason of the last return while the section is returned. */
  returnReason: z.string().nullable(),
  visibility: z.enum(VISIBILITIES),
  ownerId: personId.nullable(),
  coEditorIds: z.array(personId),
  startOn: day.nullable(),
  due: day.nullable(),
  words: z.number().int(),
  targetWords: z.number().int(),
  openThreads: z.number().int(),
  /** The submission that waits to be received, or the last received one. */
  submissionId: submissionId.nullable(),
  rights: z.array(z.enum(SECTION_ACTIONS)),
});

export type OutlineNode = z.output<typeof outlineNodeFields> & { children: OutlineNode[] };

export const outlineNodeSchema: z.ZodType<OutlineNode> = outlineNodeFields.extend({
  get children() {
    return z.array(outlineNodeSchema);
  },
});

/** A received version that the part does not hold yet. */
export const incomingSchema = z.object({
  submissionId,
  sectionId,
  versionId,
  title: z.string(),
  receivedAt: instant,
  /** Whether an earlier version of the section was merged before. */
  again: z.boolean(),
});

export const partSchema = z.object({
  id: partId,
  label: z.string(),
  title: z.string(),
  documentId,
  sectionIds: z.array(sectionId),
  words: z.number().int(),
  openThreads: z.number().int(),
  incoming: z.array(incomingSchema),
  rights: z.array(z.enum(PART_ACTIONS)),
});

export const draftSchema = z.object({
  id: draftId,
  number: z.number().int(),
  note: z.string(),
  by: personId,
  at: instant,
});

export const reportSchema = z.object({
  id: reportId,
  committeeId,
  title: z.string(),
  documentTitle: z.string(),
  subject: z.string(),
  profile: z.string(),
  outline: z.array(outlineNodeSchema),
  parts: z.array(partSchema),
  drafts: z.array(draftSchema),
  /** The version of the outline that the chair approved last. */
  outlineVersion: z
    .object({
      number: z.number().int(),
      approvedBy: personId,
      approvedAt: instant,
      /** Whether titles, order or what is asked of the writers are no longer as approved. People and dates don't count. */
      changedSince: z.boolean(),
    })
    .nullable(),
  rights: z.array(z.enum(REPORT_ACTIONS)),
});

export const getReport = endpoint({
  method: 'GET',
  path: '/api/reports/:id',
  summary: 'A report with its outline, parts and drafts; what the caller may not know is absent',
  access: 'report.see',
  params: z.object({ id: reportId }),
  query: nothing,
  body: noContent,
  answer: reportSchema,
  status: 200,
  bodyKind: 'none',
  answerKind: 'json',
});

export const getOutline = endpoint({
  method: 'GET',
  path: '/api/reports/:id/outline',
  summary: 'The outline of a report alone',
  access: 'report.see',
  params: z.object({ id: reportId }),
  query: nothing,
  body: noContent,
  answer: z.object({ outline: z.array(outlineNodeSchema) }),
  status: 200,
  bodyKind: 'none',
  answerKind: 'json',
});

export const listDrafts = endpoint({
  method: 'GET',
  path: '/api/reports/:id/drafts',
  summary: 'The numbered drafts of a report, newest first',
  access: 'report.exportDraft',
  params: z.object({ id: reportId }),
  query: nothing,
  body: noContent,
  answer: z.object({ items: z.array(draftSchema) }),
  status: 200,
  bodyKind: 'none',
  answerKind: 'json',
});

export const freezeDraft = endpoint({
  method: 'POST',
  path: '/api/reports/:id/drafts',
  summary: 'Freeze the consolidated report as the next numbered draft',
  access: 'report.freeze',
  params: z.object({ id: reportId }),
  query: nothing,
  body: z.object({ note: z.string().max(4_000).default('') }).strict(),
  answer: draftSchema,
  status: 201,
  bodyKind: 'json',
  answerKind: 'json',
});

export type Report = z.output<typeof reportSchema>;
export type Part = z.output<typeof partSchema>;
export type Incoming = z.output<typeof incomingSchema>;
export type Draft = z.output<typeof draftSchema>;
