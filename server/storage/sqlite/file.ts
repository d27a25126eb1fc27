import { existsSync } from 'node:fs';
import Database from 'libsql';
import { NEWEST_VERSION, versionOf } from './migrate.ts';

const BUSY_TIMEOUT_MS = 5_000;

/** A connection to a file, which is made when absent. With these settings a commit is on disk when it returns. */
export function connectFile(file: string): Database.Database {
  const database = new Database(file, { timeout: BUSY_TIMEOUT_MS });
  for (const setting of ['journal_mode=WAL', 'synchronous=FULL', 'foreign_keys=ON']) database.pragma(setting);
  return database;
}

/** A connection to a file that was brought to the newest tables before: never makes a new one in the place of one that is gone. */
export function reconnectFile(file: string): Database.Database {
  if (!existsSync(file)) throw Object.assign(new Error(`The store ${file} is gone`), { code: 'SQLITE_CANTOPEN' });
  const database = connectFile(file);
  if (versionOf(database) === NEWEST_VERSION) return database;
  database.close();
  throw Object.assign(new Error(`The store ${file} was replaced`), { code: 'SQLITE_NOTADB' });
}
