import type { DocumentId, PersonId } from '#shared/model/ids.ts';
import type { Rows } from './tables.ts';

/** The epoch in which every document begins. */
const FIRST_EPOCH = 1;

export interface NewDocument {
  readonly id: DocumentId;
  readonly kind: string;
  /** Changes when the text is replaced as a whole, so that an older local copy isn't merged into it. */
  readonly lineage: string;
  readonly schemaVersion: number;
}

export interface DocumentHead extends NewDocument {
  readonly epoch: number;
  /** Number of the last update; 0 when there is none. */
  readonly lastSeq: number;
}

export interface DocumentLog extends DocumentHead {
  readonly updates: readonly LoggedUpdate[];
}

interface LoggedUpdate {
  readonly seq: number;
  readonly accountId: PersonId;
  /** One Yjs update, V1. */
  readonly bytes: Uint8Array;
}

export interface NewUpdate {
  readonly documentId: DocumentId;
  readonly accountId: PersonId;
  readonly clientIds: readonly number[];
  readonly bytes: Uint8Array;
  /** Of `bytes`. */
  readonly hash: Uint8Array;
  readonly at: number;
}

export async function insertDocument(tx: Rows, { id, kind, lineage, schemaVersion }: NewDocument): Promise<void> {
  await tx
    .insertInto('documents')
    .values({ id, kind, lineage, schema_version: schemaVersion, epoch: FIRST_EPOCH, last_seq: 0 })
    .execute();
}

/**
 * Ends every right read before: an update that was judged in an older epoch stores nothing from this commit on.
 * @returns the new epoch
 */
export async function bumpEpoch(tx: Rows, documentId: DocumentId): Promise<number> {
  const row = await tx
    .updateTable('documents')
    .set((columns) => ({ epoch: columns('epoch', '+', 1) }))
    .where('id', '=', documentId)
    .returning('epoch')
    .executeTakeFirst();
  if (row === undefined) throw new Error(`There is no document ${documentId}`);
  return row.epoch;
}

/**
 * Appends one update in the document's present epoch, for an edit that is true together with other rows.
 * @returns its number; that of the first when the same bytes are there already
 */
export async function appendWithin(tx: Rows, update: NewUpdate): Promise<number> {
  const { documentId, hash } = update;
  const repeated = await tx
    .selectFrom('updates')
    .select('seq')
    .where('document_id', '=', documentId)
    .where('hash', '=', hash)
    .where('chunk_id', 'is', null)
    .executeTakeFirst();
  if (repeated !== undefined) return repeated.seq;
  const head = await tx
    .updateTable('documents')
    .set((columns) => ({ last_seq: columns('last_seq', '+', 1) }))
    .where('id', '=', documentId)
    .returning('last_seq')
    .executeTakeFirst();
  if (head === undefined) throw new Error(`There is no document ${documentId}`);
  await tx
    .insertInto('updates')
    .values({
      document_id: documentId,
      seq: head.last_seq,
      account_id: update.accountId,
      client_ids: JSON.stringify(update.clientIds),
      bytes: update.bytes,
      hash,
      at: update.at,
    })
    .execute();
  return head.last_seq;
}

/** The document without its updates. */
export async function findDocumentHead(rows: Rows, documentId: DocumentId): Promise<DocumentHead | undefined> {
  return rows
    .selectFrom('documents')
    .select(['id', 'kind', 'lineage', 'schema_version as schemaVersion', 'epoch', 'last_seq as lastSeq'])
    .where('id', '=', documentId)
    .executeTakeFirst();
}

/** The epochs of these documents, of those that exist. */
export async function listEpochs(
  rows: Rows,
  documentIds: readonly DocumentId[],
): Promise<ReadonlyMap<DocumentId, number>> {
  if (documentIds.length === 0) return new Map();
  const found = await rows.selectFrom('documents').select(['id', 'epoch']).where('id', 'in', documentIds).execute();
  return new Map(found.map(({ id, epoch }) => [id, epoch]));
}

/** The document and its updates by number. Of one moment only inside a transaction; `Storage.loadLog` is so everywhere. */
export async function loadLogWithin(rows: Rows, documentId: DocumentId): Promise<DocumentLog | undefined> {
  const head = await findDocumentHead(rows, documentId);
  if (head === undefined) return undefined;
  const updates = await rows
    .selectFrom('updates')
    .select(['seq', 'account_id as accountId', 'bytes'])
    .where('document_id', '=', documentId)
    .orderBy('seq')
    .execute();
  return { ...head, updates };
}

export async function listDocumentIds(rows: Rows): Promise<readonly DocumentId[]> {
  const found = await rows.selectFrom('documents').select('id').orderBy('id').execute();
  return found.map((row) => row.id);
}
