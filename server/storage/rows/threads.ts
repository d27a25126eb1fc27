import type { DocumentId, PersonId, ThreadId } from '#shared/model/ids.ts';
import { nextOrdinal } from './ordinal.ts';
import type { Row, Rows } from './tables.ts';

export type ThreadRow = Omit<Row<'threads'>, 'ordinal'>;
export type MessageRow = Omit<Row<'messages'>, 'ordinal'>;

export async function findThread(rows: Rows, id: ThreadId): Promise<ThreadRow | undefined> {
  return rows.selectFrom('threads').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Oldest first. */
export async function listThreads(rows: Rows, documentId: DocumentId): Promise<readonly ThreadRow[]> {
  return rows.selectFrom('threads').selectAll().where('document_id', '=', documentId).orderBy('ordinal').execute();
}

export async function listOpenThreads(rows: Rows, documentIds: readonly DocumentId[]): Promise<readonly ThreadRow[]> {
  if (documentIds.length === 0) return [];
  return rows
    .selectFrom('threads')
    .selectAll()
    .where('document_id', 'in', [...documentIds])
    .where('state', '=', 'open')
    .orderBy('ordinal')
    .execute();
}

/** Messages of some threads, oldest first. */
export async function listMessages(rows: Rows, threadIds: readonly ThreadId[]): Promise<readonly MessageRow[]> {
  if (threadIds.length === 0) return [];
  return rows
    .selectFrom('messages')
    .selectAll()
    .where('thread_id', 'in', [...threadIds])
    .orderBy('ordinal')
    .execute();
}

export async function countOpenThreads(
  rows: Rows,
  documentIds: readonly DocumentId[],
): Promise<ReadonlyMap<DocumentId, number>> {
  if (documentIds.length === 0) return new Map();
  const found = await rows
    .selectFrom('threads')
    .select(({ fn }) => ['document_id', fn.countAll<number | string>().as('count')])
    .where('document_id', 'in', [...documentIds])
    .where('state', '=', 'open')
    .groupBy('document_id')
    .execute();
  // PostgreSQL counts in 64 bits and gives them as text.
  return new Map(found.map((row) => [row.document_id, Number(row.count)]));
}

export async function insertThread(tx: Rows, thread: ThreadRow): Promise<void> {
  await tx
    .insertInto('threads')
    .values({ ...thread, ordinal: nextOrdinal('threads') })
    .execute();
}

export async function insertMessage(tx: Rows, message: MessageRow): Promise<void> {
  await tx
    .insertInto('messages')
    .values({ ...message, ordinal: nextOrdinal('messages') })
    .execute();
}

export async function markThreadResolved(tx: Rows, id: ThreadId, by: PersonId, at: number): Promise<void> {
  await tx
    .updateTable('threads')
    .set({ state: 'resolved', resolved_by: by, resolved_at: at })
    .where('id', '=', id)
    .execute();
}

export async function markThreadOpen(tx: Rows, id: ThreadId): Promise<void> {
  await tx
    .updateTable('threads')
    .set({ state: 'open', resolved_by: null, resolved_at: null })
    .where('id', '=', id)
    .execute();
}

/** Hands threads over to the text that their words went to. */
export async function moveThreads(tx: Rows, ids: readonly ThreadId[], documentId: DocumentId): Promise<void> {
  for (const id of ids) {
    await tx.updateTable('threads').set({ document_id: documentId }).where('id', '=', id).execute();
  }
}
