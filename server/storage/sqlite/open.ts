import { Worker } from 'node:worker_threads';
import Database from 'libsql';
import type { DocumentId } from '#shared/model/ids.ts';
import type { AppendResult, LogEntry, NewDocument, Storage, StoredLog } from '#server/storage/storage.ts';
import type { WriterAnswer, WriterMessage, WriterRequest, WriterTask } from './exchange.ts';
import { prepareLogReader } from './log.ts';

const BUSY_TIMEOUT_MS = 5_000;

/** Opens the store in one file, which is made when absent and brought to the newest tables. */
export async function openSqliteStorage(file: string): Promise<Storage> {
  const worker = startWriter(file);
  try {
    await untilReady(worker);
    const reader = new Database(file, { timeout: BUSY_TIMEOUT_MS });
    reader.pragma('query_only=ON');
    return new SqliteStorage(worker, reader);
  } catch (error) {
    await worker.terminate();
    throw error;
  }
}

/** Reads on a connection of its own, so that opening a document never waits for a commit. */
class SqliteStorage implements Storage {
  readonly #worker: Worker;
  readonly #reader: Database.Database;
  readonly #load: (documentId: DocumentId) => StoredLog | undefined;
  readonly #waiting = new Map<number, Waiting>();
  #asked = 0;
  /** Why nothing more can be asked. */
  #ended: Error | undefined;

  constructor(worker: Worker, reader: Database.Database) {
    this.#worker = worker;
    this.#reader = reader;
    this.#load = prepareLogReader(reader);
    worker.on('message', (message: WriterMessage) => this.#settle(message));
    worker.on('error', (cause) => this.#end(new Error('The writer of the store failed', { cause })));
    worker.on('exit', () => this.#end(new Error('The store is closed')));
  }

  async createDocument(document: NewDocument): Promise<void> {
    await this.#ask({ kind: 'create-document', document });
  }

  async append(batch: readonly LogEntry[]): Promise<readonly AppendResult[]> {
    const answer = await this.#ask({ kind: 'append', batch: batch.map(withOwnBytes) });
    if (answer.kind !== 'appended') throw new Error(`The writer answered an append with ${answer.kind}`);
    return answer.results;
  }

  async bumpEpoch(documentId: DocumentId): Promise<number | undefined> {
    const answer = await this.#ask({ kind: 'bump-epoch', documentId });
    if (answer.kind !== 'epoch') throw new Error(`The writer answered a new epoch with ${answer.kind}`);
    return answer.epoch;
  }

  async loadLog(documentId: DocumentId): Promise<StoredLog | undefined> {
    if (this.#ended !== undefined) throw this.#ended;
    return this.#load(documentId);
  }

  async close(): Promise<void> {
    if (!this.#reader.open) return;
    this.#reader.close();
    if (this.#ended !== undefined) return;
    const exited = new Promise((resolve) => this.#worker.once('exit', resolve));
    const closed = this.#ask({ kind: 'close' });
    this.#ended = new Error('The store is closed');
    await closed;
    await exited;
  }

  #ask(task: WriterTask): Promise<WriterAnswer> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended);
    const number = (this.#asked += 1);
    return new Promise((resolve, reject) => {
      this.#waiting.set(number, { resolve, reject });
      this.#worker.postMessage({ ...task, number } satisfies WriterRequest);
    });
  }

  #settle(message: WriterMessage): void {
    if (message.kind !== 'answer') return;
    const waiting = this.#waiting.get(message.number);
    this.#waiting.delete(message.number);
    if (message.answer.kind === 'failed') waiting?.reject(new Error(message.answer.reason));
    else waiting?.resolve(message.answer);
  }

  #end(reason: Error): void {
    this.#ended ??= reason;
    for (const waiting of this.#waiting.values()) waiting.reject(reason);
    this.#waiting.clear();
  }
}

interface Waiting {
  readonly resolve: (answer: WriterAnswer) => void;
  readonly reject: (reason: Error) => void;
}

/**
 * Built, the writer is a program beside this one. From the sources a thread has no loader for TypeScript on Node 20, not
 * even by `execArgv`, so it first registers one.
 */
function startWriter(file: string): Worker {
  if (!import.meta.url.endsWith('.ts'))
    return new Worker(new URL('./writer.mjs', import.meta.url), { workerData: file });
  const program = JSON.stringify(new URL('./writer.ts', import.meta.url).href);
  const loader = JSON.stringify(import.meta.resolve('tsx/esm/api'));
  const start = `import(${loader}).then(({ register }) => { register(); return import(${program}); })`;
  return new Worker(start, { eval: true, workerData: file });
}

function untilReady(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.once('message', () => resolve());
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('The writer of the store ended before it was ready')));
  });
}

/** A view is sent with the whole buffer behind it, which for a frame of a socket is far more than its own bytes. */
function withOwnBytes(entry: LogEntry): LogEntry {
  return { ...entry, bytes: new Uint8Array(entry.bytes), hash: new Uint8Array(entry.hash) };
}
