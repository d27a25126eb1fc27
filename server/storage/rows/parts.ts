import type { DocumentId, PartId, ReportId } from '#shared/model/ids.ts';
import type { Rows, Tables } from './tables.ts';

export type PartRow = Tables['parts'];

export async function findPart(rows: Rows, id: PartId): Promise<PartRow | undefined> {
  return rows.selectFrom('parts').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function findPartOfDocument(rows: Rows, documentId: DocumentId): Promise<PartRow | undefined> {
  return rows.selectFrom('parts').selectAll().where('document_id', '=', documentId).executeTakeFirst();
}

/** In the order of the report. */
export async function listParts(rows: Rows, reportId: ReportId): Promise<readonly PartRow[]> {
  return rows
    .selectFrom('parts')
    .selectAll()
    .where('report_id', '=', reportId)
    .orderBy('position')
    .orderBy('id')
    .execute();
}

export async function insertPart(tx: Rows, part: PartRow): Promise<void> {
  await tx.insertInto('parts').values(part).execute();
}
