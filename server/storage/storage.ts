import type { DocumentId, PersonId } from '#shared/model/ids.ts';
import type { NewDocument } from './rows/documents.ts';
import type { Rows } from './rows/tables.ts';

/**
 * The port to what survives the process: documents and the log of their updates.
 *
 * 1. A settled `append` is durable: its entries are there after a crash of process or machine.
 * 2. A rejected `append` stored nothing that its caller may count on; giving the same entries again is always safe.
 * 3. Sequence numbers of a document grow in the order of appending and are never given twice.
 * 4. An entry with another epoch than its document's stores nothing, whoever sends it.
 * 5. A settled `transact` is durable as a whole; a rejected one left nothing. Transactions and batches follow one another, never mix.
 * 6. Where disk or file fail, the rejection is a `DomainError` `store_trouble`: the same will work once they do, without the store being
 *    opened again. Should the thread of the writer die, the outcome of what it did just then is unknown: an `append` is repeated without
 *    harm, a `transact` only after a look.
 */
export interface Storage {
  /** Rows as last committed, for reading alone: a change asked of this handle rejects. */
  readonly rows: Rows;
  /**
   * One transaction of rows. `work` gets a handle that reads what it wrote itself; when it rejects, everything is undone and `transact`
   * rejects with the same reason. Nothing but the store may be awaited inside: all writing waits for it.
   */
  transact<Result>(work: (tx: Rows) => Promise<Result>): Promise<Result>;
  /** Stores a batch as one whole; the results are in the order of the entries. The bytes may be reused after settling. */
  append(batch: readonly LogEntry[]): Promise<readonly AppendResult[]>;
  /** The document and its updates by sequence number; `undefined` for an unknown document. */
  loadLog(documentId: DocumentId): Promise<StoredLog | undefined>;
  /** Settles what was asked before, then gives everything back. What is asked later rejects. */
  close(): Promise<void>;
}

export interface LogEntry {
  readonly documentId: DocumentId;
  /** The epoch in which the sender's rights were read. */
  readonly epoch: number;
  readonly accountId: PersonId;
  /** The Yjs clients that wrote in this update. */
  readonly clientIds: readonly number[];
  /** One Yjs update, V1. */
  readonly bytes: Uint8Array;
  /** Of `bytes`; a second append with the same one is known as a repetition. */
  readonly hash: Uint8Array;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
}

export type AppendResult =
  | { readonly kind: 'stored'; readonly seq: number }
  | { readonly kind: 'repeated'; readonly seq: number }
  | { readonly kind: 'stale-epoch' }
  | { readonly kind: 'no-document' };

interface StoredUpdate {
  readonly seq: number;
  readonly accountId: PersonId;
  readonly clientIds: readonly number[];
  readonly bytes: Uint8Array;
  readonly hash: Uint8Array;
  readonly at: number;
}

export interface StoredLog extends NewDocument {
  readonly epoch: number;
  readonly updates: readonly StoredUpdate[];
}
