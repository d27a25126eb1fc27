import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { KyselyPlugin } from 'kysely';
import type WebSocket from 'ws';
import * as Y from 'yjs';
import { idOf, type PersonId } from '#shared/model/ids.ts';
import { SUBPROTOCOL } from '#shared/protocol/frames.ts';
import { encodeSyncFrame } from '#server/sync/frames.ts';
import { bumpEpoch } from '#server/storage/rows/documents.ts';
import type { Storage } from '#server/storage/storage.ts';
import {
  openClient,
  openLiveWorld,
  openSocket,
  type LiveClient,
  type LiveClientOptions,
  type LiveWorld,
  type LiveWorldOptions,
} from '#test/world/live.ts';

const WAIT = { timeout: 10_000, interval: 10 };
let world: LiveWorld;
let clients: LiveClient[] = [];
let sockets: WebSocket[] = [];

async function open(options: LiveWorldOptions = {}): Promise<void> {
  world = await openLiveWorld(options);
}

async function join(name: string, options: LiveClientOptions = {}): Promise<LiveClient> {
  const client = openClient(world.url, name, options);
  clients.push(client);
  await vi.waitFor(() => expect(client.provider.synced).toBe(true), WAIT);
  return client;
}

async function openRaw(name: string, protocols: string[] = []): Promise<WebSocket> {
  const socket = await openSocket(world.url, name, protocols);
  sockets.push(socket);
  return socket;
}

afterEach(async () => {
  for (const client of clients) client.close();
  for (const socket of sockets) socket.terminate();
  clients = [];
  sockets = [];
  await world.close();
});

interface Faults {
  readonly wrap: (storage: Storage) => Storage;
  /** Commits wait while it is true. */
  isHeld: boolean;
  /** Whether reads of this table fail now. */
  failsToRead: (table: string) => boolean;
  /** What is read waits for it. */
  reading: Promise<void> | undefined;
}

function faulty(): Faults {
  const waitToRead: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      await faults.reading;
      return result;
    },
  };
  const faults: Faults = {
    isHeld: false,
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
        while (faults.isHeld) await delay(5);
        return storage.append(batch);
      },
    }),
  };
  return faults;
}

/** The update of typing into a copy of a text, as a client with this id. */
function typeInto(copy: Uint8Array[], words: string, clientId?: number): Uint8Array {
  const doc = new Y.Doc();
  for (const update of copy) Y.applyUpdate(doc, update);
  if (clientId !== undefined) doc.clientID = clientId;
  const before = Y.encodeStateVector(doc);
  const first = doc.getXmlFragment('default').get(0);
  const text = first instanceof Y.XmlElement ? first.get(0) : undefined;
  if (!(text instanceof Y.XmlText)) throw new Error('There is no paragraph to type in');
  text.insert(text.length, words);
  return Y.encodeStateAsUpdate(doc, before);
}

async function takeFromMinh(): Promise<void> {
  await world.storage.transact(async (tx) => {
    await tx.deleteFrom('co_editors').where('person_id', '=', idOf<PersonId>('minh')).execute();
    await bumpEpoch(tx, world.documentId);
  });
  world.bus.publish({ kind: 'rights', documentIds: [world.documentId] });
}

describe('a client id that another person shows', () => {
  test('is not written with, though its owner has not typed yet', async () => {
    await open();
    const victim = await join('minh', { ours: true });
    const reader = await join('hoa');
    victim.provider.awareness.setLocalStateField('caret', null);
    await vi.waitFor(() => expect(reader.provider.awareness.getStates().has(victim.doc.clientID)).toBe(true), WAIT);
    const thief = await openRaw('lan');
    const closed = new Promise((settle) => thief.once('close', settle));

    const forged = typeInto([Y.encodeStateAsUpdate(reader.doc)], 'zzzzz', victim.doc.clientID);
    thief.send(encodeSyncFrame('update', forged));

    expect(await closed).toBe(4400);
    victim.type(' hello');
    await vi.waitFor(() => expect(reader.text()).toBe('Mở đầu hello'), WAIT);
  });

  test('and was written with while its owner was away makes no word of the owner seem stored', async () => {
    await open();
    const victim = await join('minh', { ours: true });
    const reader = await join('hoa');
    victim.provider.disconnect();
    await vi.waitFor(() => expect(world.sync.counts()).toMatchObject({ connections: 1 }), WAIT);
    const thief = await openRaw('lan');
    const forged = typeInto([Y.encodeStateAsUpdate(reader.doc)], 'zzzzz', victim.doc.clientID);
    thief.send(encodeSyncFrame('update', forged));
    await vi.waitFor(() => expect(reader.text()).toContain('zzzzz'), WAIT);

    victim.type('hello');
    victim.provider.connect();

    await vi.waitFor(
      () =>
        expect(victim.frames.find((frame) => frame.kind === 'refused')).toMatchObject({
          code: 'malformed',
          what: 'client id',
        }),
      WAIT,
    );
  });
});

