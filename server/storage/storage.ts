import type { DocumentId, PersonId } from '#shared/model/ids.ts';

/**
 * The port to what survives the process: documents and the log of their updates.
 *
 * 1. A settled `append` is durable: its entries are there after a crash of process or machine.
 * 2. A rejected `append` stored nothing that its caller may count on; giving the same entries again is always safe.
 * 3. Sequence numbers of a document grow in the order of appending and are never given twice.
 * 4. An entry with another epoch than its document's stores nothing, whoever sends it.
 */
export interface Storage {
  /** Makes a document in its first epoch; rejects when the id is taken. */
  createDocument(document: NewDocument): Promise<void>;
  /** Stores a batch as one whole; the results are in the order of the entries. The bytes may be reused after settling. */
  append(batch: readonly LogEntry[]): Promise<readonly AppendResult[]>;
  /** Makes entries of the epochs before stale, and gives the new epoch; `undefined` for an unknown document. */
  bumpEpoch(documentId: DocumentId): Promise<number | undefined>;
  /** The document and its updates by sequence number; `undefined` for an unknown document. */
  loadLog(documentId: DocumentId): Promise<StoredLog | undefined>;
  /** Settles what was asked before, then gives everything back. What is asked later rejects. */
  close(): Promise<void>;
}

/** The epoch in which every document begins. */
export const FIRST_EPOCH = 1;

export interface NewDocument {
  readonly id: DocumentId;
  readonly kind: string;
  /** Changes when the text is replaced as a whole, so that an older local copy isn't merged into it. */
  readonly lineage: string;
  readonly schemaVersion: number;
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

export interface StoredUpdate {
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
