import type { KyselyPlugin } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appendAudit, appendAudits, listAuditAfter } from '#server/storage/rows/audit.ts';
import { openWorld, type CommitteeWorld } from '#test/world/committee.ts';

let world: CommitteeWorld;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const entry = (objectId: string) => ({
  at: 0,
  personId: null,
  action: 'thing.make',
  objectKind: 'thing',
  objectId,
  details: {},
});

/** Counts the rows that come back from the store. */
function countingRows(count: (rows: number) => void): KyselyPlugin {
  return {
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      count(result.rows.length);
      return result;
    },
  };
}

test('an entry goes behind the last one, and reads no more of the chain than that', async () => {
  const { storage } = world.context;
  await storage.transact((tx) =>
    appendAudits(
      tx,
      Array.from({ length: 50 }, (_, at) => entry(`o${at}`)),
    ),
  );
  let read = 0;

  await storage.transact((tx) => appendAudit(tx.withPlugin(countingRows((rows) => (read += rows))), entry('last')));

  const last = (await listAuditAfter(storage.rows, 0, 1_000)).at(-1);
  expect([last?.object_id, read]).toEqual(['last', 1]);
});
