import { DANG_HD36_2018, type LayoutProfile } from '#shared/document/layout-profile.ts';
import { writeDocx } from './docx/write.ts';
import { buildReport, type ReportSource } from './report.ts';

/** A report to be written, as plain data that can be sent to another thread. */
export interface DocxInput extends ReportSource {
  readonly profileId: string;
}

/** The Word file of a report. Throws for a layout profile that is not known. */
export async function docxOf({ profileId, ...source }: DocxInput): Promise<Uint8Array> {
  return writeDocx(buildReport(profileOf(profileId), source));
}

function profileOf(id: string): LayoutProfile {
  if (id !== DANG_HD36_2018.id) throw new Error(`There is no layout profile ${id}`);
  return DANG_HD36_2018;
}
