import { openSqliteInMemory } from '#server/storage/sqlite/open.ts';
import type { Storage } from '#server/storage/storage.ts';

/**
 * A store that forgets everything with its process: for unit tests. It reads and writes in one thread, so a `rows` asked for inside of
 * `transact` waits for that transaction, which is then undone for its length: everywhere else this is only a mistake that goes unseen.
 */
export function openMemoryStorage(): Promise<Storage> {
  return openSqliteInMemory();
}
