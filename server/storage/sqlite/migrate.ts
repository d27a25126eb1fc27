import { closeSync, mkdirSync, openSync, renameSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Kysely, sql, SqliteDialect } from 'kysely';
import type { Database } from 'libsql';
import { up as documents } from '#server/storage/migrations/0001-documents.ts';
import { up as people } from '#server/storage/migrations/0002-people-and-work.ts';
import { up as office } from '#server/storage/migrations/0003-office.ts';
import { up as ordinals } from '#server/storage/migrations/0004-ordinals.ts';
import { up as draftPlaces } from '#server/storage/migrations/0005-draft-places.ts';
import { up as draftImages } from '#server/storage/migrations/0006-draft-images.ts';
import { numberOf, prepareQuery } from './statements.ts';

/** In the order of their numbers; the count of those done is the file's `user_version`. */
const MIGRATIONS = [documents, people, office, ordinals, draftPlaces, draftImages];

export const NEWEST_VERSION = MIGRATIONS.length;

/**
 * Brings the tables to the newest version, each step in a transaction of its own; what is already there is copied to `backups` beside
 * the file before. Nothing is ever taken back: a file of a later version is refused.
 */
export async function migrate(database: Database, file: string | undefined): Promise<void> {
  const done = versionOf(database);
  if (done > NEWEST_VERSION)
    throw Object.assign(
      new Error(
        `The store was last used by a newer version of this program: its tables are at ${done}, this program knows ${NEWEST_VERSION}`,
      ),
      { code: 'STORE_NEWER' },
    );
  if (file !== undefined && done > 0 && done < NEWEST_VERSION) backUp(database, file, done);
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database }) });
  for (const [at, up] of MIGRATIONS.entries()) {
    if (at < done) continue;
    await db.transaction().execute(async (tx) => {
      await up(tx);
      await sql`pragma user_version = ${sql.lit(at + 1)}`.execute(tx);
    });
  }
}

export function versionOf(database: Database): number {
  return numberOf(prepareQuery(database, 'pragma user_version')([])[0]?.[0]);
}

/** Half a copy never stands under the name of a whole one. */
function backUp(database: Database, file: string, version: number): void {
  const folder = join(dirname(file), 'backups');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const name = basename(file).replace(/\.db$/, '');
  const target = join(folder, `${name}-of-version-${version}-${Date.now()}.db`);
  const incoming = `${target}.part`;
  // SQLite copies into an empty file, which keeps the mode it was made with.
  closeSync(openSync(incoming, 'wx', 0o600));
  database.prepare('vacuum into ?').run([incoming]);
  renameSync(incoming, target);
}
