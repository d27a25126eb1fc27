import { setImmediate as nextTurn } from 'node:timers/promises';
import type { KyselyPlugin } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DomainError } from '#shared/model/errors.ts';
import type { JobId } from '#shared/model/ids.ts';
import { idOf } from '#shared/model/ids.ts';
import type { Job } from '#shared/protocol/exports.ts';
import { LIMITS } from '#shared/protocol/limits.ts';
import { exportSection, getFile, getJob } from '#server/actions/exports.ts';
import { listMerges, mergeAll } from '#server/actions/merges.ts';
import { receiveSubmission, submitSection } from '#server/actions/submissions.ts';
import { startJobRunner, type JobRunner } from '#server/jobs/runner.ts';
import { markJobRunning } from '#server/storage/rows/jobs.ts';
import type { Storage } from '#server/storage/storage.ts';
import {
  foundCommittee,
  openWorld,
  textOf,
  writeText,
  type CommitteeWorld,
  type SmallCommittee,
} from '#test/world/committee.ts';

/** [1]–[4]: the numbered promises of the runner. */
let world: CommitteeWorld;
let committee: SmallCommittee;
const runners: JobRunner[] = [];

beforeEach(async () => {
  world = await openWorld();
  committee = await foundCommittee(world);
  await writeText(world, committee.open.documentId, committee.as.owner, textOf('a# Kinh tế', 'b: Thu ngân sách tăng.'));
});

afterEach(async () => {
  await Promise.all(runners.splice(0).map((runner) => runner.stop()));
  await world.close();
});

function start(storage: Storage = world.context.storage): JobRunner {
  const runner = startJobRunner({ ...world.context, storage }, LIMITS);
  runners.push(runner);
  return runner;
}

/** A store whose transactions are done as told, by way of the real one. */
function storeWith(transact: Storage['transact']): Storage {
  const { storage } = world.context;
  return {
    rows: storage.rows,
    transact,
    append: (batch) => storage.append(batch),
    loadLog: (id) => storage.loadLog(id),
    close: () => storage.close(),
  };
}

async function isRunning(id: JobId): Promise<boolean> {
  const { rows } = world.context.storage;
  return (await rows.selectFrom('jobs').select('state').where('id', '=', id).executeTakeFirst())?.state === 'running';
}

function askExport(): Promise<{ readonly jobId: JobId }> {
  return exportSection(world.context, committee.as.owner, {
    id: committee.open.sectionId,
    format: 'docx',
    comments: 'none',
  });
}

/** The job once it has ended. */
async function ended(caller: SmallCommittee['as']['owner'], id: JobId): Promise<Job> {
  for (;;) {
    const told = new Promise<void>((settle) => {
      const leave = world.context.bus.subscribe((hint) => {
        if (hint.kind !== 'job' || hint.jobId !== id) return;
        leave();
        settle();
      });
    });
    const job = await getJob(world.context, caller, { id });
    if (job.state === 'done' || job.state === 'failed') return job;
    await told;
  }
}

async function receiveOpenSection(): Promise<void> {
  const { owner, bureau } = committee.as;
  const { id } = await submitSection(world.context, owner, { id: committee.open.sectionId, note: '' });
  await receiveSubmission(world.context, bureau, { id });
}

test('[1] a job that was asked for is done, and its file is there', async () => {
  start();
  const { jobId } = await askExport();

  const job = await ended(committee.as.owner, jobId);
  const file = await getFile(world.context, committee.as.owner, { id: job.fileId ?? idOf('none') });

  expect(job).toMatchObject({ state: 'done', progress: 1, code: null });
  expect(Buffer.from(file.bytes.subarray(0, 2)).toString()).toBe('PK');
});

test('[1] a job whose right is gone when its turn comes ends as failed, with the code', async () => {
  const { jobId } = await exportSection(world.context, committee.as.owner, {
    id: committee.open.sectionId,
    format: 'docx',
    comments: 'none',
  });
  const found = await world.context.storage.transact(async (tx) => {
    await tx.deleteFrom('memberships').where('person_id', '=', committee.as.owner.personId).execute();
    return tx.selectFrom('jobs').selectAll().where('id', '=', jobId).executeTakeFirst();
  });

  start();
  const failed = await untilRow(jobId);

  expect(found?.state).toBe('waiting');
  expect(failed).toMatchObject({ state: 'failed', code: 'not_found', file_id: null });
});

test('[2] a job that was running when the program ended is done at the next start', async () => {
  const { jobId } = await askExport();
  await world.context.storage.transact((tx) => markJobRunning(tx, jobId, world.context.now()));

  start();

  expect(await ended(committee.as.owner, jobId)).toMatchObject({ state: 'done' });
});

test('[2] a job is done although the answer that it was taken got lost', async () => {
  const { jobId } = await askExport();
  let lost = 0;

  start(
    storeWith(async (work) => {
      const result = await world.context.storage.transact(work);
      if (lost > 0 || !(await isRunning(jobId))) return result;
      lost += 1;
      throw new DomainError('store_trouble');
    }),
  );

  expect(await ended(committee.as.owner, jobId)).toMatchObject({ state: 'done' });
  expect(lost).toBe(1);
});

