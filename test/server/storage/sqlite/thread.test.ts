import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type DocumentId, idOf, type PersonId } from '#shared/model/ids.ts';
import { bumpEpoch, insertDocument } from '#server/storage/rows/documents.ts';
import { openSqliteStorage } from '#server/storage/sqlite/open.ts';
import type { LogEntry, Storage } from '#server/storage/storage.ts';

const text = idOf<DocumentId>('text');

let folder: string;
let storage: Storage;
let thread: Worker | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thread-'));
  process.once('worker', (worker: Worker) => (thread = worker));
  storage = await openSqliteStorage(join(folder, 'store.db'));
  await storage.transact((tx) => insertDocument(tx, { id: text, kind: 'section', lineage: 'first', schemaVersion: 1 }));
});

afterEach(async () => {
  await storage.close();
  await rm(folder, { recursive: true, force: true });
});

it('a writer that died is started again by the next batch', async () => {
  await thread?.terminate();

  expect(await storage.append([entry(1)])).toEqual([{ kind: 'stored', seq: 1 }]);
});

it('a batch on the way when the writer dies is refused as trouble, and stored once when it is given again', async () => {
  const given = Array.from({ length: 500 }, (_, at) => entry(at));
  const onTheWay = storage.append(given).then(
    () => 'stored',
    (error: unknown) => error,
  );

  await thread?.terminate();
  const outcome = await onTheWay;
  await storage.append(given);

  if (outcome !== 'stored') expect(outcome).toMatchObject({ code: 'store_trouble' });
  expect((await storage.loadLog(text))?.updates).toHaveLength(500);
});

it('a transaction in which the writer dies leaves nothing, and others go on', async () => {
  const cut = storage.transact(async (tx) => {
    await bumpEpoch(tx, text);
    await thread?.terminate();
    await bumpEpoch(tx, text);
  });

  await expect(cut).rejects.toThrow();
  expect(await storage.transact((tx) => bumpEpoch(tx, text))).toBe(2);
});

function entry(number: number): LogEntry {
  const bytes = Uint8Array.of(number % 256, number >> 8);
  return { documentId: text, epoch: 1, accountId: idOf<PersonId>('lan'), clientIds: [7], bytes, hash: bytes, at: 5 };
}
