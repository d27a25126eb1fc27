import { z } from 'zod';
import { NUMBERINGS, VISIBILITIES } from '#shared/model/section.ts';
import { endpoint } from './endpoint.ts';
import { EXPORT_FORMATS } from './exports.ts';
import {
  blockId,
  committeeId,
  day as writtenDay,
  instant,
  jobId,
  noContent,
  nothing,
  outlineVersionId,
  personId,
  remark,
  reportId,
  sectionId,
} from './fields.ts';
import { reportSchema } from './reports.ts';
import { elementSchema, sectionDetailSchema } from './sections.ts';

/**
 * Making and changing an outline. What is about one section answers 404 where the caller may not know the section, else 403 without the
 * right on the report. Calls that change a section or a report take `If-Match` with the `ETag` of the last answer and refuse with 412
 * `stale` where it was changed since; without the header they change what is there.
 */

const title = z.string().trim().min(1).max(300);
const day = writtenDay.refine(isRealDay);
const guidance = z.string().max(10_000);
const elements = z.array(elementSchema).max(40);
const targetWords = z.number().int().min(0).max(1_000_000);
const visibility = z.enum(VISIBILITIES);
const numbering = z.enum(NUMBERINGS);
const product = z.string().trim().max(300);
/** Place among brothers and sisters that the caller may know, from 0; a greater one is the end. */
const position = z.number().int().min(0).max(10_000);

/** An entry of a template, with what is below it. */
export type TemplateNode = { title: string; numbering: (typeof NUMBERINGS)[number]; children: TemplateNode[] };

export const templateNodeSchema: z.ZodType<TemplateNode> = z.object({
  title: z.string(),
  numbering,
  get children() {
    return z.array(templateNodeSchema);
  },
});

export const outlineTemplateSchema = z.object({
  id: z.string(),
  title: z.string(),
  titleEn: z.string(),
  documentTitle: z.string(),
  /** With `{…}` where the office's own words belong. */
  subjectPattern: z.string(),
  pages: z.number(),
  sectionCount: z.number().int(),
  outline: z.array(templateNodeSchema),
});

export const listOutlineTemplates = endpoint({
  method: 'GET',
  path: '/api/outline-templates',
  summary: 'Outlines to begin a report with, and the elements that a section may be asked for',
  access: 'signedIn',
  params: nothing,
  query: nothing,
  body: noContent,
  answer: z.object({
    items: z.array(outlineTemplateSchema),
    elements: z.array(elementSchema),
    wordsPerPage: z.number().int(),
  }),
  status: 200,
  bodyKind: 'none',
  answerKind: 'json',
});

const reportFields = {
  title,
  documentTitle: title,
  subject: z.string().trim().max(1_000),
  /** Id of a layout profile. */
  profile: z.string().min(1).max(64),
};

export const createReport = endpoint({
  method: 'POST',
  path: '/api/committees/:id/reports',
  summary: 'Make a report, empty or with the outline of a template; the dates are given to every text in it',
  access: 'committee.createReport',
  params: z.object({ id: committeeId }),
  query: nothing,
  body: z
    .object({
      ...reportFields,
      templateId: z.string().nullable().default(null),
      startOn: day.nullable().default(null),
      due: day.nullable().default(null),
    })
    .strict(),
  answer: reportSchema,
  status: 201,
  bodyKind: 'json',
  answerKind: 'json',
});

export const updateReport = endpoint({
  method: 'PATCH',
  path: '/api/reports/:id',
  summary: 'Change the names or the layout of a report',
  access: 'report.editOutline',
  params: z.object({ id: reportId }),
  query: nothing,
  body: z.object(reportFields).partial().strict(),
  answer: reportSchema,
  status: 200,
  takesIfMatch: true,
  bodyKind: 'json',
  answerKind: 'json',
});

export const createSection = endpoint({
  method: 'POST',
  path: '/api/reports/:id/sections',
  summary: 'Add a section to an outline; at the top it gets a part of the consolidated report',
  access: 'report.editOutline',
  params: z.object({ id: reportId }),
  query: nothing,
  body: z
    .object({
      parentId: sectionId.nullable(),
      position,
      title,
      /** As its brothers and sisters have it, unless given. */
      numbering: numbering.optional(),
      guidance: guidance.default(''),
      elements: elements.default([]),
      targetWords: targetWords.default(0),
      /** A container of other sections has none. */
      hasText: z.boolean().default(true),
    })
    .strict(),
  answer: sectionDetailSchema,
  status: 201,
  bodyKind: 'json',
  answerKind: 'json',
});

