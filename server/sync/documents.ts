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
import {
  appendWithin,
  bumpEpoch,
  findDocumentHead,
  insertDocument,
  loadLogWithin,
} from '#server/storage/rows/documents.ts';
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
/** So often a change is made outside the transaction; where others write all the time it is made inside at last. */
const TRIES_BEFORE = 3;

type Wanted = Omit<TextChange, 'alongside'>;

/**
 * Texts for everyone but connections. Invariants:
 * 1. What is read is what is on disk: an open room's text serves only when it is not behind the document's last number.
 * 2. A change and the rows beside it are one transaction; open rooms see it after the commit.
 * 3. A change that takes something away raises the epoch: no update that was judged without it is stored after it.
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

  async function store(tx: Rows, { documentId, by }: Wanted, { before, edit }: MadeChange): Promise<UnseenChange> {
    if (edit === undefined) return { before, after: before, show: () => Promise.resolve() };
    const { bytes, clientId } = edit;
    // What connections accepted before may lie in a passage that goes: the store takes none of it, and it is judged by the text as it is now.
    if (hasDeletions(bytes)) await bumpEpoch(tx, documentId);
    const update = { documentId, accountId: by, clientIds: [clientId], bytes, hash: hashOf(bytes), at: now() };
    const seq = await appendWithin(tx, update);
    return {
      before,
      after: { ...edit.after, seq },
      async show() {
        const room = await rooms.findOpening(documentId);
        room?.showStored(bytes, seq, [clientId], by);
      },
    };
  }

  async function changeWithin(tx: Rows, wanted: Wanted): Promise<UnseenChange> {
    return store(tx, wanted, makeChange(await loadWithin(tx, wanted.documentId), wanted));
  }

  /** Making a change of a long text takes long, and all writing waits for a transaction: it is made before, as often as that helps. */
  async function changeAlone({ alongside, ...wanted }: TextChange): Promise<UnseenChange> {
    const { documentId } = wanted;
    const finish = async (tx: Rows, unseen: UnseenChange): Promise<UnseenChange> => {
      await alongside?.(tx, { before: unseen.before, after: unseen.after });
      return unseen;
    };
    for (let time = 0; time < TRIES_BEFORE; time += 1) {
      const made = makeChange(await loadWithin(storage.rows, documentId), wanted);
      const stored = await storage.transact(async (tx) => {
        const head = await findDocumentHead(tx, documentId);
        return head?.lastSeq === made.before.seq ? finish(tx, await store(tx, wanted, made)) : undefined;
      });
      if (stored !== undefined) return stored;
    }
    return storage.transact(async (tx) => finish(tx, await changeWithin(tx, wanted)));
  }

  async function change(wanted: TextChange): Promise<WrittenChange> {
    const unseen = await changeAlone(wanted);
    await unseen.show();
    return { before: unseen.before, after: unseen.after };
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

/** A change as it will be stored, if the text is still the one that it was made for. */
interface MadeChange {
  readonly before: DurableText;
  /** Undefined when nothing is to be changed. */
  readonly edit:
    { readonly bytes: Uint8Array; readonly clientId: number; readonly after: Omit<DurableText, 'seq'> } | undefined;
}

function makeChange(open: OpenText, { decide }: Wanted): MadeChange {
  const before = durableOf(open);
  const clientId = newClientId();
  const edit = editText(open.doc, decide(before), clientId);
  if (edit === undefined) return { before, edit };
  return { before, edit: { bytes: edit.update, clientId, after: durableOf({ doc: edit.after, seq: before.seq }) } };
}

function durableOf({ doc, seq }: OpenText): DurableText {
  return { content: readContent(doc), stateVector: Y.encodeStateVector(doc), seq };
}

function hasDeletions(update: Uint8Array): boolean {
  return Y.decodeUpdate(update).ds.clients.size > 0;
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
