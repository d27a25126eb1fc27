import type { WebSocket } from 'ws';
import type { PersonId } from '#shared/model/ids.ts';
import { LIMITS, type Limits } from '#shared/protocol/limits.ts';
import type { Context, Documents } from '#server/context.ts';
import { BatchWriter } from './batch.ts';
import { Connection, type Opening } from './connection.ts';
import { openDocuments } from './documents.ts';
import { FirstSyncs } from './first-syncs.ts';
import { NewClients } from './new-clients.ts';
import { watchRights } from './rights-watch.ts';
import { Room } from './room.ts';
import { Rooms } from './rooms.ts';
import { openSlowLane } from './slow-lane.ts';

export interface SyncOptions {
  readonly storage: Context['storage'];
  readonly bus: Context['bus'];
  readonly log: Context['log'];
  readonly now: () => number;
  readonly newId: () => string;
  readonly limits?: Limits;
}

/** The live texts of this node. */
export interface Sync {
  readonly documents: Documents;
  /** Takes over a socket whose right was judged. Its `error` is heard from here on. */
  accept(socket: WebSocket, opening: Opening): void;
  /** Open sockets of a person. */
  socketsOf(personId: PersonId): number;
  /** Nothing new is taken any more. */
  readonly isClosing: boolean;
  counts(): Readonly<Record<string, number>>;
  /** Stores what was accepted, says that it is saved, and lets everyone go with a time after which to come back. */
  close(): Promise<void>;
}

const CHECK_EVERY_MS = 250;
/** The whole program has to stop within five seconds. */
const STORE_WITHIN_MS = 3_000;
/** Clients come back spread over this time, or they would all come at once. */
const RETURN_WITHIN_MS = 3_000;

export function startSync(options: SyncOptions): Sync {
  const { storage, bus, log, now, newId, limits = LIMITS } = options;
  const connections = new Set<Connection>();
  const slowly = openSlowLane();
  const firstSyncs = new FirstSyncs(limits.firstSyncsAtOnce);
  const newClients = new NewClients(limits);
  let closing: Promise<void> | undefined;
  const writer = new BatchWriter({
    storage,
    limits,
    log,
    onTrouble(inTrouble) {
      for (const room of rooms.list()) room.reportTrouble(inTrouble);
    },
  });
  const rooms = new Rooms(storage, (documentId, text) => {
    const onEdited = (by: PersonId): void => bus.publish({ kind: 'edited', documentId, by });
    const onFault = (error: unknown): void =>
      log.error({ documentId, error: faultOf(error) }, 'a frame could not be judged again');
    return new Room({ documentId, text, writer, limits, now, onEdited, onFault });
  });
  const documents = openDocuments({ storage, rooms, now, newId });
  const watch = watchRights({ storage, bus, log, now, connections: () => connections });
  const checking = setInterval(() => {
    for (const connection of connections) checkOne(connection);
    closeSlowest();
    rooms.sweep(now());
  }, CHECK_EVERY_MS);

  /** A fault of one connection must not keep the others from being looked after. */
  function checkOne(connection: Connection): void {
    try {
      connection.check();
    } catch (error) {
      log.error({ documentId: connection.documentId, error: faultOf(error) }, 'a connection failed');
      connection.close('internal');
    }
  }

  /** Those for whom the most is held, until what is held for all is bounded. */
  function closeSlowest(): void {
    let unsentBytes = sumUnsentBytes();
    if (unsentBytes <= limits.unsentNodeBytes) return;
    for (const one of [...connections].toSorted((a, b) => b.unsentBytes - a.unsentBytes)) {
      if (unsentBytes <= limits.unsentNodeBytes) return;
      unsentBytes -= one.unsentBytes;
      one.close('too_slow');
    }
  }

  function sumUnsentBytes(): number {
    return [...connections].reduce((sum, connection) => sum + connection.unsentBytes, 0);
  }

  function waitingBytes(): number {
    return rooms.list().reduce((sum, room) => sum + room.waitingBytes, 0);
  }

  function accept(socket: WebSocket, opening: Opening): void {
    const connection = new Connection({
      socket,
      opening,
      limits,
      rows: storage.rows,
      hasSpace: () => waitingBytes() < limits.waitingStoreBytes,
      inTrouble: () => writer.inTrouble,
      firstSyncs,
      newClients,
      slowly,
      onClose: (closed) => connections.delete(closed),
      onFault: (error) => log.error({ documentId: opening.documentId, error: faultOf(error) }, 'a frame failed'),
    });
    if (closing !== undefined) {
      connection.close('shutting_down', returnHint());
      return;
    }
    connections.add(connection);
    rooms.open(opening.documentId).then(
      (room) => connection.enter(room),
      (error: unknown) => {
        log.error({ documentId: opening.documentId, error: faultOf(error) }, 'a text could not be loaded');
        connection.close('store_trouble');
      },
    );
  }

  async function drain(): Promise<void> {
    watch.close();
    await writer.finish(STORE_WITHIN_MS);
    for (const room of rooms.list()) room.flush();
    for (const connection of connections) connection.close('shutting_down', returnHint());
    clearInterval(checking);
    rooms.close();
  }

  return {
    documents,
    accept,
    socketsOf: (personId) => [...connections].filter((one) => one.personId === personId).length,
    get isClosing() {
      return closing !== undefined;
    },
    counts: () => ({
      connections: connections.size,
      rooms: rooms.list().length,
      waitingFrames: rooms.list().reduce((sum, room) => sum + room.waitingFrames, 0),
      waitingBytes: waitingBytes(),
      unsentBytes: sumUnsentBytes(),
      storeTrouble: writer.inTrouble ? 1 : 0,
    }),
    close: () => (closing ??= drain()),
  };
}

function faultOf(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

/** The reason of a close 1001: milliseconds to wait. */
function returnHint(): string {
  return String(Math.floor(Math.random() * RETURN_WITHIN_MS));
}
