import { IndexeddbPersistence } from 'y-indexeddb';
import type * as Y from 'yjs';
import { readLocal, writeLocal } from './kept-text.ts';
import { waitingKey } from './local-copies.ts';

const waitAtMostMs = 2_000;

/** The text of a document on this machine: it survives a closed tab. */
export interface OfflineCopy {
  /** Whether it works; false where the browser has no IndexedDB, forbids it, or ran out of room. */
  keeps(): boolean;
  /** Own changes that were not known to be saved when the page was last open. */
  readonly waiting: number;
  /** Remembers a difference in the number of own changes that are not saved. */
  addWaiting(difference: number): void;
  /** Removes the copy from this machine. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Brings what this machine has into `doc`, and writes along from then on. Waits at most two seconds: a slow disk must not keep
 * anybody from the server, what comes later is merged.
 * @param name unique for account, document and lineage
 * @param onTrouble called once when the copy stops working
 */
export async function openOfflineCopy(name: string, doc: Y.Doc, onTrouble: () => void): Promise<OfflineCopy> {
  const key = waitingKey(name);
  const waiting = Math.max(0, Number(readLocal(key) ?? 0) || 0);
  let works = await canOpen(name);
  const fail = (): void => {
    if (!works) return;
    works = false;
    onTrouble();
  };
  let store = works ? new IndexeddbPersistence(name, doc) : undefined;
  const leave = (): void => {
    fail();
    void store?.destroy();
    store = undefined;
  };
  if (store !== undefined) {
    const { whenSynced } = store;
    void whenSynced.then(({ db }) => {
      db?.addEventListener('abort', fail);
      // Another tab takes the copy away, or the browser does. Left in place it would throw at each key, and nobody after it, as who sends
      // to the server, would hear of the change.
      for (const event of ['versionchange', 'close']) db?.addEventListener(event, leave);
    });
    let late: ReturnType<typeof setTimeout> | undefined;
    const isLate = new Promise<void>((settle) => (late = setTimeout(settle, waitAtMostMs)));
    await Promise.race([whenSynced, isLate]);
    clearTimeout(late);
  }
  return {
    keeps: () => works,
    waiting,
    addWaiting(difference) {
      // The tabs of one person add to one number.
      const now = Math.max(0, (Number(readLocal(key) ?? 0) || 0) + difference);
      writeLocal(key, now === 0 ? null : String(now));
    },
    async clear() {
      writeLocal(key, null);
      await store?.clearData();
    },
    async close() {
      await store?.destroy();
    },
  };
}

/** For a text that goes on beside a copy which has to stay as it is: writes nothing on this machine. */
export function withoutCopy(): OfflineCopy {
  const done = (): Promise<void> => Promise.resolve();
  return { keeps: () => false, waiting: 0, addWaiting: () => undefined, clear: done, close: done };
}

/** Asked by hand first: y-indexeddb leaves a refusal to open as an unhandled rejection. */
function canOpen(name: string): Promise<boolean> {
  return new Promise((settle) => {
    if (typeof indexedDB === 'undefined') {
      settle(false);
      return;
    }
    try {
      const request = indexedDB.open(`${name}?`);
      request.addEventListener('error', () => settle(false));
      request.addEventListener('blocked', () => settle(false));
      request.addEventListener('success', () => {
        request.result.close();
        indexedDB.deleteDatabase(`${name}?`);
        settle(true);
      });
    } catch {
      settle(false);
    }
  });
}
