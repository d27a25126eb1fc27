import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import WebSocket from 'ws';
import * as Y from 'yjs';
import { idOf, type PersonId } from '#shared/model/ids.ts';
import { budget } from '#test/world/budgets.ts';
import { gather, WAIT } from '#test/world/gathering.ts';
import { DOCUMENT, type LiveClient } from '#test/world/live.ts';

const here = gather();

async function expectSame(...all: readonly LiveClient[]): Promise<void> {
  await vi.waitFor(() => expect(new Set(all.map((one) => one.text())).size).toBe(1), WAIT);
}

describe('the stock client', () => {
  test('edits with a cookie and with a token, and everyone reads the same', async () => {
    await here.open();
    const one = await here.join('lan');
    const other = await here.join('minh', { by: 'token' });

    one.type(' một');
    other.type(' hai');

    await vi.waitFor(() => expect(one.text()).toContain('hai'), WAIT);
    await expectSame(one, other);
    expect(one.text()).toContain('một');
    const again = await here.join('hoa');
    expect(again.text()).toBe(one.text());
  });

  test('reads on what others write while nobody else is there any more, after a restart', async () => {
    const { mkdtemp, rm } = await import('node:fs/promises');
    const dataDir = await mkdtemp('/tmp/dong-thao-live-');
    await here.open({ dataDir });
    const one = await here.join('lan', { ours: true });
    one.type(' còn mãi');
    await vi.waitFor(() => expect(one.saved()).toBe(one.sent()), WAIT);
    one.close();
    await here.world.close();

    await here.open({ dataDir });
    const again = await here.join('minh');

    expect(again.text()).toBe('Mở đầu còn mãi');
    await rm(dataDir, { recursive: true });
  });

  test('that only reads changes nothing: its words reach neither the store nor others', async () => {
    await here.open();
    const reader = await here.join('hoa');
    const writer = await here.join('lan');
    const rows = await here.world.countRows();

    reader.type(' lén');
    writer.type(' thật');

    await vi.waitFor(() => expect(reader.text()).toContain('thật'), WAIT);
    expect(writer.text()).toBe('Mở đầu thật');
    expect(await here.world.countRows()).toBe(rows + 1);
    expect(reader.closed()).toBeUndefined();
  });

  test('stays connected while nothing happens', async () => {
    const silentMs = budget('silentRoomMs');
    await here.open(silentMs < 30_000 ? { limits: { quietFrameAfterMs: 100, pingEveryMs: 150 } } : {});
    const client = await here.join('lan');
    let closes = 0;
    client.provider.on('connection-close', () => (closes += 1));
    const heard = client.provider.wsLastMessageReceived;

    await delay(silentMs);

    expect(closes).toBe(0);
    expect(client.provider.wsLastMessageReceived).toBeGreaterThan(heard);
  });
});

describe('a change is durable, then visible, then acknowledged', () => {
  test('deletions are counted too, though they move no clock', async () => {
    await here.open();
    const writer = await here.join('lan', { ours: true });
    await vi.waitFor(() => expect(writer.saved()).toBe(writer.sent()), WAIT);
    const before = writer.sent();

    writer.doc.getXmlFragment('default').delete(0, 1);

    await vi.waitFor(() => expect(writer.saved()).toBe(before + 1), WAIT);
    const { content } = await here.world.sync.documents.read(DOCUMENT);
    expect(content.blocks).toEqual([]);
  });

  test('a frame that repeats what is stored is settled and makes no row', async () => {
    await here.open();
    const writer = await here.join('lan', { ours: true });
    await vi.waitFor(() => expect(writer.saved()).toBe(writer.sent()), WAIT);
    const rows = await here.world.countRows();

    const again = await here.join('lan', { ours: true, doc: writer.doc });

    await vi.waitFor(() => expect(again.saved()).toBe(1), WAIT);
    expect(await here.world.countRows()).toBe(rows);
  });

  test('opening, syncing and reading write no row', async () => {
    await here.open();
    const rows = await here.world.countRows();
    for (let time = 0; time < 20; time += 1) {
      const reader = await here.join(time % 2 === 0 ? 'lan' : 'hoa');
      reader.close();
      await here.world.sync.documents.read(DOCUMENT);
      await here.world.sync.documents.countWords([DOCUMENT]);
    }
    expect(await here.world.countRows()).toBe(rows);
  });
});

