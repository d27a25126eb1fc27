import { setTimeout as delay } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { faultyStore } from '#test/world/faulty-store.ts';
import { gather, WAIT } from '#test/world/gathering.ts';

const here = gather();

test('while the store holds it, nobody sees it and it is not saved', async () => {
  const store = faultyStore();
  await here.open({ wrap: store.wrap });
  const writer = await here.join('lan', { ours: true });
  const other = await here.join('minh');
  await vi.waitFor(() => expect(writer.saved()).toBe(writer.sent()), WAIT);
  store.mode = 'held';

  writer.type(' chờ');
  writer.type(' thêm');
  await delay(300);

  expect(other.text()).toBe('Mở đầu');
  expect(writer.saved()).toBeLessThan(writer.sent());
  const late = await here.join('hoa');
  expect(late.text()).toBe('Mở đầu');
  store.mode = 'ok';
  await vi.waitFor(() => expect(other.text()).toBe('Mở đầu chờ thêm'), WAIT);
  await vi.waitFor(() => expect(writer.saved()).toBe(writer.sent()), WAIT);
});

test('a store that is full loses nothing: it says so, keeps, and goes on by itself', async () => {
  const store = faultyStore();
  await here.open({ wrap: store.wrap });
  const writer = await here.join('lan', { ours: true });
  const reader = await here.join('hoa');
  await vi.waitFor(() => expect(writer.saved()).toBe(writer.sent()), WAIT);
  store.mode = 'failing';

  for (let count = 0; count < 20; count += 1) writer.type(` ${count}`);
  await vi.waitFor(() => expect(writer.frames.at(-1)).toMatchObject({ kind: 'trouble', inTrouble: true }), WAIT);
  writer.close();
  expect(reader.text()).toBe('Mở đầu');
  store.mode = 'ok';

  await vi.waitFor(() => expect(reader.text()).toContain(' 19'), WAIT);
  const again = await here.join('lan', { ours: true });
  expect(again.text()).toBe(reader.text());
});

test('past what may wait in memory new words are refused for a while, and come again', async () => {
  const store = faultyStore();
  await here.open({ wrap: store.wrap, limits: { waitingStoreBytes: 200 } });
  const writer = await here.join('lan', { ours: true });
  store.mode = 'failing';

  for (let count = 0; count < 30; count += 1) writer.type(` chữ ${count}`);
  await vi.waitFor(() => expect(writer.closed()).toMatchObject({ code: 4503 }), WAIT);
  expect(here.world.sync.counts()['waitingBytes']).toBeLessThan(400);
  store.mode = 'ok';

  await vi.waitFor(() => expect(writer.saved()).toBeGreaterThan(0), WAIT);
  const other = await here.join('minh');
  await vi.waitFor(() => expect(other.text()).toContain('chữ 29'), WAIT);
});

test('a text that cannot be loaded is no empty text', async () => {
  let isShort = true;
  await here.open({
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
  const client = here.come('lan');

  await vi.waitFor(() => expect(client.closed()).toMatchObject({ code: 4503 }), WAIT);
  expect(client.provider.synced).toBe(false);
  isShort = false;

  await vi.waitFor(() => expect(client.text()).toBe('Mở đầu'), WAIT);
  expect(await here.world.countRows()).toBe(1);
});
