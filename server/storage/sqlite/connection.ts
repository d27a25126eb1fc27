import type { Database } from 'libsql';

/** Of the disk, the file or the system, not of what was asked: the same will work once they do. */
const TROUBLE = /^SQLITE_(?:BUSY|LOCKED|NOMEM|READONLY|IOERR|CORRUPT|FULL|CANTOPEN|PROTOCOL|NOTADB|PERM|INTERRUPT)/;

/** After these the connection is as good as before: the statement was undone, and space or a lock may come back. */
const PASSING = /^SQLITE_(?:BUSY|LOCKED|FULL|INTERRUPT)/;

export function isTrouble(error: unknown): boolean {
  return TROUBLE.test(codeOf(error));
}

/**
 * One connection with what was prepared on it, opened when first needed. After an error of disk or file it is given up and the next use
 * opens a new one: what a connection holds after a failed write is not to be trusted.
 */
export class Reconnecting<Prepared> {
  readonly #connect: () => Database;
  readonly #prepare: (database: Database) => Prepared;
  #open: { readonly database: Database; readonly prepared: Prepared } | undefined;

  constructor(connect: () => Database, prepare: (database: Database) => Prepared) {
    this.#connect = connect;
    this.#prepare = prepare;
  }

  use<Result>(work: (prepared: Prepared, database: Database) => Result): Result {
    const { prepared, database } = (this.#open ??= this.#openNew());
    try {
      return work(prepared, database);
    } catch (error) {
      if (isTrouble(error) && !PASSING.test(codeOf(error))) this.#giveUp();
      throw error;
    }
  }

  /** Of two errors the first says more. */
  #giveUp(): void {
    try {
      this.close();
    } catch {
      // The file undoes what was open when it is next opened by a new process.
    }
  }

  get inTransaction(): boolean {
    return this.#open?.database.inTransaction ?? false;
  }

  close(): void {
    const database = this.#open?.database;
    this.#open = undefined;
    if (database === undefined) return;
    // libsql keeps the connection, and its lock on the file, until its statements are collected; a closed one can't be undone any more.
    try {
      if (database.inTransaction) database.exec('rollback');
    } finally {
      database.close();
    }
  }

  #openNew(): { readonly database: Database; readonly prepared: Prepared } {
    const database = this.#connect();
    return { database, prepared: this.#prepare(database) };
  }
}

/** Runs `work` in a transaction of its own; `begin immediate` is for one that writes. */
export function transact<Result>(database: Database, begin: 'begin' | 'begin immediate', work: () => Result): Result {
  database.exec(begin);
  try {
    const result = work();
    database.exec('commit');
    return result;
  } catch (error) {
    if (database.inTransaction) database.exec('rollback');
    throw error;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
