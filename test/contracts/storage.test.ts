import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DocumentId, idOf, type PersonId } from '#shared/model/ids.ts';
import { openMemoryStorage } from '#server/storage/memory/open.ts';
import { openSqliteStorage } from '#server/storage/sqlite/open.ts';
import {
  appendWithin,
  bumpEpoch,
  findDocumentHead,
  insertDocument,
  loadLogWithin,
  type NewDocument,
} from '#server/storage/rows/documents.ts';
import type { Rows } from '#server/storage/rows/tables.ts';
import type { LogEntry, Storage } from '#server/storage/storage.ts';

const text = idOf<DocumentId>('text');
const account = idOf<PersonId>('lan');

/** A process that stores one update, says so, and then stays with its file open. */
const APPEND_AND_SAY = `
  import { bumpEpoch, insertDocument } from '#server/storage/rows/documents.ts';
  import { openSqliteStorage } from '#server/storage/sqlite/open.ts';
  const storage = await openSqliteStorage(process.env.STORE);
  await storage.transact((tx) => insertDocument(tx, { id: 'text', kind: 'section', lineage: 'first', schemaVersion: 1 }));
  const update = { accountId: 'lan', clientIds: [7], bytes: Uint8Array.of(1), hash: Uint8Array.of(1), at: 5 };
  await storage.append([{ documentId: 'text', epoch: 1, ...update }]);
  await storage.transact((tx) => bumpEpoch(tx, 'text'));
  console.log('stored');
`;

let folder: string;
let storage: Storage;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'storage-'));
});

afterEach(async () => {
  await storage.close();
  await rm(folder, { recursive: true, force: true });
});

const adapters: readonly { readonly name: string; readonly open: () => Promise<Storage> }[] = [
  { name: 'memory', open: openMemoryStorage },
  { name: 'sqlite', open: openFile },
];

