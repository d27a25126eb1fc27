import { setTimeout as delay } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import WebSocket from 'ws';
import * as Y from 'yjs';
import { idOf, type PersonId } from '#shared/model/ids.ts';
import { faultyStore } from '#test/world/faulty-store.ts';
import { gather, WAIT } from '#test/world/gathering.ts';
import { DOCUMENT } from '#test/world/live.ts';

const here = gather();

test('words in flight when the section is submitted are refused by name and shown to nobody', async () => {
  const store = faultyStore();
  await here.open({ wrap: store.wrap });
  const writer = await here.join('lan', { ours: true });
  const other = await here.join('minh');
  await vi.waitFor(() => expect(writer.saved()).toBe(writer.sent()), WAIT);
  store.mode = 'held';
  writer.type(' muộn');
  writer.type(' quá');
  await delay(50);

  await here.world.moveTo('submitted', { isHintLost: true });
  store.mode = 'ok';

  await vi.waitFor(() => expect(writer.saved()).toBe(writer.sent()), WAIT);
  const refused = writer.frames.filter((frame) => frame.kind === 'refused');
  expect(refused.map((frame) => frame.code)).toEqual(['forbidden', 'forbidden']);
  expect(writer.frames.find((frame) => frame.kind === 'right')).toMatchObject({ documentState: 'submitted' });
  await delay(50);
  expect(other.text()).toBe('Mở đầu');
  expect(writer.closed()).toBeUndefined();
});

test('that change without being lost let what is in flight through', async () => {
  const store = faultyStore();
  await here.open({ wrap: store.wrap });
  const writer = await here.join('lan', { ours: true });
  const other = await here.join('minh');
  store.mode = 'held';
  writer.type(' một');
  await delay(50);
  await here.world.moveTo('returned');
  writer.type(' hai');
  store.mode = 'ok';

  await vi.waitFor(() => expect(other.text()).toBe('Mở đầu một hai'), WAIT);
  expect(writer.frames.some((frame) => frame.kind === 'refused')).toBe(false);
});

test('that go are gone within a second though the hint is lost, and come back', async () => {
  await here.open();
  const writer = await here.join('lan', { ours: true });

  await here.world.moveTo('submitted', { isHintLost: true });
  await vi.waitFor(() => expect(writer.frames.at(-1)).toMatchObject({ kind: 'right', grade: 'comment' }), {
    timeout: 1_000,
  });
  writer.type(' giữ lại');
  await vi.waitFor(() => expect(writer.frames.some((frame) => frame.kind === 'refused')).toBe(true), WAIT);
  await here.world.moveTo('returned');

  const other = await here.join('minh');
  await vi.waitFor(() => expect(other.text()).toBe('Mở đầu giữ lại'), WAIT);
});

test('end with the session', async () => {
  await here.open();
  const writer = await here.join('lan');
  await here.world.storage.transact((tx) =>
    tx.deleteFrom('sessions').where('person_id', '=', idOf<PersonId>('lan')).execute(),
  );
  here.world.bus.publish({ kind: 'sessions', personId: idOf('lan') });

  await vi.waitFor(() => expect(writer.closed()).toMatchObject({ code: 4401 }), WAIT);
});

test.each([
  ['an unknown text', 'lan', 'nothing-here', 4404, 'not_found'],
  ['a text of others', 'vu', DOCUMENT, 4404, 'not_found'],
  ['a session that is none', 'nobody', DOCUMENT, 4401, 'not_signed_in'],
])('%s is refused for good', async (_name, person, documentId, code, reason) => {
  await here.open();
  const client = await here.join(person, { documentId });

  expect(client.closed()).toEqual({ code, reason });
  expect(client.provider.shouldConnect).toBe(false);
  expect(here.world.sync.counts()).toMatchObject({ rooms: 0, connections: 0 });
});

test('a copy of another lineage is refused before it can send anything', async () => {
  await here.open();
  const client = await here.join('lan', { params: { lineage: 'older' } });
  expect(client.closed()).toEqual({ code: 4409, reason: 'wrong_lineage' });
});

test('an upgrade from a page of elsewhere gets an HTTP answer before anything is read', async () => {
  await here.open();
  const socket = new WebSocket(`${here.world.url}/${DOCUMENT}`, {
    headers: { cookie: 'session=session-lan', origin: 'https://evil.example' },
  });
  const error = await new Promise<Error>((settle) => socket.once('error', settle));
  expect(error.message).toContain('403');
});

test('more upgrades without a session than an address may make are not completed', async () => {
  await here.open({ limits: { anonymousUpgradesPerMinute: 2 } });
  const codes: string[] = [];
  for (let time = 0; time < 3; time += 1) {
    const socket = new WebSocket(`${here.world.url}/${DOCUMENT}`);
    codes.push(
      await new Promise<string>((settle) => {
        socket.once('close', (code) => settle(String(code)));
        socket.once('error', (error) => settle(error.message));
      }),
    );
  }
  expect(codes).toEqual(['4401', '4401', 'Unexpected server response: 503']);
});

test('one account opens no more sockets than it may', async () => {
  await here.open({ limits: { socketsPerAccount: 2 } });
  await here.join('lan');
  await here.join('lan');
  const third = await here.join('lan');
  expect(third.closed()).toMatchObject({ code: 4529 });
});

test('nobody writes under the client id of another', async () => {
  await here.open();
  const writer = await here.join('lan');
  writer.type(' thật');
  const other = await here.join('minh');
  await vi.waitFor(() => expect(other.text()).toContain('thật'), WAIT);
  const forged = new Y.Doc();
  Y.applyUpdate(forged, Y.encodeStateAsUpdate(other.doc));
  forged.clientID = writer.doc.clientID;
  const thief = await here.join('minh', { doc: forged });

  thief.type(' giả');

  await vi.waitFor(() => expect(thief.closed()).toMatchObject({ code: 4400 }), WAIT);
  expect(writer.text()).toBe('Mở đầu thật');
});
