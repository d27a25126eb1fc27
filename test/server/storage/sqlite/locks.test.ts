import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type DocumentId, idOf } from '#shared/model/ids.ts';
import { insertDocument } from '#server/storage/rows/documents.ts';
import { openSqliteStorage } from '#server/storage/sqlite/open.ts';

const text = idOf<DocumentId>('text');
const libsql = createRequire(import.meta.url).resolve('libsql');

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'locks-'));
  file = join(folder, 'store.db');
});

afterEach(() => rm(folder, { recursive: true, force: true }));

// libsql keeps the connections of a closed store until they are collected. Once the locks were lost, what another process wrote was read
// by the index of a log that is no more: updates were missing, or the file was taken for a broken one.
it('a store that is opened again reads what other processes wrote in between', async () => {
  const first = await openSqliteStorage(file);
  await first.transact((tx) => insertDocument(tx, { id: text, kind: 'text', lineage: 'first', schemaVersion: 1 }));
  await first.loadLog(text);
  await first.close();

  for (let time = 0; time < 4; time += 1) {
    writeElsewhere(time * 80, 'database.close()');
    writeElsewhere(time * 80 + 40, 'process.kill(process.pid, "SIGKILL")');
    const again = await openSqliteStorage(file);
    expect((await again.loadLog(text))?.updates).toHaveLength((time + 1) * 80);
    await again.close();
  }
});

/** Another process adds 40 updates after number `last`, then ends so. */
function writeElsewhere(last: number, end: string): void {
  const insert =
    "insert into updates (document_id, seq, account_id, client_ids, bytes, hash, at) values ('text', $seq, 'p', '[]', randomblob(900), randomblob(32), 1)";
  const program = `
    const database = new (require(${JSON.stringify(libsql)}))(${JSON.stringify(file)});
    database.exec('pragma synchronous=OFF');
    for (let seq = ${last + 1}; seq <= ${last + 40}; seq += 1) database.exec(${JSON.stringify(insert)}.replace('$seq', seq));
    ${end}`;
  const { stderr } = spawnSync(process.execPath, ['-e', program], { encoding: 'utf8' });
  expect(stderr).toBe('');
}
