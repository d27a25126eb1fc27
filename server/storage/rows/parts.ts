import type { Insertable } from 'kysely';
import type { DocumentId, PartId, ReportId } from '#shared/model/ids.ts';
import type { Row, Rows, Tables } from './tables.ts';

export type PartRow = Row<'parts'>;

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

export async function insertPart(tx: Rows, part: Insertable<Tables['parts']>): Promise<void> {
  await tx.insertInto('parts').values(part).execute();
}
