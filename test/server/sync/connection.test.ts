import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { idOf, type PersonId } from '#shared/model/ids.ts';
import { SUBPROTOCOL } from '#shared/protocol/frames.ts';
import { bumpEpoch } from '#server/storage/rows/documents.ts';
import { encodeSyncFrame } from '#server/sync/frames.ts';
import { faultyStore } from '#test/world/faulty-store.ts';
import { gather, WAIT } from '#test/world/gathering.ts';

const here = gather();

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
  await here.world.storage.transact(async (tx) => {
    await tx.deleteFrom('co_editors').where('person_id', '=', idOf<PersonId>('minh')).execute();
    await bumpEpoch(tx, here.world.documentId);
  });
  here.world.bus.publish({ kind: 'rights', documentIds: [here.world.documentId] });
}

describe('a client id that another person shows', () => {
  test('is not written with, though its owner has not typed yet', async () => {
    await here.open();
    const victim = await here.join('minh', { ours: true });
    const reader = await here.join('hoa');
    victim.provider.awareness.setLocalStateField('caret', null);
    await vi.waitFor(() => expect(reader.provider.awareness.getStates().has(victim.doc.clientID)).toBe(true), WAIT);
    const thief = await here.openRaw('lan');
    const closed = new Promise((settle) => thief.once('close', settle));

    const forged = typeInto([Y.encodeStateAsUpdate(reader.doc)], 'zzzzz', victim.doc.clientID);
    thief.send(encodeSyncFrame('update', forged));

    expect(await closed).toBe(4400);
    victim.type(' hello');
    await vi.waitFor(() => expect(reader.text()).toBe('Mở đầu hello'), WAIT);
  });

  test('and was written with while its owner was away makes no word of the owner seem stored', async () => {
    await here.open();
    const victim = await here.join('minh', { ours: true });
    const reader = await here.join('hoa');
    victim.provider.disconnect();
    await vi.waitFor(() => expect(here.world.sync.counts()).toMatchObject({ connections: 1 }), WAIT);
    const thief = await here.openRaw('lan');
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
    await here.open();
    const reader = await here.join('hoa');
    const base = Y.encodeStateAsUpdate(reader.doc);
    const first = typeInto([base], ' [một]');
    const second = typeInto([base, first], ' [hai]');
    const late = await here.openRaw('minh', [SUBPROTOCOL]);
    const heard: number[] = [];
    late.on('message', (data) => {
      if (data instanceof Uint8Array) heard.push(data[0] ?? -1);
    });
    late.send(encodeSyncFrame('update', second));
    await delay(200);
    await takeFromMinh();
    await vi.waitFor(() => expect(heard).toContain(66), WAIT);

    const writer = await here.openRaw('lan');
    writer.send(encodeSyncFrame('update', first));

    await vi.waitFor(() => expect(reader.text()).toContain('[một]'), WAIT);
    await delay(600);
    expect(reader.text()).not.toContain('[hai]');
  });

  test('and holds again is heard of though the reason cannot be read', async () => {
    const store = faultyStore();
    await here.open({ wrap: store.wrap });
    const reader = await here.join('hoa', { ours: true });
    const writer = await here.join('lan', { ours: true });
    let isBroken = true;
    store.failsToRead = (table) => {
      const fails = isBroken && table === 'section_moves';
      if (fails) isBroken = false;
      return fails;
    };

    await here.world.moveTo('returned');
    await vi.waitFor(() => expect(isBroken).toBe(false), WAIT);
    writer.type(' mới');

    await vi.waitFor(() => expect(reader.text()).toBe('Mở đầu mới'), WAIT);
  });

  test('is not taken for gone while it cannot be read: the words come again and are stored', async () => {
    const store = faultyStore();
    await here.open({ wrap: store.wrap });
    const writer = await here.join('lan', { ours: true });
    await vi.waitFor(() => expect(writer.saved()).toBe(writer.sent()), WAIT);
    store.failsToRead = () => true;
    await here.world.moveTo('returned', { isHintLost: true });

    writer.type(' còn');
    await vi.waitFor(() => expect(writer.closed()).toMatchObject({ code: 4503 }), WAIT);
    store.failsToRead = () => false;

    const reader = await here.join('hoa');
    await vi.waitFor(() => expect(reader.text()).toBe('Mở đầu còn'), WAIT);
    expect(writer.frames.some((frame) => frame.kind === 'refused')).toBe(false);
  });

  test('is in doubt while it cannot be read: the text is not sent until it is known', async () => {
    const store = faultyStore();
    await here.open({ wrap: store.wrap });
    const reader = await here.openRaw('hoa');
    let hasText = false;
    reader.on('message', (data) => {
      if (data instanceof Uint8Array && data[0] === 0 && data[1] === 1) hasText = true;
    });
    await vi.waitFor(() => expect(here.world.sync.counts()).toMatchObject({ connections: 1, rooms: 1 }), WAIT);
    let isInDoubt = false;
    store.failsToRead = (table) => {
      isInDoubt ||= table === 'people';
      return table === 'people';
    };
    await here.world.moveTo('returned', { isHintLost: true });
    await vi.waitFor(() => expect(isInDoubt).toBe(true), WAIT);

    reader.send(encodeSyncFrame('step-1', Uint8Array.of(0)));
    await delay(600);

    expect(hasText).toBe(false);
    store.failsToRead = () => false;
    await vi.waitFor(() => expect(hasText).toBe(true), WAIT);
  });

  test('only to come again loses no last words of one who left', async () => {
    const store = faultyStore();
    await here.open({ wrap: store.wrap });
    const writer = await here.join('lan', { ours: true });
    const reader = await here.join('hoa');
    store.mode = 'held';
    writer.type(' lời cuối');
    await vi.waitFor(() => expect(here.world.sync.counts()).toMatchObject({ waitingFrames: 1 }), WAIT);
    writer.close();
    await vi.waitFor(() => expect(here.world.sync.counts()).toMatchObject({ connections: 1 }), WAIT);

    await here.world.moveTo('returned', { isHintLost: true });
    store.mode = 'ok';

    await vi.waitFor(() => expect(reader.text()).toBe('Mở đầu lời cuối'), WAIT);
  });
});

test('stopping waits for words whose right is being read again', async () => {
  const store = faultyStore();
  await here.open({ wrap: store.wrap });
  const writer = await here.join('lan', { ours: true });
  await vi.waitFor(() => expect(writer.saved()).toBe(writer.sent()), WAIT);
  store.mode = 'held';
  writer.type(' còn');
  await vi.waitFor(() => expect(here.world.sync.counts()).toMatchObject({ waitingFrames: 1 }), WAIT);
  await here.world.moveTo('returned', { isHintLost: true });
  let read = (): void => undefined;
  store.reading = new Promise((settle) => (read = settle));
  store.mode = 'ok';
  await delay(200);

  const stopped = here.world.sync.close();
  await delay(100);
  read();
  await stopped;

  expect(await here.world.countRows()).toBe(2);
});

test('asking for the whole text over and over is answered at a bounded rate', async () => {
  await here.open();
  const socket = await here.openRaw('hoa');
  let answers = 0;
  socket.on('message', (data) => {
    if (data instanceof Uint8Array && data[0] === 0 && data[1] === 1) answers += 1;
  });

  for (let asked = 0; asked < 15; asked += 1) socket.send(encodeSyncFrame('step-1', Uint8Array.of(0)));
  await vi.waitFor(() => expect(answers).toBeGreaterThanOrEqual(3), WAIT);
  await delay(300);

  expect(answers).toBeLessThan(6);
});
