import { z } from 'zod';
import { TONE_STYLES } from '#shared/model/organisation.ts';
import { findCommittee, findOrganisation } from '#server/storage/rows/committees.ts';
import type { ReportRow } from '#server/storage/rows/reports.ts';
import type { Rows } from '#server/storage/rows/tables.ts';

const printedOfficeSchema = z.object({
  name: z.string(),
  parentName: z.string(),
  place: z.string(),
  abbreviation: z.string(),
  /** Absent where the profile's own spelling stays. */
  toneStyle: z.enum(TONE_STYLES).optional().catch(undefined),
  signature: z.object({ form: z.string(), body: z.string(), position: z.string(), name: z.string() }),
  recipients: z.array(z.string()),
});

/** What a paper bears of the organisation that issues it. */
export type PrintedOffice = z.output<typeof printedOfficeSchema>;

/** As it was kept with a draft. */
export function parsePrintedOffice(json: string): PrintedOffice {
  return printedOfficeSchema.parse(JSON.parse(json));
}

/** As it is now. */
export async function loadPrintedOffice(
  rows: Rows,
  report: Pick<ReportRow, 'id' | 'committee_id'>,
): Promise<PrintedOffice> {
  const committee = await findCommittee(rows, report.committee_id);
  const row = committee && (await findOrganisation(rows, committee.organisation_id));
  if (row === undefined) throw new Error(`The report ${report.id} has no organisation`);
  return printedOfficeSchema.parse({
    name: row.name,
    parentName: row.parent_name,
    place: row.place,
    abbreviation: row.abbreviation,
    toneStyle: row.tone_style,
    signature: {
      form: row.signature_form,
      body: row.signature_body,
      position: row.signer_position,
      name: row.signer_name,
    },
    recipients: JSON.parse(row.recipients_json) as unknown,
  });
}
