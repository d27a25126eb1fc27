import type { DocumentId } from '#shared/model/ids.ts';
import {
  type AppendResult,
  FIRST_EPOCH,
  type LogEntry,
  type NewDocument,
  type Storage,
  type StoredLog,
  type StoredUpdate,
} from '#server/storage/storage.ts';

/** A store that forgets everything with its process: for unit tests. */
export function openMemoryStorage(): Storage {
  return new MemoryStorage();
}

class MemoryStorage implements Storage {
  readonly #documents = new Map<DocumentId, Kept>();
  #open = true;

  async createDocument(document: NewDocument): Promise<void> {
    this.#requireOpen();
    if (this.#documents.has(document.id)) throw new Error(`The document ${document.id} exists`);
    this.#documents.set(document.id, { document: { ...document }, epoch: FIRST_EPOCH, updates: [] });
  }

  async append(batch: readonly LogEntry[]): Promise<readonly AppendResult[]> {
    this.#requireOpen();
    return batch.map((entry) => appendEntry(this.#documents.get(entry.documentId), entry));
  }

  async bumpEpoch(documentId: DocumentId): Promise<number | undefined> {
    this.#requireOpen();
    const kept = this.#documents.get(documentId);
    if (kept === undefined) return undefined;
    kept.epoch += 1;
    return kept.epoch;
  }

  async loadLog(documentId: DocumentId): Promise<StoredLog | undefined> {
    this.#requireOpen();
    const kept = this.#documents.get(documentId);
    return kept && { ...kept.document, epoch: kept.epoch, updates: [...kept.updates] };
  }

  async close(): Promise<void> {
    this.#open = false;
  }

  #requireOpen(): void {
    if (!this.#open) throw new Error('The store is closed');
  }
}

interface Kept {
  readonly document: NewDocument;
  epoch: number;
  readonly updates: StoredUpdate[];
}

function appendEntry(kept: Kept | undefined, entry: LogEntry): AppendResult {
  if (kept === undefined) return { kind: 'no-document' };
  if (kept.epoch !== entry.epoch) return { kind: 'stale-epoch' };
  const repeated = kept.updates.find((update) => Buffer.compare(update.hash, entry.hash) === 0);
  if (repeated !== undefined) return { kind: 'repeated', seq: repeated.seq };
  const seq = kept.updates.length + 1;
  kept.updates.push({
    seq,
    accountId: entry.accountId,
    clientIds: [...entry.clientIds],
    bytes: new Uint8Array(entry.bytes),
    hash: new Uint8Array(entry.hash),
    at: entry.at,
  });
  return { kind: 'stored', seq };
}
