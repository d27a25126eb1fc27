import { closeSync, openSync } from 'node:fs';
import Database from 'libsql';
import type { Storage } from '#server/storage/storage.ts';
import { Engine } from './engine.ts';
import { reconnectFile } from './file.ts';
import { takeLock } from './lock.ts';
import { migrate } from './migrate.ts';
import { openReader } from './reader.ts';
import { prepareLogReader } from './log.ts';
import { prepareRunner } from './statements.ts';
import { type Reader, SqliteStorage, type Writer } from './store.ts';
import { startWriterThread } from './thread.ts';
import { Turns } from './turns.ts';

/**
 * Opens the store in one file, which is made when absent and brought to the newest tables.
 * @throws Error when another process has it open, or when it is of a later version
 */
export async function openSqliteStorage(file: string): Promise<Storage> {
  makeFile(file);
  const unlock = takeLock(file);
  try {
    const writer = await startWriterThread(file);
    return new SqliteStorage(
      withUnlock(writer, unlock),
      openReader(() => reconnectFile(file)),
      new Turns(),
    );
  } catch (error) {
    unlock();
    throw error;
  }
}

/**
 * Makes the file where there is none, for its mode, which SQLite gives on to the files it puts beside. One that is there is never opened
 * but by SQLite: closing it would end every lock this process has on it, also of a connection that libsql still keeps after its close.
 * Another process could then take the log away from under that connection.
 */
function makeFile(file: string): void {
  try {
    closeSync(openSync(file, 'ax', 0o600));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}

/** Opens a store that lives and ends with this process, in its own thread. */
export async function openSqliteInMemory(): Promise<Storage> {
  const database = new Database(':memory:');
  database.pragma('foreign_keys=ON');
  await migrate(database, undefined);
  const turns = new Turns();
  return new SqliteStorage(writeHere(database), readBetween(database, turns), turns);
}

function withUnlock(writer: Writer, unlock: () => void): Writer {
  return {
    ask: (task) => writer.ask(task),
    async close() {
      await writer.close();
      unlock();
    },
  };
}

function writeHere(database: Database.Database): Writer {
  const engine = new Engine(() => database);
  return {
    ask: async (task) => engine.answer(task),
    async close() {
      engine.answer({ kind: 'close' });
    },
  };
}

/** The only connection must not show what isn't committed: reading waits for the end of an open transaction. */
function readBetween(database: Database.Database, turns: Turns): Reader {
  const run = prepareRunner(database);
  const load = prepareLogReader(database);
  return {
    run: (statement) =>
      turns.batch(async () => {
        database.pragma('query_only=ON');
        try {
          return run(statement);
        } finally {
          database.pragma('query_only=OFF');
        }
      }),
    loadLog: (documentId) => turns.batch(async () => load(documentId)),
    close: () => undefined,
  };
}
