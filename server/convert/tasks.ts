import { layoutProfileOf } from '#shared/document/layout-profile.ts';
import { writeDocx } from './docx/write.ts';
import { buildReport, type ReportSource } from './report.ts';

/** A report to be written, as plain data that can be sent to another thread. */
export interface DocxInput extends ReportSource {
  readonly profileId: string;
}

/** The Word file of a report. Throws for a layout profile that is not known. */
export async function docxOf({ profileId, ...source }: DocxInput): Promise<Uint8Array> {
  return writeDocx(buildReport(layoutProfileOf(profileId), source));
}
