import { afterAll, beforeAll, expect, test } from 'vitest';
import pg from 'pg';
import { openPostgres, type TestPostgres } from '#test/world/postgres.ts';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await openPostgres();
}, 60_000);
afterAll(async () => {
  await postgres.close();
});

async function ask(url: string, text: string): Promise<readonly unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(text);
  await client.end();
  return rows;
}

test('a test gets a database that answers and that nobody else has', async () => {
  const [one, two] = [await postgres.openDatabase(), await postgres.openDatabase()];

  await ask(one, 'create table t (a integer)');

  expect(await ask(one, 'select count(*)::int as n from t')).toEqual([{ n: 0 }]);
  expect(await ask(two, `select to_regclass('t') as t`)).toEqual([{ t: null }]);
});

test('it keeps its promises to the disk and sorts by bytes', async () => {
  const url = await postgres.openDatabase();

  expect(await ask(url, 'show fsync')).toEqual([{ fsync: 'on' }]);
  expect(await ask(url, 'show server_encoding')).toEqual([{ server_encoding: 'UTF8' }]);
});