export const updateSection = endpoint({
  method: 'PATCH',
  path: '/api/sections/:id',
  summary: 'Change what a section asks of its writers',
  access: 'report.editOutline',
  params: z.object({ id: sectionId }),
  query: nothing,
  body: z
    .object({
      title,
      guidance,
      elements,
      targetWords,
      numbering,
      visibility,
      product,
      startOn: day.nullable(),
      due: day.nullable(),
    })
    .partial()
    .strict(),
  answer: sectionDetailSchema,
  status: 200,
  takesIfMatch: true,
  bodyKind: 'json',
  answerKind: 'json',
});

export const placeSection = endpoint({
  method: 'POST',
  path: '/api/sections/:id/place',
  summary:
    'Move a section, with all below it, to another place of its outline; its text in the consolidated report goes with it',
  access: 'report.editOutline',
  params: z.object({ id: sectionId }),
  query: nothing,
  body: z.object({ parentId: sectionId.nullable(), position }).strict(),
  answer: sectionDetailSchema,
  status: 200,
  takesIfMatch: true,
  bodyKind: 'json',
  answerKind: 'json',
});

export const deleteSection = endpoint({
  method: 'DELETE',
  path: '/api/sections/:id',
  summary: 'Take a section with all below it out of the outline; nothing of it is lost, and it can be brought back',
  access: 'report.editOutline',
  params: z.object({ id: sectionId }),
  query: nothing,
  body: noContent,
  answer: noContent,
  status: 204,
  bodyKind: 'none',
  answerKind: 'none',
});

export const restoreSection = endpoint({
  method: 'POST',
  path: '/api/sections/:id/restore',
  summary: 'Bring a section that was taken out back to its place, with all that went with it',
  access: 'report.editOutline',
  params: z.object({ id: sectionId }),
  query: nothing,
  body: nothing.optional(),
  answer: sectionDetailSchema,
  status: 200,
  bodyKind: 'json',
  answerKind: 'json',
});

export const deletedSectionSchema = z.object({
  id: sectionId,
  title: z.string(),
  /** How many sections went with it. */
  below: z.number().int(),
  deletedAt: instant,
});

export const listDeletedSections = endpoint({
  method: 'GET',
  path: '/api/reports/:id/deleted-sections',
  summary: 'What was taken out of the outline, newest first',
  access: 'report.editOutline',
  params: z.object({ id: reportId }),
  query: nothing,
  body: noContent,
  answer: z.object({ items: z.array(deletedSectionSchema) }),
  status: 200,
  bodyKind: 'none',
  answerKind: 'json',
});

export const assignSection = endpoint({
  method: 'PUT',
  path: '/api/sections/:id/assignment',
  summary: 'Say who writes a section, by when and what is to be handed in',
  access: 'report.assign',
  params: z.object({ id: sectionId }),
  query: nothing,
  body: z
    .object({
      ownerId: personId.nullable(),
      coEditorIds: z.array(personId).max(200),
      approverId: personId.nullable(),
      startOn: day.nullable(),
      due: day.nullable(),
      product,
      /** Gives the dates and the approver to everything below it too. */
      applyToChildren: z.boolean().default(false),
    })
    .strict(),
  answer: sectionDetailSchema,
  status: 200,
  takesIfMatch: true,
  bodyKind: 'json',
  answerKind: 'json',
});

export const splitSection = endpoint({
  method: 'POST',
  path: '/api/sections/:id/split',
  summary: 'Make a new section after this one of its text from a block on; answers with the new one',
  access: 'report.editOutline',
  params: z.object({ id: sectionId }),
  query: nothing,
  body: z.object({ blockId, title }).strict(),
  answer: sectionDetailSchema,
  status: 201,
  bodyKind: 'json',
  answerKind: 'json',
});

