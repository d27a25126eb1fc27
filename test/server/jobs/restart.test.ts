import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { committeeSchema } from '#shared/protocol/committees.ts';
import { idOf } from '#shared/model/ids.ts';
import { jobSchema, type Job } from '#shared/protocol/exports.ts';
import { meSchema } from '#shared/protocol/session.ts';
import { markJobRunning } from '#server/storage/rows/jobs.ts';
import { openSqliteStorage } from '#server/storage/sqlite/open.ts';
import { signInAs, type Visitor } from '#test/world/open-server.ts';
import { startServerProcess, type ServerProcess } from '#test/world/server.ts';

let dataDir = '';
let server: ServerProcess | undefined;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'dong-thao-'));
});

afterEach(async () => {
  await server?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

async function start(): Promise<ServerProcess> {
  server = await startServerProcess({ dataDir, env: { DEMO: '1', LOG_LEVEL: 'warn' } });
  return server;
}

async function reportOf(visitor: Visitor): Promise<string> {
  const { committees } = meSchema.parse((await visitor.call('GET', '/api/me')).json);
  const committee = await visitor.call('GET', `/api/committees/${committees[0]?.id}`);
  return committeeSchema.parse(committee.json).reports[0]?.id ?? '';
}

async function endedJob(visitor: Visitor, jobId: string): Promise<Job> {
  for (;;) {
    const job = jobSchema.parse((await visitor.call('GET', `/api/jobs/${jobId}`)).json);
    if (job.state !== 'waiting' && job.state !== 'running') return job;
    await delay(50);
  }
}

test('work that was asked for is done after a kill, by the server that comes next', { timeout: 120_000 }, async () => {
  const killed = await start();
  const before = await signInAs(killed.url, 'thuongtruc1');
  const asked = await before.call('POST', `/api/reports/${await reportOf(before)}/merges`);
  await killed.kill9();

  const next = await start();
  const after = await signInAs(next.url, 'thuongtruc1');
  const { jobId } = z.object({ jobId: z.string() }).parse(asked.json);
  const job = await endedJob(after, jobId);

  expect(asked.status).toBe(202);
  expect(job).toMatchObject({ state: 'done', code: null });
});

test('work that a server took just before it was killed is done by the next', { timeout: 120_000 }, async () => {
  const killed = await start();
  const before = await signInAs(killed.url, 'thuongtruc1');
  const asked = await before.call('POST', `/api/reports/${await reportOf(before)}/merges`);
  await killed.kill9();
  const { jobId } = z.object({ jobId: z.string() }).parse(asked.json);
  // As the kill between the commit and the work leaves it.
  const store = await openSqliteStorage(join(dataDir, 'dong-thao.db'));
  await store.transact((tx) => markJobRunning(tx, idOf(jobId), Date.now()));
  await store.close();

  const next = await start();
  const job = await endedJob(await signInAs(next.url, 'thuongtruc1'), jobId);

  expect(job).toMatchObject({ state: 'done', code: null });
});

test('the built server makes a Word file in a worker of its own', { timeout: 120_000 }, async () => {
  const { url } = await start();
  const visitor = await signInAs(url, 'thuongtruc1');

  const answer = await visitor.call('GET', `/api/reports/${await reportOf(visitor)}/export?format=docx`);

  expect(answer.headers.get('content-type')).toMatch(/wordprocessingml/);
});
