import type { DocumentId, ImageId } from '#shared/model/ids.ts';
import type { Rows, Tables } from './tables.ts';

export type ImageRow = Tables['images'];

export async function findImage(rows: Rows, id: ImageId): Promise<ImageRow | undefined> {
  return rows.selectFrom('images').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function listImages(rows: Rows, ids: readonly ImageId[]): Promise<readonly ImageRow[]> {
  if (ids.length === 0) return [];
  return rows
    .selectFrom('images')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute();
}

/** Where a picture is seen: the text it was put into, and the parts that hold a merge of that text. */
export async function listDocumentsOfImage(rows: Rows, image: ImageRow): Promise<readonly DocumentId[]> {
  const parts = await rows
    .selectFrom('merges')
    .innerJoin('parts', 'parts.id', 'merges.part_id')
    .innerJoin('sections', 'sections.id', 'merges.section_id')
    .select('parts.document_id as document_id')
    .distinct()
    .where('sections.document_id', '=', image.document_id)
    .where('merges.state', 'in', ['applied', 'carried'])
    .execute();
  return [image.document_id, ...parts.map((row) => row.document_id)];
}

export async function insertImage(tx: Rows, image: ImageRow): Promise<void> {
  await tx.insertInto('images').values(image).execute();
}

/** Hands pictures of a text over to the one that they went to. */
export async function moveImages(
  tx: Rows,
  ids: readonly ImageId[],
  { from, to }: { readonly from: DocumentId; readonly to: DocumentId },
): Promise<void> {
  for (const id of ids) {
    const moved = tx.updateTable('images').set({ document_id: to }).where('id', '=', id);
    await moved.where('document_id', '=', from).execute();
  }
}

/** Hands all pictures of a text over, also those that only older versions and merges of it still show. */
export async function moveAllImages(
  tx: Rows,
  { from, to }: { readonly from: DocumentId; readonly to: DocumentId },
): Promise<void> {
  await tx.updateTable('images').set({ document_id: to }).where('document_id', '=', from).execute();
}