export const joinSection = endpoint({
  method: 'POST',
  path: '/api/sections/:id/join',
  summary: 'Put the text of another section, under its title, at the end of this one; the other leaves the outline',
  access: 'report.editOutline',
  params: z.object({ id: sectionId }),
  query: nothing,
  body: z.object({ otherId: sectionId }).strict(),
  answer: sectionDetailSchema,
  status: 200,
  bodyKind: 'json',
  answerKind: 'json',
});

export const outlineVersionSchema = z.object({
  id: outlineVersionId,
  reportId,
  number: z.number().int(),
  note: z.string(),
  by: personId,
  at: instant,
  approvedBy: personId.nullable(),
  approvedAt: instant.nullable(),
});

const versionEntryFields = z.object({
  sectionId,
  label: z.string(),
  title: z.string(),
  numbering,
  guidance: z.string(),
  elements: z.array(elementSchema),
  targetWords: z.number().int(),
  hasText: z.boolean(),
  visibility,
  ownerId: personId.nullable(),
  coEditorIds: z.array(personId),
  approverId: personId.nullable(),
  startOn: day.nullable(),
  due: day.nullable(),
  product: z.string(),
});

export type OutlineVersionEntry = z.output<typeof versionEntryFields> & { children: OutlineVersionEntry[] };

export const outlineVersionEntrySchema: z.ZodType<OutlineVersionEntry> = versionEntryFields.extend({
  get children() {
    return z.array(outlineVersionEntrySchema);
  },
});

export const outlineVersionDetailSchema = outlineVersionSchema.extend({
  /** As it was then, without what the caller may not know. */
  outline: z.array(outlineVersionEntrySchema),
});

export const proposeOutline = endpoint({
  method: 'POST',
  path: '/api/reports/:id/outline/versions',
  summary: 'Keep the outline as it is now as its next version, for the chair to approve',
  access: 'report.editOutline',
  params: z.object({ id: reportId }),
  query: nothing,
  body: z.object({ note: remark.default('') }).strict(),
  answer: outlineVersionSchema,
  status: 201,
  bodyKind: 'json',
  answerKind: 'json',
});

export const listOutlineVersions = endpoint({
  method: 'GET',
  path: '/api/reports/:id/outline/versions',
  summary: 'The versions of an outline, newest first',
  access: 'report.see',
  params: z.object({ id: reportId }),
  query: nothing,
  body: noContent,
  answer: z.object({ items: z.array(outlineVersionSchema) }),
  status: 200,
  bodyKind: 'none',
  answerKind: 'json',
});

export const getOutlineVersion = endpoint({
  method: 'GET',
  path: '/api/outline-versions/:id',
  summary: 'One version of an outline, with its people and dates as they were',
  access: 'report.see',
  params: z.object({ id: outlineVersionId }),
  query: nothing,
  body: noContent,
  answer: outlineVersionDetailSchema,
  status: 200,
  bodyKind: 'none',
  answerKind: 'json',
});

export const approveOutline = endpoint({
  method: 'POST',
  path: '/api/outline-versions/:id/approve',
  summary: 'Approve the newest version of an outline',
  access: 'report.approveOutline',
  params: z.object({ id: outlineVersionId }),
  query: nothing,
  body: nothing.optional(),
  answer: outlineVersionSchema,
  status: 200,
  bodyKind: 'json',
  answerKind: 'json',
});

export const exportOutline = endpoint({
  method: 'GET',
  path: '/api/reports/:id/outline/export',
  summary: 'The outline with guidance, lengths, people and dates as a file',
  access: 'report.see',
  params: z.object({ id: reportId }),
  query: z.object({ format: z.enum(EXPORT_FORMATS) }),
  body: noContent,
  answer: z.object({ jobId }).optional(),
  status: 200,
  bodyKind: 'none',
  answerKind: 'file',
});

export type OutlineTemplate = z.output<typeof outlineTemplateSchema>;
export type DeletedSection = z.output<typeof deletedSectionSchema>;
export type OutlineVersion = z.output<typeof outlineVersionSchema>;
export type OutlineVersionDetail = z.output<typeof outlineVersionDetailSchema>;

/** The 31st of February has the form of a day and is none. */
function isRealDay(text: string): boolean {
  const at = Date.parse(text);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}
