import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database, Statement } from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DocumentId, idOf, type PersonId } from '#shared/model/ids.ts';
import { appendWithin, insertDocument } from '#server/storage/rows/documents.ts';
import { Engine } from '#server/storage/sqlite/engine.ts';
import { connectFile, reconnectFile } from '#server/storage/sqlite/file.ts';
import { migrate } from '#server/storage/sqlite/migrate.ts';
import { openReader } from '#server/storage/sqlite/reader.ts';
import { SqliteStorage } from '#server/storage/sqlite/store.ts';
import { Turns } from '#server/storage/sqlite/turns.ts';
import type { LogEntry } from '#server/storage/storage.ts';

const text = idOf<DocumentId>('text');

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faults-'));
  file = join(folder, 'store.db');
  const database = connectFile(file);
  await migrate(database, file);
  database.close();
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** `before`: the disk refuses the step. `after`: the step was done, and its answer is lost. */
describe.each(['before', 'after'] as const)('with the disk failing %s one step of the writer', (when) => {
  // More steps than the work has; a fault that never comes changes nothing.
  it.each(Array.from({ length: 26 }, (_, at) => at + 1))(
    'number %i, nothing answered is lost and nothing stands twice',
    async (step) => {
      const fault = { left: step, when };
      const storage = openFaulty(fault);

      const created = insertOnce(storage);
      await created;
      const answers = [
        await repeat(() => storage.append([entry(1), entry(2)])),
        await repeat(() => storage.append([entry(3)])),
      ];
      const { epoch: _, ...within } = entry(4);
      const number = await repeat(() => storage.transact((tx) => appendWithin(tx, within)));

      const log = await storage.loadLog(text);
      expect(log?.updates.map((update) => [update.seq, ...update.bytes])).toEqual(
        [1, 2, 3, 4].map((seq) => [seq, seq]),
      );
      expect(answers.flat().map((answer) => 'seq' in answer && answer.seq)).toEqual([1, 2, 3]);
      expect(number).toBe(4);
      await storage.close();
    },
  );
});

it('a transaction that is not ended in time is undone, and lets the others go on', async () => {
  const engine = new Engine(() => reconnectFile(file));
  const writer = { ask: async (task: Parameters<Engine['answer']>[0]) => engine.answer(task), close: async () => {} };
  const storage = new SqliteStorage(
    writer,
    openReader(() => reconnectFile(file)),
    new Turns(),
    30,
  );
  await insertOnce(storage);

  const endless = storage.transact(async (tx) => {
    await appendWithin(tx, entry(1));
    await new Promise(() => {});
  });
  const appended = storage.append([entry(2)]);

  await expect(endless).rejects.toThrow('30 ms');
  expect(await appended).toEqual([{ kind: 'stored', seq: 1 }]);
  expect((await storage.loadLog(text))?.updates).toHaveLength(1);
  engine.answer({ kind: 'close' });
  await storage.close();
});

interface Fault {
  left: number;
  readonly when: 'before' | 'after';
}

function openFaulty(fault: Fault): SqliteStorage {
  const engine = new Engine(() => failing(reconnectFile(file), fault));
  const writer = {
    ask: async (task: Parameters<Engine['answer']>[0]) => engine.answer(task),
    close: async () => void engine.answer({ kind: 'close' }),
  };
  return new SqliteStorage(
    writer,
    openReader(() => reconnectFile(file)),
    new Turns(),
  );
}

/** The connection, with one of its steps failing as a disk does. */
function failing(database: Database, fault: Fault): Database {
  const step = <Result>(work: () => Result): Result => {
    fault.left -= 1;
    const error = Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR' });
    if (fault.left === 0 && fault.when === 'before') throw error;
    const result = work();
    if (fault.left === 0) throw error;
    return result;
  };
  return new Proxy(database, {
    get(target, name) {
      if (name === 'exec') return (sql: string) => step(() => target.exec(sql));
      if (name === 'prepare') return (sql: string) => failingStatement(target.prepare(sql), step);
      return ownValue(target, name);
    },
  });
}

function failingStatement(
  statement: Statement<unknown[]>,
  step: <Result>(work: () => Result) => Result,
): Statement<unknown[]> {
  return new Proxy(statement, {
    get(target, name) {
      if (name === 'run') return (values: unknown[]) => step(() => target.run(values));
      if (name === 'all') return (values: unknown[]) => step(() => target.all(values));
      if (name === 'raw') return () => failingStatement(target.raw(), step);
      return ownValue(target, name);
    },
  });
}

function ownValue(target: object, name: string | symbol): unknown {
  const value: unknown = Reflect.get(target, name, target);
  if (typeof value !== 'function') return value;
  return (...values: unknown[]): unknown => Reflect.apply(value, target, values);
}

/** As whoever appends does: the same again, until it is answered. */
async function repeat<Result>(ask: () => Promise<Result>): Promise<Result> {
  try {
    return await ask();
  } catch (error) {
    expect(error).toMatchObject({ code: 'store_trouble' });
    return ask();
  }
}

async function insertOnce(storage: SqliteStorage): Promise<void> {
  const insert = () =>
    storage.transact((tx) => insertDocument(tx, { id: text, kind: 'section', lineage: 'first', schemaVersion: 1 }));
  await insert().catch(async () => {
    if ((await storage.loadLog(text)) === undefined) await insert();
  });
}

function entry(byte: number): LogEntry {
  const bytes = Uint8Array.of(byte);
  const hash = new Uint8Array(createHash('sha256').update(bytes).digest());
  return { documentId: text, epoch: 1, accountId: idOf<PersonId>('lan'), clientIds: [7], bytes, hash, at: 5 };
}