test('[2] a job that a program had just taken when it died is done by the next', async () => {
  const { jobId } = await askExport();
  let died: () => void = () => undefined;
  const death = new Promise<void>((settle) => (died = settle));
  const dying = start(
    storeWith(async (work) => {
      if (await isRunning(jobId)) throw new DomainError('store_trouble');
      await world.context.storage.transact(work);
      died();
      throw new DomainError('store_trouble');
    }),
  );
  await death;
  await dying.stop();
  const left = await isRunning(jobId);

  start();

  expect(left).toBe(true);
  expect(await ended(committee.as.owner, jobId)).toMatchObject({ state: 'done' });
});

test('[2] a job that is being done is not begun again', async () => {
  const { jobId } = await askExport();
  const claims: JobId[] = [];
  let looks = 0;

  const runner = start(
    storeWith(async (work) => {
      const wasRunning = await isRunning(jobId);
      const result = await world.context.storage.transact(work);
      if (!wasRunning && (await isRunning(jobId))) claims.push(jobId);
      for (; looks < 3; looks += 1)
        world.context.bus.publish({ kind: 'job', jobId, personId: committee.as.owner.personId });
      return result;
    }),
  );
  await ended(committee.as.owner, jobId);
  await runner.stop();

  expect(claims).toEqual([jobId]);
});

test('[4] a job that ends while lost ones are looked for is not done again, though the store did not take its end', async () => {
  const { jobId } = await askExport();
  const { storage } = world.context;
  const claims: JobId[] = [];
  let refuse: () => void = () => undefined;
  const refused = new Promise<void>((settle) => (refuse = settle));
  let hasRefused = false;
  const slowly: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      if (result.rows.some((row) => row['id'] === jobId)) await refused.then(() => nextTurn());
      return result;
    },
  };

  start({
    ...storeWith(async (work) => {
      const wasRunning = await isRunning(jobId);
      const result = await storage.transact(async (tx) => {
        const found = await work(tx);
        const end = await tx.selectFrom('jobs').select('id').where('state', '=', 'done').executeTakeFirst();
        if (end === undefined || hasRefused) return found;
        hasRefused = true;
        setTimeout(refuse);
        throw new DomainError('store_trouble');
      });
      if (!wasRunning && (await isRunning(jobId))) claims.push(jobId);
      world.context.bus.publish({ kind: 'job', jobId, personId: committee.as.owner.personId });
      return result;
    }),
    rows: storage.rows.withPlugin(slowly),
  });
  await ended(committee.as.owner, jobId);

  expect(hasRefused).toBe(true);
  expect(claims).toEqual([jobId]);
});

test('[2] a merge of everything that is done twice has merged once', async () => {
  await receiveOpenSection();
  const { bureau } = committee.as;
  const first = start();
  const { jobId } = await mergeAll(world.context, bureau, { id: committee.report.reportId });
  const once = await ended(bureau, jobId);
  await first.stop();
  const text = await world.context.documents.read(committee.open.partDocumentId);

  await world.context.storage.transact((tx) => markJobRunning(tx, jobId, world.context.now()));
  start();
  const twice = await ended(bureau, jobId);

  expect(once).toMatchObject({ state: 'done', merged: 1, withConflicts: 0 });
  expect(twice).toMatchObject({ state: 'done', merged: 0, withConflicts: 0 });
  expect(await world.context.documents.read(committee.open.partDocumentId)).toEqual(text);
  const { items } = await listMerges(world.context, bureau, { id: committee.report.reportId });
  expect(items.map(({ state }) => state)).toEqual(['applied']);
});

test('[3] what waits longer than others goes first, and everything gets its turn', async () => {
  const ids: JobId[] = [];
  for (let n = 0; n < 3; n += 1) ids.push((await askExport()).jobId);
  const order: JobId[] = [];
  world.context.bus.subscribe((hint) => {
    if (hint.kind === 'job') order.push(hint.jobId);
  });

  runners.push(startJobRunner(world.context, { ...LIMITS, exportsAtOnce: 1 }));
  for (const id of ids) await ended(committee.as.owner, id);

  expect(order.filter((id, at) => order.indexOf(id) === at)).toEqual(ids);
});

test('[4] an end that the store did not take is written once it does', async () => {
  const { jobId: done } = await askExport();
  const { jobId: failed } = await askExport();
  await world.context.storage.transact((tx) =>
    tx.updateTable('jobs').set({ payload_json: '{}' }).where('id', '=', failed).execute(),
  );
  const { storage } = world.context;
  let refused = 0;
  start(
    storeWith((work) =>
      storage.transact(async (tx) => {
        const result = await work(tx);
        const ends = await tx.selectFrom('jobs').select('id').where('state', 'in', ['done', 'failed']).execute();
        if (ends.length === 0 || refused === 2) return result;
        refused += 1;
        throw new DomainError('store_trouble');
      }),
    ),
  );
  const rows = [await untilRow(done), await untilRow(failed)];

  expect(refused).toBe(2);
  expect(rows.map(({ state }) => state)).toEqual(['done', 'failed']);
  expect(rows[0]?.file_id).not.toBeNull();
});

test('a runner that stops begins nothing more', async () => {
  const runner = start();
  await runner.stop();
  const { jobId } = await askExport();

  expect((await getJob(world.context, committee.as.owner, { id: jobId })).state).toBe('waiting');
});

/** The row of a job once it has ended, for one whose owner may not ask any more. */
async function untilRow(id: JobId) {
  const rows = world.context.storage.rows;
  for (;;) {
    const row = await rows.selectFrom('jobs').selectAll().where('id', '=', id).executeTakeFirst();
    if (row?.state === 'failed' || row?.state === 'done') return row;
    await new Promise((settle) => setImmediate(settle));
  }
}
