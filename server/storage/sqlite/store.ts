import { DomainError } from '#shared/model/errors.ts';
import type { DocumentId } from '#shared/model/ids.ts';
import type { Rows } from '#server/storage/rows/tables.ts';
import type { AppendResult, LogEntry, Storage, StoredLog } from '#server/storage/storage.ts';
import { rowsOver } from './dialect.ts';
import type { WriterAnswer, WriterTask } from './exchange.ts';
import type { Statement, StatementResult } from './statements.ts';
import type { Turns } from './turns.ts';

/** Where writing is done: in a thread, or here. Tasks are done in the order of asking. */
export interface Writer {
  ask(task: WriterTask): Promise<WriterAnswer>;
  close(): Promise<void>;
}

/** Where reading is done, from what is committed. */
export interface Reader {
  run(statement: Statement): Promise<StatementResult>;
  loadLog(documentId: DocumentId): Promise<StoredLog | undefined>;
  close(): void;
}

/** While a transaction is open nobody else's words reach the disk, so one that forgets to end must not stay. */
const LONGEST_TRANSACTION_MS = 10_000;

/** The store over a writer and a reader of SQLite, whichever threads these live in. */
export class SqliteStorage implements Storage {
  readonly rows: Rows;
  readonly #writer: Writer;
  readonly #reader: Reader;
  readonly #turns: Turns;
  readonly #longestMs: number;
  #closed: Promise<void> | undefined;

  constructor(writer: Writer, reader: Reader, turns: Turns, longestMs = LONGEST_TRANSACTION_MS) {
    this.#writer = writer;
    this.#reader = reader;
    this.#turns = turns;
    this.#longestMs = longestMs;
    this.rows = rowsOver(async (statement) => {
      this.#requireOpen();
      return reader.run(statement);
    });
  }

  async append(batch: readonly LogEntry[]): Promise<readonly AppendResult[]> {
    this.#requireOpen();
    const own = batch.map(withOwnBytes);
    const answer = await this.#turns.batch(() => this.#ask({ kind: 'append', batch: own }));
    if (answer.kind !== 'appended') throw new Error(`The writer answered an append with ${answer.kind}`);
    return answer.results;
  }

  async transact<Result>(work: (tx: Rows) => Promise<Result>): Promise<Result> {
    this.#requireOpen();
    return this.#turns.transaction(() => this.#transact(work));
  }

  async loadLog(documentId: DocumentId): Promise<StoredLog | undefined> {
    this.#requireOpen();
    return this.#reader.loadLog(documentId);
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #transact<Result>(work: (tx: Rows) => Promise<Result>): Promise<Result> {
    await this.#ask({ kind: 'begin' });
    let over = false;
    const tx = rowsOver(async (statement) => {
      if (over) throw new Error('The transaction is over');
      const answer = await this.#ask({ kind: 'execute', statement });
      if (answer.kind !== 'executed') throw new Error(`The writer answered a statement with ${answer.kind}`);
      return answer.result;
    });
    try {
      const result = await within(this.#longestMs, work(tx));
      over = true;
      await this.#ask({ kind: 'commit' });
      return result;
    } catch (error) {
      over = true;
      // Not waited for: the writer does it before whatever is asked next, and gives its connection up when it can't.
      this.#ask({ kind: 'rollback' }).catch(() => undefined);
      throw error;
    }
  }

  async #close(): Promise<void> {
    await this.#turns.untilIdle();
    this.#reader.close();
    await this.#writer.close();
  }

  async #ask(task: WriterTask): Promise<Exclude<WriterAnswer, { kind: 'failed' }>> {
    const answer = await this.#writer.ask(task);
    if (answer.kind !== 'failed') return answer;
    throw answer.trouble ? troubleOf(new Error(answer.reason)) : new Error(answer.reason);
  }

  #requireOpen(): void {
    if (this.#closed !== undefined) throw new Error('The store is closed');
  }
}

/** What a caller may try again, and a person is told as trouble of the store. */
export function troubleOf(cause: unknown): DomainError {
  return Object.assign(new DomainError('store_trouble'), { cause });
}

async function within<Result>(longestMs: number, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`A transaction was open for over ${longestMs} ms`)), longestMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** A view is sent to a thread with the whole buffer behind it, which for a frame of a socket is far more than its own bytes. */
function withOwnBytes(entry: LogEntry): LogEntry {
  return { ...entry, bytes: new Uint8Array(entry.bytes), hash: new Uint8Array(entry.hash) };
}
