import { DomainError } from '#shared/model/errors.ts';
import type { PersonId, ReportId } from '#shared/model/ids.ts';
import { LIMITS } from '#shared/protocol/limits.ts';
import type { Context } from '#server/context.ts';
import { appendAudit } from '#server/storage/rows/audit.ts';
import { listMemberships } from '#server/storage/rows/committees.ts';
import { findReport, listReportIds } from '#server/storage/rows/reports.ts';
import { loadExport } from './export-input.ts';
import { transact } from './transact.ts';

/**
 * The report as it is now, as the committee's chair has it: for the command line, whose user holds the whole store anyway. It is noted.
 * Throws `not_found` with the ids of the reports there are.
 */
export async function makeReportFile(
  context: Context,
  input: { readonly id: ReportId; readonly format: 'docx' },
): Promise<Uint8Array> {
  const { rows } = context.storage;
  const report = await findReport(rows, input.id);
  const reader = report && (await findReader(context, report.committee_id));
  if (reader === undefined) throw new DomainError('not_found', { known: (await listReportIds(rows)).join(' ') });
  const source = { kind: 'report', id: input.id, draft: null, format: input.format, comments: 'none' } as const;
  const loaded = await loadExport(context, { personId: reader }, source);
  const bytes = await context.workers.run('docx', loaded.input, { timeoutMs: LIMITS.exportMs });
  const details = { format: input.format, sizeBytes: bytes.byteLength };
  const entry = {
    at: context.now(),
    personId: null,
    action: 'report.export',
    objectKind: 'report',
    objectId: input.id,
    details,
  };
  await transact(context, (tx) => appendAudit(tx, entry));
  return bytes;
}

async function findReader(
  context: Context,
  committeeId: Parameters<typeof listMemberships>[1],
): Promise<PersonId | undefined> {
  const memberships = await listMemberships(context.storage.rows, committeeId);
  return memberships.find(({ role }) => role === 'chair' || role === 'bureau')?.person_id;
}
