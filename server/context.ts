import type { DocumentContent } from '#shared/document/document.ts';
import type { DocumentId, PersonId } from '#shared/model/ids.ts';
import type { Bus } from '#server/bus/bus.ts';
import type { Files } from '#server/files/files.ts';
import type { Log } from '#server/observe/log.ts';
import type { Rows } from '#server/storage/rows/tables.ts';
import type { Storage } from '#server/storage/storage.ts';
import type { Workers } from '#server/workers/workers.ts';

/** All that application code may reach of the world. */
export interface Context {
  readonly storage: Storage;
  readonly documents: Documents;
  readonly files: Files;
  readonly bus: Bus;
  readonly workers: Workers;
  readonly log: Log;
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number;
  /** A new random id, of the form that the schemas of ids ask for. */
  readonly newId: () => string;
  /** Whether anyone may sign in as a person of the founding example. */
  readonly demo: boolean;
  /** Lets anyone do so until the program ends; undefined where others than this machine could reach the server. */
  readonly turnDemoOn: (() => void) | undefined;
  /** Of a request that may be repeated: keeps its answer, in the transaction of what it asks for. */
  readonly keepAnswer?: (tx: Rows, answer: unknown) => Promise<void>;
}

/** Rows to be read: as they are committed, or as a transaction sees them. */
export interface Reading {
  readonly storage: { readonly rows: Rows };
}

/** A text as it is on disk. */
export interface DurableText {
  readonly content: DocumentContent;
  readonly stateVector: Uint8Array;
  /** The last update of the log that it contains. */
  readonly seq: number;
}

export interface TextChange {
  readonly documentId: DocumentId;
  /** Whose change it is. */
  readonly by: PersonId;
  /** The new text for the one found; it may throw a `DomainError`, then nothing was done. Pure: it may be asked again. */
  readonly decide: (found: DurableText) => DocumentContent;
  /** Rows that are true exactly when the change is; written in the same transaction. */
  readonly alongside?: (tx: Rows, written: WrittenChange) => Promise<void>;
}

export interface WrittenChange {
  readonly before: DurableText;
  readonly after: DurableText;
}

/** Live texts, for everyone but their own module: whoever asks need not know whether someone has a text open. */
export interface Documents {
  /** The text as it is now on disk. Writes nothing. Throws `not_found` for an unknown document. */
  read(documentId: DocumentId): Promise<DurableText>;
  /** The same, read inside a transaction: with the document's epoch raised before, the text at its commit. */
  readWithin(tx: Rows, documentId: DocumentId): Promise<DurableText>;
  /** Words of each text as now on disk. */
  countWords(documentIds: readonly DocumentId[]): Promise<ReadonlyMap<DocumentId, number>>;
  /** Makes a new document with a text, inside a transaction. */
  createWithin(tx: Rows, document: NewText): Promise<void>;
  /**
   * Changes a text as one ordinary edit of a person, who needs no open connection: only the changed nodes are written, it is durable
   * when this settles, and everyone who has the text open sees it.
   */
  change(change: TextChange): Promise<WrittenChange>;
  /** The same inside a transaction, for a deed that changes several texts as one. It is seen once `show` is called, after the commit. */
  changeWithin(tx: Rows, change: Omit<TextChange, 'alongside'>): Promise<UnseenChange>;
}

export interface UnseenChange extends WrittenChange {
  /** Shows the change to everyone who has the text open. Only after the commit of its transaction, and then without fail. */
  show(): Promise<void>;
}

export interface NewText {
  readonly id: DocumentId;
  readonly kind: 'section' | 'part';
  readonly content: DocumentContent;
  readonly by: PersonId;
}
