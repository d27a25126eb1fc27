import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { Kysely, sql, SqliteDialect } from 'kysely';
import Database from 'libsql';
import { up as documents } from '#server/storage/migrations/0001-documents.ts';
import type { WriterAnswer, WriterMessage, WriterRequest, WriterTask } from './exchange.ts';
import { type LogWriter, prepareLogWriter } from './log.ts';

/**
 * The program of the writer's thread. It holds the only connection that writes: a commit waits for the disk, and on the
 * main thread it stopped the whole server for as long.
 */
const BUSY_TIMEOUT_MS = 5_000;

/** In the order of their numbers; the count of those done is the file's `user_version`. */
const MIGRATIONS = [documents];

if (parentPort !== null) await serve(parentPort, fileOf(workerData));

async function serve(port: MessagePort, file: string): Promise<void> {
  const database = new Database(file, { timeout: BUSY_TIMEOUT_MS });
  for (const setting of ['journal_mode=WAL', 'synchronous=FULL', 'foreign_keys=ON']) database.pragma(setting);
  await migrate(database);
  const log = prepareLogWriter(database);

  port.on('message', (request: WriterRequest) => {
    const answer = answerSafely(database, log, request);
    port.postMessage({ kind: 'answer', number: request.number, answer } satisfies WriterMessage);
    if (answer.kind === 'closed') port.close();
  });
  port.postMessage({ kind: 'ready' } satisfies WriterMessage);
}

function fileOf(data: unknown): string {
  if (typeof data !== 'string') throw new Error('The writer of the store was started without the name of its file');
  return data;
}

async function migrate(database: Database.Database): Promise<void> {
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database }) });
  const found = await sql<{ user_version: number }>`pragma user_version`.execute(db);
  const done = found.rows[0]?.user_version ?? 0;
  if (done > MIGRATIONS.length) throw new Error(`The store's file is of a later version (${done})`);
  for (const [at, up] of MIGRATIONS.entries()) {
    if (at < done) continue;
    await db.transaction().execute(async (tx) => {
      await up(tx);
      await sql`pragma user_version = ${sql.lit(at + 1)}`.execute(tx);
    });
  }
}

function answerSafely(database: Database.Database, log: LogWriter, task: WriterTask): WriterAnswer {
  try {
    return answerTask(database, log, task);
  } catch (error) {
    return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
}

function answerTask(database: Database.Database, log: LogWriter, task: WriterTask): WriterAnswer {
  switch (task.kind) {
    case 'append':
      return { kind: 'appended', results: log.append(task.batch) };
    case 'create-document':
      log.createDocument(task.document);
      return { kind: 'created' };
    case 'bump-epoch':
      return { kind: 'epoch', epoch: log.bumpEpoch(task.documentId) };
    case 'close':
      database.close();
      return { kind: 'closed' };
  }
}
