import type { Database } from 'libsql';
import type { DocumentId } from '#shared/model/ids.ts';
import { idOf } from '#shared/model/ids.ts';
import type { AppendResult, LogEntry, StoredLog } from '#server/storage/storage.ts';
import { transact } from './connection.ts';
import { bytesOf, numberOf, prepareChange, prepareQuery, textOf } from './statements.ts';

export interface LogWriter {
  append(batch: readonly LogEntry[]): readonly AppendResult[];
}

/** The changes of the log, each one transaction; with `synchronous=FULL` that is one fsync, however long the batch. */
export function prepareLogWriter(database: Database): LogWriter {
  const findHead = prepareQuery(database, 'select epoch, last_seq from documents where id = ?');
  const findRepeated = prepareQuery(
    database,
    'select seq from updates where document_id = ? and hash = ? and chunk_id is null',
  );
  const insertUpdate = prepareChange(
    database,
    'insert into updates (document_id, seq, account_id, client_ids, bytes, hash, at) values (?, ?, ?, ?, ?, ?, ?)',
  );
  const moveHead = prepareChange(database, 'update documents set last_seq = ? where id = ?');

  function loadHead(documentId: DocumentId): Head | undefined {
    const row = findHead([documentId])[0];
    if (row === undefined) return undefined;
    const lastSeq = numberOf(row[1]);
    return { epoch: numberOf(row[0]), storedSeq: lastSeq, lastSeq };
  }

  function appendEntry(entry: LogEntry, head: Head | undefined): AppendResult {
    if (head === undefined) return { kind: 'no-document' };
    if (head.epoch !== entry.epoch) return { kind: 'stale-epoch' };
    const repeated = findRepeated([entry.documentId, entry.hash])[0];
    if (repeated !== undefined) return { kind: 'repeated', seq: numberOf(repeated[0]) };
    const seq = head.lastSeq + 1;
    const clientIds = JSON.stringify(entry.clientIds);
    insertUpdate([entry.documentId, seq, entry.accountId, clientIds, entry.bytes, entry.hash, entry.at]);
    head.lastSeq = seq;
    return { kind: 'stored', seq };
  }

  function appendAll(batch: readonly LogEntry[]): readonly AppendResult[] {
    const heads = new Map<DocumentId, Head | undefined>();
    const results = batch.map((entry) => {
      if (!heads.has(entry.documentId)) heads.set(entry.documentId, loadHead(entry.documentId));
      return appendEntry(entry, heads.get(entry.documentId));
    });
    for (const [documentId, head] of heads) {
      if (head !== undefined && head.lastSeq !== head.storedSeq) moveHead([head.lastSeq, documentId]);
    }
    return results;
  }

  return { append: (batch) => transact(database, 'begin immediate', () => appendAll(batch)) };
}

/** Reads one document with its log, all from one moment. */
export function prepareLogReader(database: Database): (documentId: DocumentId) => StoredLog | undefined {
  const findDocument = prepareQuery(
    database,
    'select kind, lineage, schema_version, epoch from documents where id = ?',
  );
  const listUpdates = prepareQuery(
    database,
    'select seq, account_id, client_ids, bytes, hash, at from updates where document_id = ? order by seq',
  );

  return (id) =>
    transact(database, 'begin', () => {
      const row = findDocument([id])[0];
      if (row === undefined) return undefined;
      return {
        id,
        kind: textOf(row[0]),
        lineage: textOf(row[1]),
        schemaVersion: numberOf(row[2]),
        epoch: numberOf(row[3]),
        updates: listUpdates([id]).map((update) => ({
          seq: numberOf(update[0]),
          accountId: idOf(textOf(update[1])),
          clientIds: parseClientIds(textOf(update[2])),
          bytes: bytesOf(update[3]),
          hash: bytesOf(update[4]),
          at: numberOf(update[5]),
        })),
      };
    });
}

/** A document as a batch meets it; `lastSeq` runs ahead of `storedSeq` until the batch is written. */
interface Head {
  readonly epoch: number;
  readonly storedSeq: number;
  lastSeq: number;
}

function parseClientIds(text: string): readonly number[] {
  const ids: unknown = JSON.parse(text);
  if (!Array.isArray(ids)) throw new Error('The store gave no list for client ids');
  return ids.map(numberOf);
}
