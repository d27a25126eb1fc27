import { expect, test, vi } from 'vitest';
import type WebSocket from 'ws';
import * as Y from 'yjs';
import type { DocumentContent } from '#shared/document/document.ts';
import { idOf } from '#shared/model/ids.ts';
import { encodeSyncFrame } from '#server/sync/frames.ts';
import { gather, WAIT } from '#test/world/gathering.ts';

const here = gather();

/** More than the buffers of the system between two sockets hold. */
const LARGE = 12_000_000;
const ALL = encodeSyncFrame('step-1', Uint8Array.of(0));

function largeText(): DocumentContent {
  const paragraph = { type: 'paragraph', level: 0, list: 'none', indent: 0, align: 'default' } as const;
  const blocks = Array.from({ length: 12 }, (_, at) => ({
    ...paragraph,
    id: idOf<never>(`p${at}`),
    content: [{ type: 'text' as const, text: String(at % 10).repeat(LARGE / 12), marks: [] }],
  }));
  return { blocks };
}

/** Without the limits to what a text may hold. */
const NO_BOUNDS = {
  documentBytes: 1e9,
  documentCharacters: 1e9,
  bytesPerSecond: 1e9,
  byteBurst: 1e9,
};

function closeOf(socket: WebSocket): Promise<number> {
  return new Promise((settle) => socket.once('close', settle));
}

/** The next answer to step 1, as long as it takes to come. */
function answerOf(socket: WebSocket): Promise<Uint8Array> {
  return new Promise((settle) =>
    socket.on('message', (data) => {
      if (data instanceof Uint8Array && data[0] === 0 && data[1] === 1) settle(data);
    }),
  );
}

function unsentBytes(): number {
  return here.world.sync.counts()['unsentBytes'] ?? 0;
}

test('one who takes the whole text slowly is not taken for gone, and gets it whole', async () => {
  await here.open({
    text: largeText(),
    limits: { ...NO_BOUNDS, unsentPauseBytes: 1_000, unsentCloseBytes: 50_000 },
  });
  const writer = await here.join('lan', { ours: true });
  const reader = await here.openRaw('hoa');
  const answer = answerOf(reader);
  reader.pause();
  reader.send(ALL);
  await vi.waitFor(() => expect(unsentBytes()).toBeGreaterThan(100_000), WAIT);

  writer.type(' mới');
  await vi.waitFor(() => expect(writer.saved()).toBe(writer.sent()), WAIT);
  // Three times that the server looks after its connections.
  await new Promise((settle) => setTimeout(settle, 800));
  expect(reader.readyState).toBe(reader.OPEN);
  reader.resume();

  const doc = new Y.Doc();
  reader.on('message', (data) => {
    if (data instanceof Uint8Array && data[0] === 0 && data[1] === 2) Y.applyUpdate(doc, updateIn(data));
  });
  Y.applyUpdate(doc, updateIn(await answer));
  await vi.waitFor(() => expect(doc.getXmlFragment('default').toJSON()).toContain(' mới'), WAIT);
  expect(doc.getXmlFragment('default').toJSON().length).toBeGreaterThan(LARGE);
});

/** What a sync frame carries: behind its type, its kind and the length. */
function updateIn(frame: Uint8Array): Uint8Array {
  let at = 2;
  while ((frame[at] ?? 0) >= 128) at += 1;
  return frame.subarray(at + 1);
}

test('one who asks for the whole text again without taking it is held one text, not many', async () => {
  await here.open({ text: largeText(), limits: { ...NO_BOUNDS, unsentPauseBytes: 1_000 } });
  const reader = await here.openRaw('hoa');
  const answered = answerOf(reader);
  reader.pause();

  for (let asked = 0; asked < 3; asked += 1) reader.send(ALL);
  await vi.waitFor(() => expect(unsentBytes()).toBeGreaterThan(1_000), WAIT);
  await new Promise((settle) => setTimeout(settle, 600));

  expect(unsentBytes()).toBeLessThan(LARGE * 1.1);
  reader.resume();
  const doc = new Y.Doc();
  Y.applyUpdate(doc, updateIn(await answered));
  expect(doc.getXmlFragment('default').toJSON().length).toBeGreaterThan(LARGE);
});

test.each([
  ['more unsent than a socket may hold', { unsentCloseBytes: 100_000 }],
  ['more unsent than all sockets together may hold', { unsentNodeBytes: 100_000 }],
  ['nothing taken for too long', { unsentStallMs: 500, unsentPauseBytes: 100_000 }],
])('%s: only who does not read is let go, and may come back', async (_name, limits) => {
  await here.open({ limits: { ...NO_BOUNDS, unsentPauseBytes: 1e9, unsentCloseBytes: 1e9, ...limits } });
  const writer = await here.join('lan', { ours: true });
  const quick = await here.join('minh');
  const stuck = await here.openRaw('hoa');
  const answered = answerOf(stuck);
  stuck.send(ALL);
  await answered;
  stuck.pause();

  for (let count = 0; count < 15; count += 1) {
    writer.type(String(count % 10).repeat(900_000));
    await vi.waitFor(() => expect(writer.saved()).toBe(writer.sent()), WAIT);
  }
  await vi.waitFor(() => expect(here.world.sync.counts()['connections']).toBe(2), WAIT);
  const closed = closeOf(stuck);
  stuck.resume();

  // The reason may be stuck behind all the rest.
  expect([4508, 1006]).toContain(await closed);
  await vi.waitFor(() => expect(quick.text() === writer.text()).toBe(true), WAIT);
  expect([writer.closed(), quick.closed()]).toEqual([undefined, undefined]);
});

test('a flood that lasts is answered with a while to stay away, not by slowing for ever', async () => {
  await here.open({ limits: { updatesPerSecond: 20, updateBurst: 1, floodMs: 300 } });
  const reader = await here.join('hoa');
  const known = encodeSyncFrame('update', Y.encodeStateAsUpdate(reader.doc));
  const socket = await here.openRaw('lan');
  const closed = closeOf(socket);

  for (let sent = 0; sent < 40; sent += 1) socket.send(known);

  expect(await closed).toBe(4529);
  expect(reader.closed()).toBeUndefined();
});
