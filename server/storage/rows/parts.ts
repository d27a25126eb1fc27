import type { Insertable } from 'kysely';
import type { DocumentId, PartId, ReportId } from '#shared/model/ids.ts';
import type { Row, Rows, Tables } from './tables.ts';

export type PartRow = Row<'parts'>;

/** One whose top section was taken out is not found: for everyone it is as if it were not there. */
export async function findPart(rows: Rows, id: PartId): Promise<PartRow | undefined> {
  return rows.selectFrom('parts').selectAll().where('id', '=', id).where('deleted_at', 'is', null).executeTakeFirst();
}

export async function findPartOfDocument(rows: Rows, documentId: DocumentId): Promise<PartRow | undefined> {
  return rows
    .selectFrom('parts')
    .selectAll()
    .where('document_id', '=', documentId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
}

/** In the order of the report. */
export async function listParts(rows: Rows, reportId: ReportId): Promise<readonly PartRow[]> {
  return (await listPartsEver(rows, reportId)).filter((part) => part.deleted_at === null);
}

/** The same with those whose top section was taken out: a draft that was frozen before still holds them. */
export async function listPartsEver(rows: Rows, reportId: ReportId): Promise<readonly PartRow[]> {
  return rows
    .selectFrom('parts')
    .selectAll()
    .where('report_id', '=', reportId)
    .orderBy('position')
    .orderBy('id')
    .execute();
}

export async function insertPart(tx: Rows, part: Insertable<Tables['parts']>): Promise<void> {
  await tx.insertInto('parts').values(part).execute();
}

export async function updatePart(
  tx: Rows,
  id: PartId,
  fields: Partial<Pick<PartRow, 'title' | 'position' | 'deleted_at'>>,
): Promise<void> {
  await tx.updateTable('parts').set(fields).where('id', '=', id).execute();
}
