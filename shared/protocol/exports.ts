import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { fileId, jobId, noContent, nothing, partId, reportId, sectionId } from './fields.ts';

export const EXPORT_FORMATS = ['docx'] as const;

/** Answered at once as the file, or as 202 with a job when it takes longer. */
export const exportQuery = z.object({
  format: z.enum(EXPORT_FORMATS),
  draft: z.coerce.number().int().min(1).optional(),
  comments: z.enum(['none', 'open']).default('none'),
});

export const exportReport = endpoint({
  method: 'GET',
  path: '/api/reports/:id/export',
  summary: 'The report, or a numbered draft of it, as a file',
  access: 'report.exportDraft',
  params: z.object({ id: reportId }),
  query: exportQuery,
  body: noContent,
  answer: z.object({ jobId }).optional(),
  status: 200,
  bodyKind: 'none',
  answerKind: 'file',
});

export const exportPart = endpoint({
  method: 'GET',
  path: '/api/parts/:id/export',
  summary: 'One part of the report as a file',
  access: 'part.read',
  params: z.object({ id: partId }),
  query: exportQuery.omit({ draft: true }),
  body: noContent,
  answer: z.object({ jobId }).optional(),
  status: 200,
  bodyKind: 'none',
  answerKind: 'file',
});

export const exportSection = endpoint({
  method: 'GET',
  path: '/api/sections/:id/export',
  summary: 'One section as a file',
  access: 'section.read',
  params: z.object({ id: sectionId }),
  query: exportQuery.omit({ draft: true }),
  body: noContent,
  answer: z.object({ jobId }).optional(),
  status: 200,
  bodyKind: 'none',
  answerKind: 'file',
});

export const JOB_STATES = ['waiting', 'running', 'done', 'failed'] as const;

export const jobSchema = z.object({
  id: jobId,
  kind: z.enum(['export', 'mergeAll']),
  state: z.enum(JOB_STATES),
  /** Share done, 0–1. */
  progress: z.number(),
  fileId: fileId.nullable(),
  fileName: z.string().nullable(),
  /** An error code, when it failed or its file is no longer kept. */
  code: z.string().nullable(),
  /** What a merge of everything did. */
  merged: z.number().int().nullable(),
  withConflicts: z.number().int().nullable(),
});

export const getJob = endpoint({
  method: 'GET',
  path: '/api/jobs/:id',
  summary: 'How far a long piece of work is',
  access: 'own',
  params: z.object({ id: jobId }),
  query: nothing,
  body: noContent,
  answer: jobSchema,
  status: 200,
  bodyKind: 'none',
  answerKind: 'json',
});

export const getFile = endpoint({
  method: 'GET',
  path: '/api/files/:id',
  summary: 'A file that a job made; the right is asked again',
  access: 'own',
  params: z.object({ id: fileId }),
  query: nothing,
  body: noContent,
  answer: noContent,
  status: 200,
  bodyKind: 'none',
  answerKind: 'file',
});

export type Job = z.output<typeof jobSchema>;
export type ExportQuery = z.output<typeof exportQuery>;
