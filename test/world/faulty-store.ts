import { setTimeout as delay } from 'node:timers/promises';
import type { KyselyPlugin } from 'kysely';
import type { Storage } from '#server/storage/storage.ts';

/** A store that does what a test says between live texts and the real one. */
export interface FaultyStore {
  readonly wrap: (storage: Storage) => Storage;
  /** What happens to commits of the log: they are let through, held back or failed. */
  mode: 'ok' | 'held' | 'failing';
  /** Whether reads of this table fail now. */
  failsToRead: (table: string) => boolean;
  /** What is read waits for it. */
  reading: Promise<void> | undefined;
}

export function faultyStore(): FaultyStore {
  const waitToRead: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      await faults.reading;
      return result;
    },
  };
  const faults: FaultyStore = {
    mode: 'ok',
    failsToRead: () => false,
    reading: undefined,
    wrap: (storage) => ({
      rows: new Proxy(storage.rows.withPlugin(waitToRead), {
        get(rows, key) {
          const value: unknown = Reflect.get(rows, key, rows);
          if (typeof value !== 'function') return value;
          return (...given: readonly unknown[]): unknown => {
            if (key === 'selectFrom' && faults.failsToRead(String(given[0]))) throw new Error('rows cannot be read');
            return Reflect.apply(value, rows, given);
          };
        },
      }),
      transact: (work) => storage.transact(work),
      loadLog: (id) => storage.loadLog(id),
      close: () => storage.close(),
      async append(batch) {
        while (faults.mode === 'held') await delay(5);
        if (faults.mode === 'failing') throw new Error('SQLITE_FULL');
        return storage.append(batch);
      },
    }),
  };
  return faults;
}
