import { mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { openSqliteStorage } from './sqlite/open.ts';
import type { Storage } from './storage.ts';

export interface StoragePlace {
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
}

/**
 * Opens the store where the settings say, and brings it to the newest tables.
 * @throws Error with the `code` of what is in the way: `STORE_ELSEWHERE`, `STORE_IN_USE`, `STORE_NEWER`, or the system's or SQLite's own
 */
export async function openStorage({ dataDir, databaseUrl }: StoragePlace): Promise<Storage> {
  if (databaseUrl !== undefined)
    throw Object.assign(new Error('This version keeps its store in a folder only'), { code: 'STORE_ELSEWHERE' });
  await makeFolder(dataDir);
  return openSqliteStorage(join(dataDir, 'dong-thao.db'));
}

/**
 * Makes the folder, and those above it, where there is none. Node's own way to do so never comes back where the system has the folder above
 * and yet says of the new one that there is no such place, as it does under `/proc`.
 */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (error) {
    if (await isFolder(folder)) return;
    const above = dirname(folder);
    if (codeOf(error) !== 'ENOENT' || (await isFolder(above))) throw error;
    await makeFolder(above);
    await makeFolder(folder);
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