describe('a right that went', () => {
  test('takes along what was held for what it leans on', async () => {
    await open();
    const reader = await join('hoa');
    const base = Y.encodeStateAsUpdate(reader.doc);
    const first = typeInto([base], ' [một]');
    const second = typeInto([base, first], ' [hai]');
    const late = await openRaw('minh', [SUBPROTOCOL]);
    const heard: number[] = [];
    late.on('message', (data) => {
      if (data instanceof Uint8Array) heard.push(data[0] ?? -1);
    });
    late.send(encodeSyncFrame('update', second));
    await delay(200);
    await takeFromMinh();
    await vi.waitFor(() => expect(heard).toContain(66), WAIT);

    const writer = await openRaw('lan');
    writer.send(encodeSyncFrame('update', first));

    await vi.waitFor(() => expect(reader.text()).toContain('[một]'), WAIT);
    await delay(600);
    expect(reader.text()).not.toContain('[hai]');
  });

  test('and holds again is heard of though the reason cannot be read', async () => {
    const store = faulty();
    await open({ wrap: store.wrap });
    const reader = await join('hoa', { ours: true });
    const writer = await join('lan', { ours: true });
    let isBroken = true;
    store.failsToRead = (table) => {
      const fails = isBroken && table === 'section_moves';
      if (fails) isBroken = false;
      return fails;
    };

    await world.moveTo('returned');
    await vi.waitFor(() => expect(isBroken).toBe(false), WAIT);
    writer.type(' mới');

    await vi.waitFor(() => expect(reader.text()).toBe('Mở đầu mới'), WAIT);
  });

  test('is not taken for gone while it cannot be read: the words come again and are stored', async () => {
    const store = faulty();
    await open({ wrap: store.wrap });
    const writer = await join('lan', { ours: true });
    await vi.waitFor(() => expect(writer.saved()).toBe(writer.sent()), WAIT);
    store.failsToRead = () => true;
    await world.moveTo('returned', { isHintLost: true });

    writer.type(' còn');
    await vi.waitFor(() => expect(writer.closed()).toMatchObject({ code: 4503 }), WAIT);
    store.failsToRead = () => false;

    const reader = await join('hoa');
    await vi.waitFor(() => expect(reader.text()).toBe('Mở đầu còn'), WAIT);
    expect(writer.frames.some((frame) => frame.kind === 'refused')).toBe(false);
  });

  test('only to come again loses no last words of one who left', async () => {
    const store = faulty();
    await open({ wrap: store.wrap });
    const writer = await join('lan', { ours: true });
    const reader = await join('hoa');
    store.isHeld = true;
    writer.type(' lời cuối');
    await vi.waitFor(() => expect(world.sync.counts()).toMatchObject({ waitingFrames: 1 }), WAIT);
    writer.close();
    await vi.waitFor(() => expect(world.sync.counts()).toMatchObject({ connections: 1 }), WAIT);

    await world.moveTo('returned', { isHintLost: true });
    store.isHeld = false;

    await vi.waitFor(() => expect(reader.text()).toBe('Mở đầu lời cuối'), WAIT);
  });
});

test('stopping waits for words whose right is being read again', async () => {
  const store = faulty();
  await open({ wrap: store.wrap });
  const writer = await join('lan', { ours: true });
  await vi.waitFor(() => expect(writer.saved()).toBe(writer.sent()), WAIT);
  store.isHeld = true;
  writer.type(' còn');
  await vi.waitFor(() => expect(world.sync.counts()).toMatchObject({ waitingFrames: 1 }), WAIT);
  await world.moveTo('returned', { isHintLost: true });
  let read = (): void => undefined;
  store.reading = new Promise((settle) => (read = settle));
  store.isHeld = false;
  await delay(200);

  const stopped = world.sync.close();
  await delay(100);
  read();
  await stopped;

  expect(await world.countRows()).toBe(2);
});

test('asking for the whole text over and over is answered at a bounded rate', async () => {
  await open();
  const socket = await openRaw('hoa');
  let answers = 0;
  socket.on('message', (data) => {
    if (data instanceof Uint8Array && data[0] === 0 && data[1] === 1) answers += 1;
  });

  for (let asked = 0; asked < 15; asked += 1) socket.send(encodeSyncFrame('step-1', Uint8Array.of(0)));
  await vi.waitFor(() => expect(answers).toBeGreaterThanOrEqual(3), WAIT);
  await delay(300);

  expect(answers).toBeLessThan(6);
});
