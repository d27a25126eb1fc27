import type { DocumentContent } from '#shared/document/document.ts';
import type { DocumentId, VersionId } from '#shared/model/ids.ts';
import { nextOrdinal } from './ordinal.ts';
import type { Row, Rows } from './tables.ts';

export type VersionRow = Omit<Row<'versions'>, 'ordinal'>;
/** All of a version but its text, which is long. */
export type VersionHead = Omit<VersionRow, 'content_json'>;

/** Newest first. */
export async function listVersions(rows: Rows, documentId: DocumentId): Promise<readonly VersionHead[]> {
  return rows
    .selectFrom('versions')
    .select(['id', 'document_id', 'kind', 'name', 'by_id', 'at', 'seq', 'words'])
    .where('document_id', '=', documentId)
    .orderBy('ordinal', 'desc')
    .execute();
}

/** A version that holds the text up to this update and no further. */
export async function findVersionAt(
  rows: Rows,
  documentId: DocumentId,
  seq: number,
): Promise<{ readonly id: VersionId } | undefined> {
  return rows
    .selectFrom('versions')
    .select('id')
    .where('document_id', '=', documentId)
    .where('seq', '=', seq)
    .executeTakeFirst();
}

/** The last update that a version holds. */
export async function loadVersionSeq(rows: Rows, id: VersionId): Promise<number> {
  const found = await rows.selectFrom('versions').select('seq').where('id', '=', id).executeTakeFirst();
  if (found === undefined) throw new Error(`There is no version ${id}`);
  return found.seq;
}

/** The text of a version. Throws where there is none: rows only name versions that exist. */
export async function loadVersionContent(rows: Rows, id: VersionId): Promise<DocumentContent> {
  const found = await rows.selectFrom('versions').select('content_json').where('id', '=', id).executeTakeFirst();
  if (found === undefined) throw new Error(`There is no version ${id}`);
  // Written by `insertVersion` alone.
  return JSON.parse(found.content_json) as DocumentContent;
}

export async function insertVersion(tx: Rows, version: VersionRow): Promise<void> {
  await tx
    .insertInto('versions')
    .values({ ...version, ordinal: nextOrdinal('versions') })
    .execute();
}
