import type { DocumentId } from '#shared/model/ids.ts';
import type { Storage } from '#server/storage/storage.ts';
import { findDocumentHead } from '#server/storage/rows/documents.ts';
import { loadRows, type LoadedText } from './loaded-text.ts';
import type { Room } from './room.ts';

/** Nobody in it and nothing waiting: kept a little, as people come back. */
const LINGER_MS = 10_000;
const REST_AFTER_MS = 60_000;

/** The open rooms of this node, each made once however many ask for it at the same time. */
export class Rooms {
  readonly #storage: Storage;
  readonly #make: (documentId: DocumentId, text: LoadedText) => Room;
  readonly #rooms = new Map<DocumentId, Promise<Room>>();
  readonly #ready = new Map<DocumentId, Room>();

  constructor(storage: Storage, make: (documentId: DocumentId, text: LoadedText) => Room) {
    this.#storage = storage;
    this.#make = make;
  }

  /** Throws when the text cannot be read as a whole. */
  open(documentId: DocumentId): Promise<Room> {
    const found = this.#rooms.get(documentId);
    if (found !== undefined) return found;
    const opening = this.#open(documentId).catch((error: unknown) => {
      this.#rooms.delete(documentId);
      throw error;
    });
    this.#rooms.set(documentId, opening);
    return opening;
  }

  /** The room if it is open or being opened, when it is. */
  async findOpening(documentId: DocumentId): Promise<Room | undefined> {
    return this.#rooms.get(documentId)?.catch(() => undefined);
  }

  find(documentId: DocumentId): Room | undefined {
    return this.#ready.get(documentId);
  }

  list(): readonly Room[] {
    return [...this.#ready.values()];
  }

  /** Closes rooms that nobody uses. */
  sweep(now: number): void {
    for (const [documentId, room] of this.#ready) {
      room.rest(now - REST_AFTER_MS);
      if (!room.isIdle || now - room.usedAt < LINGER_MS) continue;
      this.#ready.delete(documentId);
      this.#rooms.delete(documentId);
      room.close();
    }
  }

  close(): void {
    for (const room of this.#ready.values()) room.close();
    this.#ready.clear();
    this.#rooms.clear();
  }

  async #open(documentId: DocumentId): Promise<Room> {
    const room = this.#make(documentId, await loadStored(this.#storage, documentId));
    this.#ready.set(documentId, room);
    return room;
  }
}

async function loadStored(storage: Storage, documentId: DocumentId): Promise<LoadedText> {
  // The number of rows that have to be there, known before they are read: a log cut short is no shorter text.
  const head = await findDocumentHead(storage.rows, documentId);
  const log = await storage.loadLog(documentId);
  if (head === undefined || log === undefined) throw new Error(`There is no document ${documentId}`);
  const lastSeq = Math.max(head.lastSeq, log.updates.at(-1)?.seq ?? 0);
  return loadRows(documentId, log.updates, lastSeq);
}
