import type * as Y from 'yjs';
import type { DocumentId, PersonId } from '#shared/model/ids.ts';
import { loadText } from '#server/crdt/apply.ts';

/** A text made of its rows. */
export interface LoadedText {
  readonly doc: Y.Doc;
  readonly lastSeq: number;
  /** Whose each Yjs client is. */
  readonly accounts: ReadonlyMap<number, PersonId>;
}

interface Row {
  readonly seq: number;
  readonly accountId: PersonId;
  readonly clientIds?: readonly number[];
  readonly bytes: Uint8Array;
}

/** Throws when rows are missing or one does not apply: an error is never an empty text. */
export function loadRows(documentId: DocumentId, rows: readonly Row[], lastSeq: number): LoadedText {
  const isWhole = rows.length === lastSeq && rows.every((row, at) => row.seq === at + 1);
  if (!isWhole) throw new Error(`The log of ${documentId} lacks rows`);
  const accounts = new Map(
    rows.flatMap((row) => (row.clientIds ?? []).map((client) => [client, row.accountId] as const)),
  );
  return { doc: loadText(rows.map((row) => row.bytes)), lastSeq, accounts };
}
