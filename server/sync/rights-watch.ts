import type { DocumentId } from '#shared/model/ids.ts';
import type { Hint } from '#shared/protocol/hints.ts';
import { isCallerAlive } from '#server/access/caller.ts';
import type { Context } from '#server/context.ts';
import { listEpochs } from '#server/storage/rows/documents.ts';
import { touchSession } from '#server/storage/rows/sessions.ts';
import type { Connection } from './connection.ts';

export interface RightsWatchOptions {
  readonly storage: Context['storage'];
  readonly bus: Context['bus'];
  readonly log: Context['log'];
  readonly now: () => number;
  readonly connections: () => Iterable<Connection>;
}

/** A right that was taken must be gone within a second, whether the hint came or not. */
const LOOK_EVERY_MS = 500;
/** Rows that cannot be read for longer: who is connected can't be vouched for. */
const CLOSE_BLIND_AFTER_MS = 15_000;
const TOUCH_EVERY_MS = 5 * 60_000;
const FORGET_TOUCH_MS = 60 * 60_000;

/**
 * Keeps connections to the rights that hold now: on a hint at once, else at its own tick. It looks at the epoch of each open document
 * and at the session of each caller, and asks again only where one changed.
 */
export function watchRights({ storage, bus, log, now, connections }: RightsWatchOptions): { close(): void } {
  const { rows } = storage;
  const touchedAt = new Map<string, number>();
  let isLooking = false;
  let sawAt = performance.now();

  async function look(): Promise<void> {
    if (isLooking) return;
    isLooking = true;
    try {
      await judgeDocuments(new Set([...connections()].map((connection) => connection.documentId)));
      await judgeCallers(() => true);
      sawAt = performance.now();
      await noteActivity();
    } catch (error) {
      log.error({ error: error instanceof Error ? error : new Error(String(error)) }, 'rights could not be read');
      if (performance.now() - sawAt > CLOSE_BLIND_AFTER_MS) for (const one of connections()) one.close('store_trouble');
    } finally {
      isLooking = false;
    }
  }

  async function judgeDocuments(documentIds: ReadonlySet<DocumentId>): Promise<void> {
    const epochs = await listEpochs(rows, [...documentIds]);
    for (const connection of connections()) {
      const { documentId, epoch } = connection;
      if (documentIds.has(documentId) && epoch !== epochs.get(documentId)) await connection.judgeAgain();
    }
  }

  async function judgeCallers(concerns: (connection: Connection) => boolean): Promise<void> {
    const alive = new Map<string, boolean>();
    for (const connection of connections()) {
      if (!concerns(connection)) continue;
      const { caller } = connection;
      const key = `${caller.personId} ${caller.sessionHash ?? ''} ${caller.tokenHash ?? ''}`;
      if (!alive.has(key)) alive.set(key, await isCallerAlive(rows, caller, now()));
      if (alive.get(key) === false) connection.close('not_signed_in');
    }
  }

  /** Who types is not idle, though no call is made. */
  async function noteActivity(): Promise<void> {
    const at = now();
    const active = new Set<string>();
    for (const connection of connections()) {
      const { sessionHash } = connection.caller;
      if (connection.takeActivity() && sessionHash !== null) active.add(sessionHash);
    }
    const due = [...active].filter((hash) => at - (touchedAt.get(hash) ?? 0) >= TOUCH_EVERY_MS);
    if (due.length === 0) return;
    await storage.transact(async (tx) => {
      for (const hash of due) await touchSession(tx, hash, at);
    });
    for (const hash of due) touchedAt.set(hash, at);
    for (const [hash, touched] of touchedAt) if (at - touched > FORGET_TOUCH_MS) touchedAt.delete(hash);
  }

  async function follow(hint: Hint): Promise<void> {
    if (hint.kind === 'rights') await judgeDocuments(new Set(hint.documentIds));
    if (hint.kind === 'sessions') await judgeCallers((connection) => connection.personId === hint.personId);
  }

  const unsubscribe = bus.subscribe((hint) => {
    // What fails here is done again at the next tick.
    follow(hint).catch((error: unknown) =>
      log.warn({ error: new Error(String(error)) }, 'a hint could not be followed'),
    );
  });
  const tick = setInterval(() => void look(), LOOK_EVERY_MS);
  return {
    close() {
      clearInterval(tick);
      unsubscribe();
    },
  };
}