test('who reads too slowly holds nobody up, and has the exact text later', async () => {
  const limits = {
    bytesPerSecond: 1e9,
    byteBurst: 1e9,
    documentBytes: 1e9,
    documentCharacters: 1e9,
    unsentPauseBytes: 100_000,
  };
  await here.open({ limits });
  const writer = await here.join('lan', { ours: true });
  const quick = await here.join('minh');
  const slow = await here.join('hoa');
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
  await here.open();
  const writers = await Promise.all(['lan', 'minh', 'lan', 'minh'].map((name) => here.join(name)));
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
  const cold = await here.join('hoa');
  expect(cold.doc.getXmlFragment('default').toJSON()).toBe(writers[0]?.doc.getXmlFragment('default').toJSON());
});

test('a text takes no more than it may hold, and keeps what it has', async () => {
  await here.open({ limits: { documentBytes: 2_000 } });
  const writer = await here.join('lan', { ours: true });
  const other = await here.join('minh');
  writer.type('một'.repeat(100));
  await vi.waitFor(() => expect(other.text()).toContain('một'), WAIT);

  writer.type('hai'.repeat(600));

  await vi.waitFor(() => expect(writer.closed()).toMatchObject({ code: 4413 }), WAIT);
  expect(other.text()).toBe(`Mở đầu${'một'.repeat(100)}`);
});

test('typing keeps a session alive', async () => {
  await here.open();
  const used = (): Promise<{ used_at: number }> =>
    here.world.storage.rows
      .selectFrom('sessions')
      .select('used_at')
      .where('person_id', '=', idOf<PersonId>('lan'))
      .executeTakeFirstOrThrow();
  const writer = await here.join('lan');
  const before = await used();

  writer.type(' nữa');

  await vi.waitFor(async () => expect((await used()).used_at).toBeGreaterThan(before.used_at), WAIT);
});

describe('a change made by the server', () => {
  test('reaches open clients as one small update and is durable with the rows beside it', async () => {
    await here.open();
    const client = await here.join('lan');
    const updates: Uint8Array[] = [];
    client.doc.on('update', (update: Uint8Array) => updates.push(update));

    const written = await here.world.sync.documents.change({
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
      await here.world.storage.rows.selectFrom('sections').select('target_words').orderBy('position').execute(),
    ).toEqual([{ target_words: 2 }, { target_words: 100 }]);
    expect((await here.world.sync.documents.read(DOCUMENT)).content).toEqual(written.after.content);
    expect(await here.world.sync.documents.countWords([DOCUMENT])).toEqual(new Map([[DOCUMENT, 3]]));
    client.type(' nữa');
    await vi.waitFor(async () => expect((await here.world.sync.documents.read(DOCUMENT)).seq).toBe(3), WAIT);
  });

  test('is undone as a whole when a row beside it fails', async () => {
    await here.open();
    const client = await here.join('lan');
    const change = here.world.sync.documents.change({
      documentId: DOCUMENT,
      by: idOf('minh'),
      decide: () => ({ blocks: [] }),
      alongside: () => Promise.reject(new Error('no')),
    });

    await expect(change).rejects.toThrow('no');
    await delay(50);
    expect(client.text()).toBe('Mở đầu');
    expect(await here.world.countRows()).toBe(1);
  });
});

test('people see each other under the names that the server knows', async () => {
  await here.open();
  const one = await here.join('lan');
  const other = await here.join('minh');
  one.provider.awareness.setLocalStateField('user', { id: 'chu-tich', name: 'Chủ tịch' });

  await vi.waitFor(() => {
    const seen = other.provider.awareness.getStates().get(one.doc.clientID);
    expect(seen?.['user']).toMatchObject({ id: 'lan', name: 'LAN' });
  }, WAIT);
  one.close();
  await vi.waitFor(() => expect(other.provider.awareness.getStates().has(one.doc.clientID)).toBe(false), WAIT);
});

test('the first durable edit of a person is told once, not each of them', async () => {
  await here.open();
  const writer = await here.join('minh', { ours: true });
  writer.type(' một');
  await vi.waitFor(
    () => expect(here.world.hints).toContainEqual({ kind: 'edited', documentId: DOCUMENT, by: 'minh' }),
    WAIT,
  );
  writer.type(' hai');
  await vi.waitFor(() => expect(writer.saved()).toBe(writer.sent()), WAIT);
  await delay(20);
  expect(here.world.hints.filter((hint) => hint.kind === 'edited')).toHaveLength(1);
});

test('stopping stores what was typed, says that it is saved and when to come back', async () => {
  await here.open();
  const writer = await here.join('lan', { ours: true });
  writer.type(' cuối cùng');
  await vi.waitFor(() => expect(here.world.sync.counts()['waitingFrames']).toBe(0), WAIT);

  await here.world.sync.close();

  await vi.waitFor(() => expect(writer.closed()).toMatchObject({ code: 1001 }), WAIT);
  expect(Number(writer.closed()?.reason)).toBeGreaterThanOrEqual(0);
});
