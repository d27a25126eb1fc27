import { z } from 'zod';
import { EXPORT_FORMATS } from '#shared/protocol/exports.ts';
import { partId, reportId, sectionId } from '#shared/protocol/fields.ts';

const options = { format: z.enum(EXPORT_FORMATS), comments: z.enum(['none', 'open']) };

/** What a job is to export, and what a file was exported from: its right is asked again at each use. */
export const exportSource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('report'), id: reportId, draft: z.number().int().nullable(), ...options }),
  z.object({ kind: z.literal('part'), id: partId, ...options }),
  z.object({ kind: z.literal('section'), id: sectionId, ...options }),
  z.object({ kind: z.literal('outline'), id: reportId, ...options }),
]);
export type ExportSource = z.output<typeof exportSource>;
