import type { OutlineVersionId, PersonId, ReportId } from '#shared/model/ids.ts';
import type { Row, Rows } from './tables.ts';

export type OutlineVersionRow = Row<'outline_versions'>;
/** All of a version but its outline, which is long. */
export type OutlineVersionHead = Omit<OutlineVersionRow, 'content_json'>;

export async function findOutlineVersion(rows: Rows, id: OutlineVersionId): Promise<OutlineVersionRow | undefined> {
  return rows.selectFrom('outline_versions').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Newest first. */
export async function listOutlineVersions(rows: Rows, reportId: ReportId): Promise<readonly OutlineVersionHead[]> {
  return rows
    .selectFrom('outline_versions')
    .select(['id', 'report_id', 'number', 'note', 'by_id', 'at', 'approved_by', 'approved_at'])
    .where('report_id', '=', reportId)
    .orderBy('number', 'desc')
    .execute();
}

export async function insertOutlineVersion(tx: Rows, version: OutlineVersionRow): Promise<void> {
  await tx.insertInto('outline_versions').values(version).execute();
}

export async function markOutlineApproved(tx: Rows, id: OutlineVersionId, by: PersonId, at: number): Promise<void> {
  await tx.updateTable('outline_versions').set({ approved_by: by, approved_at: at }).where('id', '=', id).execute();
}
