import type { CommitteeId, ReportId } from '#shared/model/ids.ts';
import type { Rows, Tables } from './tables.ts';

export type ReportRow = Tables['reports'];

export async function findReport(rows: Rows, id: ReportId): Promise<ReportRow | undefined> {
  return rows.selectFrom('reports').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function listReports(rows: Rows, committeeId: CommitteeId): Promise<readonly ReportRow[]> {
  return rows
    .selectFrom('reports')
    .selectAll()
    .where('committee_id', '=', committeeId)
    .orderBy('position')
    .orderBy('id')
    .execute();
}

export async function insertReport(tx: Rows, report: ReportRow): Promise<void> {
  await tx.insertInto('reports').values(report).execute();
}

export async function updateReport(
  tx: Rows,
  id: ReportId,
  fields: Pick<ReportRow, 'title' | 'document_title' | 'subject' | 'profile'>,
): Promise<void> {
  await tx.updateTable('reports').set(fields).where('id', '=', id).execute();
}

export async function listReportIds(rows: Rows): Promise<readonly ReportId[]> {
  const found = await rows.selectFrom('reports').select('id').orderBy('id').execute();
  return found.map((row) => row.id);
}
