import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openSqliteStorage } from './sqlite/open.ts';
import type { Storage } from './storage.ts';

export interface StoragePlace {
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
}

/**
 * Opens the store where the settings say, and brings it to the newest tables.
 * @throws Error in one sentence for the person who starts the program
 */
export async function openStorage({ dataDir, databaseUrl }: StoragePlace): Promise<Storage> {
  if (databaseUrl !== undefined)
    throw new Error('DATABASE_URL: this version keeps its store in DATA_DIR only, so leave the setting away');
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  return openSqliteStorage(join(dataDir, 'dong-thao.db'));
}