describe.each(adapters)('the store in $name', ({ open }) => {
  beforeEach(async () => {
    storage = await open();
    await create(document(text));
  });

  it('gives a new document back with an empty log in its first epoch', async () => {
    expect(await storage.loadLog(text)).toEqual({ ...document(text), epoch: 1, updates: [] });
  });

  it('refuses a second document with the same id and keeps the first', async () => {
    await expect(create({ ...document(text), lineage: 'other' })).rejects.toThrow();

    expect((await storage.loadLog(text))?.lineage).toBe('first');
  });

  it('gives an appended update back as it was', async () => {
    const given = entry({ bytes: Uint8Array.of(0, 255, 7), clientIds: [4_294_967_295, 12], at: 1_790_000_000_123 });

    const results = await storage.append([given]);

    const { documentId: _, epoch: __, ...kept } = given;
    expect(results).toEqual([{ kind: 'stored', seq: 1 }]);
    expect((await storage.loadLog(text))?.updates).toEqual([{ ...kept, seq: 1 }]);
  });

  it('keeps only the bytes of an update that is a piece of a larger buffer', async () => {
    const frame = Uint8Array.of(9, 9, 1, 2, 3, 9);

    await storage.append([entry({ bytes: frame.subarray(2, 5) })]);
    frame.fill(0);

    expect(await storedBytes()).toEqual([[1, 2, 3]]);
  });

  it('orders the updates of a document by the order of appending', async () => {
    await storage.append([entry({ bytes: Uint8Array.of(3) }), entry({ bytes: Uint8Array.of(1) })]);
    const later = await storage.append([entry({ bytes: Uint8Array.of(2) })]);

    expect(later).toEqual([{ kind: 'stored', seq: 3 }]);
    expect(await storedBytes()).toEqual([[3], [1], [2]]);
  });

  it('stores the same bytes once, whether repeated later or in the same batch', async () => {
    const first = await storage.append([entry({}), entry({})]);
    const again = await storage.append([entry({ at: 99 })]);

    expect([...first, ...again]).toEqual([
      { kind: 'stored', seq: 1 },
      { kind: 'repeated', seq: 1 },
      { kind: 'repeated', seq: 1 },
    ]);
    expect(await storedBytes()).toEqual([[1]]);
  });

  it('stores the same bytes in two documents', async () => {
    const other = idOf<DocumentId>('other');
    await create(document(other));

    const results = await storage.append([entry({}), entry({ documentId: other })]);

    expect(results).toEqual([
      { kind: 'stored', seq: 1 },
      { kind: 'stored', seq: 1 },
    ]);
  });

  it('refuses an update of an epoch before or after the own and stores nothing of it', async () => {
    expect(await raiseEpoch()).toBe(2);

    const results = await storage.append([entry({ epoch: 1 }), entry({ epoch: 3 })]);

    expect(results).toEqual([{ kind: 'stale-epoch' }, { kind: 'stale-epoch' }]);
    expect(await storage.loadLog(text)).toMatchObject({ epoch: 2, updates: [] });
  });

  it('takes updates again in the new epoch', async () => {
    await storage.append([entry({})]);
    await raiseEpoch();

    const results = await storage.append([entry({ epoch: 2, bytes: Uint8Array.of(2) })]);

    expect(results).toEqual([{ kind: 'stored', seq: 2 }]);
  });

  it('names an unknown document without failing the others of the batch', async () => {
    const unknown = idOf<DocumentId>('unknown');

    const results = await storage.append([entry({ documentId: unknown }), entry({})]);

    expect(results).toEqual([{ kind: 'no-document' }, { kind: 'stored', seq: 1 }]);
    expect(await storage.loadLog(unknown)).toBeUndefined();
  });

  it('takes one batch for many documents and numbers each on its own', async () => {
    const ids = Array.from({ length: 50 }, (_, at) => idOf<DocumentId>(`text-${at}`));
    await Promise.all(ids.map((id) => create(document(id))));
    const round = (byte: number) => ids.map((documentId) => entry({ documentId, bytes: Uint8Array.of(byte) }));

    const results = await storage.append([...round(1), ...round(2)]);

    const expected = [1, 2].flatMap((seq) => ids.map(() => ({ kind: 'stored', seq })));
    expect(results).toEqual(expected);
  });

  it('answers an empty batch', async () => {
    expect(await storage.append([])).toEqual([]);
  });

  it('keeps all of a transaction, and its result', async () => {
    const result = await storage.transact(async (tx) => {
      await insertPerson(tx, 'lan');
      await insertPerson(tx, 'minh');
      return 'both';
    });

    expect(result).toBe('both');
    expect(await logins()).toEqual(['lan', 'minh']);
  });

  it('keeps nothing of a transaction that rejects, and says why', async () => {
    const reason = new Error('changed my mind');

    const failing = storage.transact(async (tx) => {
      await insertPerson(tx, 'lan');
      throw reason;
    });

    await expect(failing).rejects.toBe(reason);
    expect(await logins()).toEqual([]);
  });

  it('shows a transaction its own rows, and nobody else before its end', async () => {
    const inside = door();
    const reading = door();
    const writing = storage.transact(async (tx) => {
      await insertPerson(tx, 'lan');
      inside.open();
      await reading.opened;
      return loginsOf(tx);
    });
    await inside.opened;

    const seen = logins();
    reading.open();

    expect(await writing).toEqual(['lan']);
    expect([[], ['lan']]).toContainEqual(await seen);
    expect(await logins()).toEqual(['lan']);
  });

  it('keeps a batch that was asked for inside the time of a transaction that is undone', async () => {
    const inside = door();
    const failing = storage.transact(async (tx) => {
      await insertPerson(tx, 'lan');
      inside.open();
      await appending.opened;
      throw new Error('undone');
    });
    const appending = door();
    await inside.opened;

    const appended = storage.append([entry({})]);
    appending.open();

    await expect(failing).rejects.toThrow('undone');
    expect(await appended).toEqual([{ kind: 'stored', seq: 1 }]);
    expect(await logins()).toEqual([]);
  });

  it('runs transactions one after the other, each on what the one before left', async () => {
    const add = (tx: Rows) => appendWithin(tx, { ...entry({ bytes: randomBytes(4) }) });

    const numbers = await Promise.all(Array.from({ length: 8 }, () => storage.transact(add)));

    expect(numbers).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('cannot keep a transaction in which a statement failed, even if that was passed over', async () => {
    const failing = storage.transact(async (tx) => {
      await insertPerson(tx, 'lan');
      await insertPerson(tx, 'lan').catch(() => undefined);
    });

    await expect(failing).rejects.toThrow('undone');
    expect(await logins()).toEqual([]);
    await storage.transact((tx) => insertPerson(tx, 'minh'));
    expect(await logins()).toEqual(['minh']);
  });

  it('refuses a statement of a transaction that is over', async () => {
    const kept = await storage.transact(async (tx) => tx);

    await expect(insertPerson(kept, 'lan')).rejects.toThrow('over');
  });

  it('refuses a transaction inside a transaction', async () => {
    const failing = storage.transact((tx) => tx.transaction().execute(async () => undefined));

    await expect(failing).rejects.toThrow('asked of the store');
  });

  it('refuses a change through the rows for reading', async () => {
    await expect(insertPerson(storage.rows, 'lan')).rejects.toThrow();

    expect(await logins()).toEqual([]);
  });

  it.each([true, undefined, new Date(), 5n, Number.NaN, { a: 1 }])(
    'refuses %s as a value and lives on',
    async (value) => {
      const asked = storage.transact((tx) => sql`select ${value} as it`.execute(tx));

      await expect(asked).rejects.toThrow('The store takes texts');
      expect(await logins()).toEqual([]);
    },
  );

  it('gives bytes of a row back as they were', async () => {
    await storage.append([entry({ bytes: Uint8Array.of(0, 255, 7) })]);

    const row = await storage.rows.selectFrom('updates').select(['bytes', 'at']).executeTakeFirst();

    expect(row).toEqual({ bytes: Uint8Array.of(0, 255, 7), at: 5 });
  });

  it('appends within a transaction after the log, and knows what is repeated', async () => {
    await storage.append([entry({})]);
    const { epoch: _, ...update } = entry({ bytes: Uint8Array.of(2) });

    const numbers = await storage.transact(async (tx) => [
      await appendWithin(tx, update),
      await appendWithin(tx, update),
    ]);

    expect(numbers).toEqual([2, 2]);
    expect(await storedBytes()).toEqual([[1], [2]]);
    expect(await findDocumentHead(storage.rows, text)).toEqual({ ...document(text), epoch: 1, lastSeq: 2 });
    expect((await loadLogWithin(storage.rows, text))?.updates.map((one) => [...one.bytes])).toEqual([[1], [2]]);
  });

  it('rejects what is asked after it was closed', async () => {
    await storage.close();

    await expect(storage.append([entry({})])).rejects.toThrow('closed');
    await expect(storage.loadLog(text)).rejects.toThrow('closed');
  });
});

describe('the store in a file', () => {
  it('has what was appended, the epoch and the numbering after it was opened again', async () => {
    storage = await openFile();
    await create(document(text));
    await storage.append([entry({})]);
    await raiseEpoch();
    await storage.close();

    storage = await openFile();

    const more = await storage.append([entry({ epoch: 2 }), entry({ epoch: 2, bytes: Uint8Array.of(2) })]);
    expect(more).toEqual([
      { kind: 'repeated', seq: 1 },
      { kind: 'stored', seq: 2 },
    ]);
    expect(await storage.loadLog(text)).toMatchObject({ ...document(text), epoch: 2 });
    expect(await storedBytes()).toEqual([[1], [2]]);
  });

  it('stores nothing of a batch in which one entry cannot be stored, and goes on working', async () => {
    storage = await openFile();
    await create(document(text));

    const failing = storage.append([entry({}), entry({ bytes: Uint8Array.of(2), at: Number.NaN })]);
    await expect(failing).rejects.toThrow();

    expect(await storedBytes()).toEqual([]);
    expect(await storage.append([entry({})])).toEqual([{ kind: 'stored', seq: 1 }]);
  });

  it('has what was answered as stored after its process was killed', async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', APPEND_AND_SAY], {
      env: { ...process.env, STORE: join(folder, 'store.db') },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exited = once(child, 'exit');

    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await exited;

    storage = await openFile();
    expect(await storedBytes()).toEqual([[1]]);
    expect((await storage.loadLog(text))?.epoch).toBe(2);
  });

  it('settles what was asked before it was closed', async () => {
    storage = await openFile();
    const created = create(document(text));
    const appended = storage.append([entry({})]);

    await storage.close();

    await created;
    expect(await appended).toEqual([{ kind: 'stored', seq: 1 }]);
  });

  it('lets no second process, nor a second part of this one, write the same file', async () => {
    storage = await openFile();

    await expect(openFile()).rejects.toMatchObject({ code: 'STORE_IN_USE' });

    await storage.close();
    storage = await openFile();
  });

  it('refuses updates while the disk is full, keeps what it answered, and goes on by itself with new space', async () => {
    storage = await openFile();
    await create(document(text));
    await stopGrowing();
    const answered: number[] = [];
    const append = (byte: number) =>
      storage.append([entry({ bytes: new Uint8Array(3_000).fill(byte) })]).then(() => answered.push(byte));
    const fill = async () => {
      for (let byte = 1; byte < 50; byte += 1) await append(byte);
    };

    await expect(fill()).rejects.toMatchObject({ code: 'store_trouble' });
    await expect(append(99)).rejects.toMatchObject({ code: 'store_trouble' });
    const failing = storage.transact((tx) => insertPerson(tx, 'l'.repeat(9_000)));
    await expect(failing).rejects.toMatchObject({ code: 'store_trouble' });
    expect((await storedBytes())?.map(([byte]) => byte)).toEqual(answered);

    await setPages(1_073_741_823);
    await append(99);
    expect(answered.at(-1)).toBe(99);
    expect((await storedBytes())?.map(([byte]) => byte)).toEqual(answered);
  });

  it('opens its connection anew after the file could not be written', async () => {
    storage = await openFile();
    await create(document(text));
    await storage.transact((tx) => sql`pragma query_only=ON`.execute(tx));

    await expect(storage.append([entry({})])).rejects.toMatchObject({ code: 'store_trouble' });

    expect(await storage.append([entry({})])).toEqual([{ kind: 'stored', seq: 1 }]);
  });

  it('leaves one file with everything in it when it was closed', async () => {
    storage = await openFile();
    await create(document(text));
    await storage.append([entry({})]);
    await storage.close();

    await copyFile(join(folder, 'store.db'), join(folder, 'copy.db'));

    storage = await openSqliteStorage(join(folder, 'copy.db'));
    expect(await storedBytes()).toEqual([[1]]);
  });

  it('says why it cannot be opened', async () => {
    storage = await openMemoryStorage();

    await expect(openSqliteStorage(join(folder, 'absent', 'store.db'))).rejects.toThrow();
  });
});

function openFile(): Promise<Storage> {
  return openSqliteStorage(join(folder, 'store.db'));
}

function create(given: NewDocument): Promise<void> {
  return storage.transact((tx) => insertDocument(tx, given));
}

async function stopGrowing(): Promise<void> {
  const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(storage.rows);
  await setPages(rows[0]?.page_count ?? 0);
}

/** A limit of the writer's own connection, so it is set through a transaction. */
async function setPages(count: number): Promise<void> {
  await storage.transact((tx) => sql.raw(`pragma max_page_count=${count}`).execute(tx));
}

async function insertPerson(tx: Rows, login: string): Promise<void> {
  const row = { id: idOf<PersonId>(login), login, name: login, title: '', admin: 0, demo: 0, created_at: 5 };
  await tx.insertInto('people').values(row).execute();
}

async function loginsOf(rows: Rows): Promise<readonly string[]> {
  const found = await rows.selectFrom('people').select('login').orderBy('login').execute();
  return found.map((row) => row.login);
}

function logins(): Promise<readonly string[]> {
  return loginsOf(storage.rows);
}

function door(): { readonly open: () => void; readonly opened: Promise<void> } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open: () => open(), opened };
}

function raiseEpoch(): Promise<number> {
  return storage.transact((tx) => bumpEpoch(tx, text));
}

function document(id: DocumentId): NewDocument {
  return { id, kind: 'section', lineage: 'first', schemaVersion: 1 };
}

function entry(given: Partial<Omit<LogEntry, 'hash'>>): LogEntry {
  const bytes = given.bytes ?? Uint8Array.of(1);
  const hash = new Uint8Array(createHash('sha256').update(bytes).digest());
  return { documentId: text, epoch: 1, accountId: account, clientIds: [7], at: 5, ...given, bytes, hash };
}

async function storedBytes(): Promise<readonly (readonly number[])[] | undefined> {
  return (await storage.loadLog(text))?.updates.map((update) => [...update.bytes]);
}
