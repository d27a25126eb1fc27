import type { Database } from 'libsql';
import { isTrouble, Reconnecting } from './connection.ts';
import type { Failure, WriterAnswer, WriterTask } from './exchange.ts';
import { type LogWriter, prepareLogWriter } from './log.ts';
import { prepareRunner, type Statement, type StatementResult } from './statements.ts';

/**
 * All writing, one task after the other.
 *
 * 1. A task that fails leaves nothing, and the next one finds a working connection as soon as disk and file allow it.
 * 2. A transaction in which one statement failed can only be undone, as PostgreSQL has it: SQLite undoes some of them by itself on a
 *    full disk, and what came after would be written alone.
 */
export class Engine {
  readonly #connection: Reconnecting<Writing>;
  #transaction: 'none' | 'open' | 'broken' = 'none';

  constructor(connect: () => Database) {
    this.#connection = new Reconnecting(connect, (database) => ({
      log: prepareLogWriter(database),
      run: prepareRunner(database),
    }));
  }

  /** Never throws. */
  answer(task: WriterTask): WriterAnswer {
    try {
      return this.#answer(task);
    } catch (error) {
      if (this.#transaction === 'open') this.#transaction = 'broken';
      return failureOf(error);
    }
  }

  #answer(task: WriterTask): WriterAnswer {
    switch (task.kind) {
      case 'append':
        return { kind: 'appended', results: this.#connection.use(({ log }) => log.append(task.batch)) };
      case 'begin':
        this.#connection.use((_, database) => database.exec('begin immediate'));
        this.#transaction = 'open';
        return { kind: 'done' };
      case 'execute':
        this.#requireTransaction();
        return { kind: 'executed', result: this.#connection.use(({ run }) => run(task.statement)) };
      case 'commit':
        return this.#commit();
      case 'rollback':
        this.#rollback();
        return { kind: 'done' };
      case 'close':
        this.#rollback();
        this.#emptyLog();
        this.#connection.close();
        return { kind: 'done' };
    }
  }

  #commit(): WriterAnswer {
    try {
      this.#requireTransaction();
      this.#connection.use((_, database) => database.exec('commit'));
      this.#transaction = 'none';
      return { kind: 'done' };
    } catch (error) {
      this.#rollback();
      throw error;
    }
  }

  #rollback(): void {
    this.#transaction = 'none';
    if (!this.#connection.inTransaction) return;
    try {
      this.#connection.use((_, database) => database.exec('rollback'));
    } catch {
      this.#connection.close();
    }
  }

  /** Leaves one file that can be copied as it is; libsql doesn't see to it when it closes. What can't be moved now is when it is next opened. */
  #emptyLog(): void {
    try {
      this.#connection.use((_, database) => database.pragma('wal_checkpoint(TRUNCATE)'));
    } catch (error) {
      if (!isTrouble(error)) throw error;
    }
  }

  #requireTransaction(): void {
    if (this.#transaction !== 'open' || !this.#connection.inTransaction)
      throw new Error('The transaction was undone, as one of its statements failed');
  }
}

interface Writing {
  readonly log: LogWriter;
  readonly run: (statement: Statement) => StatementResult;
}

function failureOf(error: unknown): Failure {
  return {
    kind: 'failed',
    reason: error instanceof Error ? error.message : String(error),
    trouble: isTrouble(error),
  };
}
