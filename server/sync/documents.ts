import { createHash, randomInt } from 'node:crypto';
import * as Y from 'yjs';
import { paragraphsOf, textOfInlines, type DocumentContent } from '#shared/document/document.ts';
import { DOCUMENT_SCHEMA } from '#shared/document/schema.ts';
import { DomainError } from '#shared/model/errors.ts';
import type { DocumentId } from '#shared/model/ids.ts';
import { countWords } from '#shared/vietnamese/words.ts';
import type { Documents, DurableText, NewText, TextChange, UnseenChange, WrittenChange } from '#server/context.ts';
import { editText, makeText } from '#server/crdt/edit.ts';
import { readContent } from '#server/crdt/materialise.ts';
import { appendWithin, findDocumentHead, insertDocument, loadLogWithin } from '#server/storage/rows/documents.ts';
import type { Rows } from '#server/storage/rows/tables.ts';
import type { Storage } from '#server/storage/storage.ts';
import { loadRows } from './loaded-text.ts';
import type { Rooms } from './rooms.ts';

export interface DocumentsOptions {
  readonly storage: Storage;
  readonly rooms: Rooms;
  readonly now: () => number;
  readonly newId: () => string;
}

const COUNTS_KEPT = 5_000;

/**
 * Texts for everyone but connections. Invariants:
 * 1. What is read is what is on disk: an open room's text serves only when it is not behind the document's last number.
 * 2. A change and the rows beside it are one transaction; open rooms see it after the commit.
 */
export function openDocuments(options: DocumentsOptions): Documents {
  const { storage, rooms, now, newId } = options;
  const counts = new Map<DocumentId, { readonly seq: number; readonly words: number }>();

  async function loadWithin(rows: Rows, documentId: DocumentId): Promise<OpenText> {
    const head = await findDocumentHead(rows, documentId);
    if (head === undefined) throw new DomainError('not_found');
    const room = rooms.find(documentId);
    // It may be a little ahead of the number just read, never of the disk.
    if (room !== undefined && room.lastSeq >= head.lastSeq) return { doc: room.text, seq: room.lastSeq };
    const log = await loadLogWithin(rows, documentId);
    if (log === undefined) throw new DomainError('not_found');
    // Outside a transaction rows may have come between the two readings.
    const lastSeq = Math.max(log.lastSeq, log.updates.at(-1)?.seq ?? 0);
    return { doc: loadRows(documentId, log.updates, lastSeq).doc, seq: lastSeq };
  }

  async function countOne(documentId: DocumentId): Promise<number> {
    const head = await findDocumentHead(storage.rows, documentId);
    if (head === undefined) return 0;
    const known = counts.get(documentId);
    if (known?.seq === head.lastSeq) return known.words;
    const { doc, seq } = await loadWithin(storage.rows, documentId);
    const words = wordsOf(readContent(doc));
    counts.delete(documentId);
    counts.set(documentId, { seq, words });
    const oldest = counts.keys().next();
    if (counts.size > COUNTS_KEPT && oldest.done !== true) counts.delete(oldest.value);
    return words;
  }

  async function changeWithin(
    tx: Rows,
    { documentId, by, decide }: Omit<TextChange, 'alongside'>,
  ): Promise<UnseenChange> {
    const open = await loadWithin(tx, documentId);
    const before = durableOf(open);
    const wanted = decide(before);
    const clientId = newClientId();
    const edit = editText(open.doc, wanted, clientId);
    if (edit === undefined) return { before, after: before, show: () => Promise.resolve() };
    const bytes = edit.update;
    const seq = await appendWithin(tx, {
      documentId,
      accountId: by,
      clientIds: [clientId],
      bytes,
      hash: hashOf(bytes),
      at: now(),
    });
    return {
      before,
      after: durableOf({ doc: edit.after, seq }),
      async show() {
        const room = await rooms.findOpening(documentId);
        room?.showStored(bytes, seq, [clientId], by);
      },
    };
  }

  async function change({ alongside, ...wanted }: TextChange): Promise<WrittenChange> {
    const { before, after, show } = await storage.transact(async (tx) => {
      const written = await changeWithin(tx, wanted);
      await alongside?.(tx, { before: written.before, after: written.after });
      return written;
    });
    await show();
    return { before, after };
  }

  return {
    read: async (documentId) => durableOf(await loadWithin(storage.rows, documentId)),
    readWithin: async (tx, documentId) => durableOf(await loadWithin(tx, documentId)),
    async countWords(documentIds) {
      const found = new Map<DocumentId, number>();
      for (const documentId of documentIds) found.set(documentId, await countOne(documentId));
      return found;
    },
    async createWithin(tx: Rows, { id, kind, content, by }: NewText) {
      await insertDocument(tx, { id, kind, lineage: newId(), schemaVersion: DOCUMENT_SCHEMA.version });
      const clientId = newClientId();
      const bytes = makeText(content, clientId);
      if (bytes === undefined) return;
      const written = { documentId: id, accountId: by, clientIds: [clientId], bytes, hash: hashOf(bytes), at: now() };
      await appendWithin(tx, written);
    },
    change,
    changeWithin,
  };
}

interface OpenText {
  readonly doc: Y.Doc;
  readonly seq: number;
}

function durableOf({ doc, seq }: OpenText): DurableText {
  return { content: readContent(doc), stateVector: Y.encodeStateVector(doc), seq };
}

function wordsOf(content: DocumentContent): number {
  return paragraphsOf(content).reduce((sum, one) => sum + countWords(textOfInlines(one.content)), 0);
}

function hashOf(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest();
}

/** As Yjs makes them. A new one for each change: were a commit's outcome unknown, no item would be made twice. */
function newClientId(): number {
  return randomInt(1, 2 ** 32);
}
