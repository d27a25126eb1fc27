import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, test, vi } from 'vitest';
import WebSocket from 'ws';
import * as Y from 'yjs';
import { idOf, type PersonId } from '#shared/model/ids.ts';
import type { Storage } from '#server/storage/storage.ts';
import { budget } from '#test/world/budgets.ts';
import {
  DOCUMENT,
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

async function open(options: LiveWorldOptions = {}): Promise<void> {
  world = await openLiveWorld(options);
}

async function join(name: string, options: LiveClientOptions = {}): Promise<LiveClient> {
  const client = openClient(world.url, name, options);
  clients.push(client);
  await vi.waitFor(() => expect(client.provider.synced || client.closed() !== undefined).toBe(true), WAIT);
  return client;
}

afterEach(async () => {
  for (const client of clients) client.close();
  clients = [];
  await world.close();
});

/** A store whose commits are let through, held or failed as the test says. */
function faulty(): { readonly wrap: (storage: Storage) => Storage; mode: 'ok' | 'held' | 'failing' } {
  const faults: { wrap: (storage: Storage) => Storage; mode: 'ok' | 'held' | 'failing' } = {
    mode: 'ok',
    wrap: (storage) => ({
      rows: storage.rows,
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

async function expectSame(...all: readonly LiveClient[]): Promise<void> {
  await vi.waitFor(() => expect(new Set(all.map((one) => one.text())).size).toBe(1), WAIT);
}

describe('the stock client', () => {
  test('edits with a cookie and with a token, and everyone reads the same', async () => {
    await open();
    const one = await join('lan');
    const other = await join('minh', { by: 'token' });

    one.type(' một');
    other.type(' hai');

    await vi.waitFor(() => expect(one.text()).toContain('hai'), WAIT);
    await expectSame(one, other);
    expect(one.text()).toContain('một');
    const again = await join('hoa');
    expect(again.text()).toBe(one.text());
  });

  test('reads on what others write while nobody else is there any more, after a restart', async () => {
    const { mkdtemp, rm } = await import('node:fs/promises');
    const dataDir = await mkdtemp('/tmp/dong-thao-live-');
    await open({ dataDir });
    const one = await join('lan', { ours: true });
    one.type(' còn mãi');
    await vi.waitFor(() => expect(one.saved()).toBe(one.sent()), WAIT);
    one.close();
    await world.close();

    await open({ dataDir });
    const again = await join('minh');

    expect(again.text()).toBe('Mở đầu còn mãi');
    await rm(dataDir, { recursive: true });
  });

  test('that only reads changes nothing: its words reach neither the store nor others', async () => {
    await open();
    const reader = await join('hoa');
    const writer = await join('lan');
    const rows = await world.countRows();

    reader.type(' lén');
    writer.type(' thật');

    await vi.waitFor(() => expect(reader.text()).toContain('thật'), WAIT);
    expect(writer.text()).toBe('Mở đầu thật');
    expect(await world.countRows()).toBe(rows + 1);
    expect(reader.closed()).toBeUndefined();
  });

  test('stays connected while nothing happens', async () => {
    const silentMs = budget('silentRoomMs');
    await open(silentMs < 30_000 ? { limits: { quietFrameAfterMs: 100, pingEveryMs: 150 } } : {});
    const client = await join('lan');
    let closes = 0;
    client.provider.on('connection-close', () => (closes += 1));
    const heard = client.provider.wsLastMessageReceived;

    await delay(silentMs);

    expect(closes).toBe(0);
    expect(client.provider.wsLastMessageReceived).toBeGreaterThan(heard);
  });
});

describe('a change is durable, then visible, then acknowledged', () => {
  test('while the store holds it, nobody sees it and it is not saved', async () => {
    const store = faulty();
    await open({ wrap: store.wrap });
    const writer = await join('lan', { ours: true });
    const other = await join('minh');
    await vi.waitFor(() => expect(writer.saved()).toBe(writer.sent()), WAIT);
    store.mode = 'held';

    writer.type(' chờ');
    writer.type(' thêm');
    await delay(300);

    expect(other.text()).toBe('Mở đầu');
    expect(writer.saved()).toBeLessThan(writer.sent());
    const late = await join('hoa');
    expect(late.text()).toBe('Mở đầu');
    store.mode = 'ok';
    await vi.waitFor(() => expect(other.text()).toBe('Mở đầu chờ thêm'), WAIT);
    await vi.waitFor(() => expect(writer.saved()).toBe(writer.sent()), WAIT);
  });

  test('deletions are counted too, though they move no clock', async () => {
    await open();
    const writer = await join('lan', { ours: true });
    await vi.waitFor(() => expect(writer.saved()).toBe(writer.sent()), WAIT);
    const before = writer.sent();

    writer.doc.getXmlFragment('default').delete(0, 1);

    await vi.waitFor(() => expect(writer.saved()).toBe(before + 1), WAIT);
    const { content } = await world.sync.documents.read(DOCUMENT);
    expect(content.blocks).toEqual([]);
  });

  test('a frame that repeats what is stored is settled and makes no row', async () => {
    await open();
    const writer = await join('lan', { ours: true });
    await vi.waitFor(() => expect(writer.saved()).toBe(writer.sent()), WAIT);
    const rows = await world.countRows();

    const again = await join('lan', { ours: true, doc: writer.doc });

    await vi.waitFor(() => expect(again.saved()).toBe(1), WAIT);
    expect(await world.countRows()).toBe(rows);
  });

  test('opening, syncing and reading write no row', async () => {
    await open();
    const rows = await world.countRows();
    for (let time = 0; time < 20; time += 1) {
      const reader = await join(time % 2 === 0 ? 'lan' : 'hoa');
      reader.close();
      await world.sync.documents.read(DOCUMENT);
      await world.sync.documents.countWords([DOCUMENT]);
    }
    expect(await world.countRows()).toBe(rows);
  });

  test('a store that is full loses nothing: it says so, keeps, and goes on by itself', async () => {
    const store = faulty();
    await open({ wrap: store.wrap });
    const writer = await join('lan', { ours: true });
    const reader = await join('hoa');
    await vi.waitFor(() => expect(writer.saved()).toBe(writer.sent()), WAIT);
    store.mode = 'failing';

    for (let count = 0; count < 20; count += 1) writer.type(` ${count}`);
    await vi.waitFor(() => expect(writer.frames.at(-1)).toMatchObject({ kind: 'trouble', inTrouble: true }), WAIT);
    writer.close();
    expect(reader.text()).toBe('Mở đầu');
    store.mode = 'ok';

    await vi.waitFor(() => expect(reader.text()).toContain(' 19'), WAIT);
    const again = await join('lan', { ours: true });
    expect(again.text()).toBe(reader.text());
  });

  test('past what may wait in memory new words are refused for a while, and come again', async () => {
    const store = faulty();
    await open({ wrap: store.wrap, limits: { waitingStoreBytes: 200 } });
    const writer = await join('lan', { ours: true });
    store.mode = 'failing';

    for (let count = 0; count < 30; count += 1) writer.type(` chữ ${count}`);
    await vi.waitFor(() => expect(writer.closed()).toMatchObject({ code: 4503 }), WAIT);
    expect(world.sync.counts()['waitingBytes']).toBeLessThan(400);
    store.mode = 'ok';

    await vi.waitFor(() => expect(writer.saved()).toBeGreaterThan(0), WAIT);
    const other = await join('minh');
    await vi.waitFor(() => expect(other.text()).toContain('chữ 29'), WAIT);
  });

  test('a text that cannot be loaded is no empty text', async () => {
    let isShort = true;
    await open({
      wrap: (storage) => ({
        rows: storage.rows,
        transact: (work) => storage.transact(work),
        append: (batch) => storage.append(batch),
        close: () => storage.close(),
        loadLog: async (id) => {
          const log = await storage.loadLog(id);
          return log && isShort ? { ...log, updates: [] } : log;
        },
      }),
    });
    const client = openClient(world.url, 'lan');
    clients.push(client);

    await vi.waitFor(() => expect(client.closed()).toMatchObject({ code: 4503 }), WAIT);
    expect(client.provider.synced).toBe(false);
    isShort = false;

    await vi.waitFor(() => expect(client.text()).toBe('Mở đầu'), WAIT);
    expect(await world.countRows()).toBe(1);
  });
});

describe('rights', () => {
  test('words in flight when the section is submitted are refused by name and shown to nobody', async () => {
    const store = faulty();
    await open({ wrap: store.wrap });
    const writer = await join('lan', { ours: true });
    const other = await join('minh');
    await vi.waitFor(() => expect(writer.saved()).toBe(writer.sent()), WAIT);
    store.mode = 'held';
    writer.type(' muộn');
    writer.type(' quá');
    await delay(50);

    await world.moveTo('submitted', { isHintLost: true });
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
    const store = faulty();
    await open({ wrap: store.wrap });
    const writer = await join('lan', { ours: true });
    const other = await join('minh');
    store.mode = 'held';
    writer.type(' một');
    await delay(50);
    await world.moveTo('returned');
    writer.type(' hai');
    store.mode = 'ok';

    await vi.waitFor(() => expect(other.text()).toBe('Mở đầu một hai'), WAIT);
    expect(writer.frames.some((frame) => frame.kind === 'refused')).toBe(false);
  });

  test('that go are gone within a second though the hint is lost, and come back', async () => {
    await open();
    const writer = await join('lan', { ours: true });

    await world.moveTo('submitted', { isHintLost: true });
    await vi.waitFor(() => expect(writer.frames.at(-1)).toMatchObject({ kind: 'right', grade: 'comment' }), {
      timeout: 1_000,
    });
    writer.type(' giữ lại');
    await vi.waitFor(() => expect(writer.frames.some((frame) => frame.kind === 'refused')).toBe(true), WAIT);
    await world.moveTo('returned');

    const other = await join('minh');
    await vi.waitFor(() => expect(other.text()).toBe('Mở đầu giữ lại'), WAIT);
  });

  test('end with the session', async () => {
    await open();
    const writer = await join('lan');
    await world.storage.transact((tx) =>
      tx.deleteFrom('sessions').where('person_id', '=', idOf<PersonId>('lan')).execute(),
    );
    world.bus.publish({ kind: 'sessions', personId: idOf('lan') });

    await vi.waitFor(() => expect(writer.closed()).toMatchObject({ code: 4401 }), WAIT);
  });

  test.each([
    ['an unknown text', 'lan', 'nothing-here', 4404, 'not_found'],
    ['a text of others', 'vu', DOCUMENT, 4404, 'not_found'],
    ['a session that is none', 'nobody', DOCUMENT, 4401, 'not_signed_in'],
  ])('%s is refused for good', async (_name, person, documentId, code, reason) => {
    await open();
    const client = await join(person, { documentId });

    expect(client.closed()).toEqual({ code, reason });
    expect(client.provider.shouldConnect).toBe(false);
    expect(world.sync.counts()).toMatchObject({ rooms: 0, connections: 0 });
  });

  test('a copy of another lineage is refused before it can send anything', async () => {
    await open();
    const client = await join('lan', { params: { lineage: 'older' } });
    expect(client.closed()).toEqual({ code: 4409, reason: 'wrong_lineage' });
  });

  test('an upgrade from a page of elsewhere gets an HTTP answer before anything is read', async () => {
    await open();
    const socket = new WebSocket(`${world.url}/${DOCUMENT}`, {
      headers: { cookie: 'session=session-lan', origin: 'https://evil.example' },
    });
    const error = await new Promise<Error>((settle) => socket.once('error', settle));
    expect(error.message).toContain('403');
  });

  test('more upgrades without a session than an address may make are not completed', async () => {
    await open({ limits: { anonymousUpgradesPerMinute: 2 } });
    const codes: string[] = [];
    for (let time = 0; time < 3; time += 1) {
      const socket = new WebSocket(`${world.url}/${DOCUMENT}`);
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
    await open({ limits: { socketsPerAccount: 2 } });
    await join('lan');
    await join('lan');
    const third = await join('lan');
    expect(third.closed()).toMatchObject({ code: 4529 });
  });

  test('nobody writes under the client id of another', async () => {
    await open();
    const writer = await join('lan');
    writer.type(' thật');
    const other = await join('minh');
    await vi.waitFor(() => expect(other.text()).toContain('thật'), WAIT);
    const forged = new Y.Doc();
    Y.applyUpdate(forged, Y.encodeStateAsUpdate(other.doc));
    forged.clientID = writer.doc.clientID;
    const thief = await join('minh', { doc: forged });

    thief.type(' giả');

    await vi.waitFor(() => expect(thief.closed()).toMatchObject({ code: 4400 }), WAIT);
    expect(writer.text()).toBe('Mở đầu thật');
  });
});

describe('bad bytes close only their own connection', () => {
  const bad: readonly (readonly [string, number, Uint8Array | string])[] = [
    ['nothing', 4400, new Uint8Array()],
    ['an unknown type', 4400, Uint8Array.of(9)],
    ['a frame of ours', 4400, Uint8Array.of(64, 1)],
    ['text', 4400, 'hello'],
    ['a sync frame that ends early', 4400, Uint8Array.of(0, 2, 9, 1)],
    ['bytes after the end', 4400, Uint8Array.of(0, 2, 2, 0, 0, 7)],
    ['an update of nothing', 4400, Uint8Array.of(0, 2, 0)],
    ['an unknown kind of sync', 4400, Uint8Array.of(0, 7, 0)],
    ['a state vector of nonsense', 4400, Uint8Array.of(0, 0, 1, 200)],
    ['awareness of nonsense', 4400, Uint8Array.of(1, 2, 250, 1)],
    ['awareness that is no JSON', 4400, Uint8Array.of(1, 5, 1, 7, 1, 1, 65)],
    ['a number without end', 4400, new Uint8Array(40).fill(255)],
    ['many structs announced', 4400, Uint8Array.of(0, 2, 7, 255, 255, 255, 127, 1, 0, 0)],
    ['a frame too large', 4413, new Uint8Array(9 * 1024 * 1024)],
  ];

  test('while an honest pair types on', async () => {
    await open();
    const one = await join('lan', { ours: true });
    const other = await join('minh');
    const rows = await world.countRows();
    let typed = 0;

    for (const [name, code, bytes] of bad) {
      const socket = await openSocket(world.url, 'lan');
      const closed = new Promise<number>((settle) => socket.once('close', settle));
      socket.send(bytes);
      one.type('.');
      typed += 1;
      expect(await closed, name).toBe(code);
    }

    await vi.waitFor(() => expect(other.text()).toBe(`Mở đầu${'.'.repeat(typed)}`), WAIT);
    expect(one.closed()).toBeUndefined();
    expect(await world.countRows()).toBe(rows + typed);
  });

  test.each([
    ['an opcode that is none', [0x83, 0x80, 0, 0, 0, 0]],
    ['a compressed frame, which nobody agreed on', [0xc2, 0x81, 0, 0, 0, 0, 3]],
    ['a frame without a mask', [0x82, 0x01, 3]],
    ['a ping of 200 bytes', [0x89, 0xfe, 0, 200, 0, 0, 0, 0]],
    ['a length of many terabytes', [0x82, 0xff, 0, 0, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0]],
    ['a continuation of nothing', [0x80, 0x80, 0, 0, 0, 0]],
  ])('below the message: %s', async (_name, bytes) => {
    await open();
    const one = await join('lan');
    const other = await join('minh');
    const { hostname, port } = new URL(world.url);
    const raw = connect(Number(port), hostname);
    const ended = new Promise<void>((settle) => raw.once('close', settle));
    const head = ['GET /sync/text HTTP/1.1', 'Host: x', 'Upgrade: websocket', 'Connection: Upgrade'];
    head.push(
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
      'Cookie: session=session-lan',
    );
    raw.write(`${head.join('\r\n')}\r\n\r\n`);
    await new Promise((settle) => raw.once('data', settle));

    raw.write(Uint8Array.from(bytes));
    raw.resume();

    await ended;
    one.type(' vẫn');
    await vi.waitFor(() => expect(other.text()).toBe('Mở đầu vẫn'), WAIT);
    expect(world.sync.counts()['connections']).toBe(2);
  });

  test('mutated frames leave the text as the honest pair wrote it', async () => {
    await open();
    const one = await join('lan');
    const other = await join('minh');
    const rows = await world.countRows();
    let seed = 20;
    const random = (below: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed % below;
    };
    let socket = await openSocket(world.url, 'hoa');
    for (let count = 0; count < budget('rubbishFrames'); count += 1) {
      if (socket.readyState !== WebSocket.OPEN) socket = await openSocket(world.url, 'hoa');
      const bytes = Uint8Array.from({ length: random(60) }, () => random(256));
      if (bytes.length > 2) bytes.set([random(4), random(3), bytes.length - 3]);
      socket.send(bytes);
      if (count % 100 === 0) {
        one.type('.');
        await delay(1);
      }
    }
    socket.terminate();

    one.type(' xong');
    await vi.waitFor(() => expect(other.text()).toMatch(/^Mở đầu\.+ xong$/), WAIT);
    expect((await world.countRows()) - rows).toBeLessThanOrEqual(budget('rubbishFrames') / 100 + 1);
  });

  test('an update that leans on what never comes ends in a refusal', async () => {
    await open({ limits: { gapMs: 300 } });
    const far = new Y.Doc();
    far.getXmlFragment('default').insert(0, [new Y.XmlElement('paragraph')]);
    const between = Y.encodeStateVector(far);
    far.getXmlFragment('default').insert(0, [new Y.XmlElement('pageBreak')]);
    const late = Y.encodeStateAsUpdate(far, between);
    const socket = await openSocket(world.url, 'lan');
    const closed = new Promise<number>((settle) => socket.once('close', settle));

    socket.send(Uint8Array.of(0, 2, late.length, ...late));

    expect(await closed).toBe(4400);
    expect(await world.countRows()).toBe(1);
  });
});

test('who reads too slowly holds nobody up, and has the exact text later', async () => {
  const limits = { bytesPerSecond: 1e9, byteBurst: 1e9, documentBytes: 1e9, unsentPauseBytes: 100_000 };
  await open({ limits });
  const writer = await join('lan', { ours: true });
  const quick = await join('minh');
  const slow = await join('hoa');
  const socket: unknown = slow.provider.ws;
  if (!(socket instanceof WebSocket)) throw new Error('The client is not connected');
  socket.pause();

  for (let count = 0; count < 150; count += 1) {
    writer.type(String(count % 10).repeat(60_000));
    await delay(1);
  }
  await vi.waitFor(() => expect(quick.text().length).toBe(9_000_006), WAIT);
  expect(slow.text().length).toBeLessThan(9_000_006);
  socket.resume();

  await vi.waitFor(() => expect(slow.text() === writer.text()).toBe(true), WAIT);
  expect(slow.closed()).toBeUndefined();
});

test('people who drop out and come back, again and again, all read the same in the end', async () => {
  await open();
  const writers = await Promise.all(['lan', 'minh', 'lan', 'minh'].map((name) => join(name)));
  const typed: string[] = [];
  for (let round = 0; round < 40; round += 1) {
    const writer = writers[(round * 7) % 4];
    if (writer === undefined) continue;
    if (round % 5 === 0) writer.provider.disconnect();
    const word = `[${round}]`;
    typed.push(word);
    writer.type(word);
    if (round % 9 === 0) writer.doc.getXmlFragment('default').push([new Y.XmlElement('pageBreak')]);
    await delay(5);
    writer.provider.connect();
  }

  await vi.waitFor(() => {
    const texts = new Set(writers.map(({ doc }) => doc.getXmlFragment('default').toJSON()));
    expect(texts.size).toBe(1);
    for (const word of typed) expect([...texts][0]).toContain(word);
  }, WAIT);
  const cold = await join('hoa');
  expect(cold.doc.getXmlFragment('default').toJSON()).toBe(writers[0]?.doc.getXmlFragment('default').toJSON());
});

test('a text takes no more than it may hold, and keeps what it has', async () => {
  await open({ limits: { documentBytes: 2_000 } });
  const writer = await join('lan', { ours: true });
  const other = await join('minh');
  writer.type('một'.repeat(100));
  await vi.waitFor(() => expect(other.text()).toContain('một'), WAIT);

  writer.type('hai'.repeat(600));

  await vi.waitFor(() => expect(writer.closed()).toMatchObject({ code: 4413 }), WAIT);
  expect(other.text()).toBe(`Mở đầu${'một'.repeat(100)}`);
});

test('typing keeps a session alive', async () => {
  await open();
  const used = (): Promise<{ used_at: number }> =>
    world.storage.rows
      .selectFrom('sessions')
      .select('used_at')
      .where('person_id', '=', idOf<PersonId>('lan'))
      .executeTakeFirstOrThrow();
  const writer = await join('lan');
  const before = await used();

  writer.type(' nữa');

  await vi.waitFor(async () => expect((await used()).used_at).toBeGreaterThan(before.used_at), WAIT);
});

describe('a change made by the server', () => {
  test('reaches open clients as one small update and is durable with the rows beside it', async () => {
    await open();
    const client = await join('lan');
    const updates: Uint8Array[] = [];
    client.doc.on('update', (update: Uint8Array) => updates.push(update));

    const written = await world.sync.documents.change({
      documentId: DOCUMENT,
      by: idOf('minh'),
      decide: ({ content }) => ({
        blocks: content.blocks.map((block) =>
          block.type === 'paragraph'
            ? { ...block, content: [{ type: 'text' as const, text: 'Mở đầu mới', marks: [] }] }
            : block,
        ),
      }),
      alongside: async (tx, { after }) => {
        await tx.updateTable('sections').set({ target_words: after.seq }).where('document_id', '=', DOCUMENT).execute();
      },
    });

    await vi.waitFor(() => expect(client.text()).toBe('Mở đầu mới'), WAIT);
    expect(updates.map((update) => update.length < 60)).toEqual([true]);
    expect(written.after.seq).toBe(2);
    expect(
      await world.storage.rows.selectFrom('sections').select('target_words').orderBy('position').execute(),
    ).toEqual([{ target_words: 2 }, { target_words: 100 }]);
    expect((await world.sync.documents.read(DOCUMENT)).content).toEqual(written.after.content);
    expect(await world.sync.documents.countWords([DOCUMENT])).toEqual(new Map([[DOCUMENT, 3]]));
    client.type(' nữa');
    await vi.waitFor(async () => expect((await world.sync.documents.read(DOCUMENT)).seq).toBe(3), WAIT);
  });

  test('is undone as a whole when a row beside it fails', async () => {
    await open();
    const client = await join('lan');
    const change = world.sync.documents.change({
      documentId: DOCUMENT,
      by: idOf('minh'),
      decide: () => ({ blocks: [] }),
      alongside: () => Promise.reject(new Error('no')),
    });

    await expect(change).rejects.toThrow('no');
    await delay(50);
    expect(client.text()).toBe('Mở đầu');
    expect(await world.countRows()).toBe(1);
  });
});

test('people see each other under the names that the server knows', async () => {
  await open();
  const one = await join('lan');
  const other = await join('minh');
  one.provider.awareness.setLocalStateField('user', { id: 'chu-tich', name: 'Chủ tịch' });

  await vi.waitFor(() => {
    const seen = other.provider.awareness.getStates().get(one.doc.clientID);
    expect(seen?.['user']).toMatchObject({ id: 'lan', name: 'LAN' });
  }, WAIT);
  one.close();
  await vi.waitFor(() => expect(other.provider.awareness.getStates().has(one.doc.clientID)).toBe(false), WAIT);
});

test('the first durable edit of a person is told once, not each of them', async () => {
  await open();
  const writer = await join('minh', { ours: true });
  writer.type(' một');
  await vi.waitFor(
    () => expect(world.hints).toContainEqual({ kind: 'edited', documentId: DOCUMENT, by: 'minh' }),
    WAIT,
  );
  writer.type(' hai');
  await vi.waitFor(() => expect(writer.saved()).toBe(writer.sent()), WAIT);
  await delay(20);
  expect(world.hints.filter((hint) => hint.kind === 'edited')).toHaveLength(1);
});

test('stopping stores what was typed, says that it is saved and when to come back', async () => {
  await open();
  const writer = await join('lan', { ours: true });
  writer.type(' cuối cùng');
  await vi.waitFor(() => expect(world.sync.counts()['waitingFrames']).toBe(0), WAIT);

  await world.sync.close();

  await vi.waitFor(() => expect(writer.closed()).toMatchObject({ code: 1001 }), WAIT);
  expect(Number(writer.closed()?.reason)).toBeGreaterThanOrEqual(0);
});
