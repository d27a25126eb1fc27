import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Context } from '#server/context.ts';
import { forgetExports, sweepExports } from '#server/actions/export-files.ts';
import { exportSection, getFile, getJob, runExport } from '#server/actions/exports.ts';
import { findJob, markJobDone } from '#server/storage/rows/jobs.ts';
import { idOf, type FileId, type JobId } from '#shared/model/ids.ts';
import { foundCommittee, openWorld, type CommitteeWorld, type SmallCommittee } from '#test/world/committee.ts';
import { refusalOf } from '#test/world/refusal.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

let world: CommitteeWorld;
let committee: SmallCommittee;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

beforeEach(async () => {
  committee = await foundCommittee(world);
});

interface Made {
  readonly jobId: JobId;
  readonly fileId: FileId;
}

/** A job and the file that it made, as the runner writes them down. */
async function makeFile(): Promise<Made> {
  const { storage, now } = world.context;
  const { jobId } = await exportSection(world.context, committee.as.owner, {
    id: committee.open.sectionId,
    format: 'docx',
    comments: 'none',
  });
  const job = await findJob(storage.rows, jobId);
  if (job === undefined) throw new Error('There is no job');
  const result = await runExport(world.context, job);
  await storage.transact((tx) => markJobDone(tx, jobId, result, now()));
  return { jobId, fileId: result.fileId ?? idOf<FileId>('none') };
}

function after(days: number): Context {
  return { ...world.context, now: () => world.context.now() + days * DAY_MS };
}

test('a file is there for a week', async () => {
  const { fileId } = await makeFile();

  await forgetExports(after(6));

  expect(await refusalOf(getFile(world.context, committee.as.owner, { id: fileId }))).toBe('done');
});

test('after a week a file is gone from the disk, and who asks for it is told so', async () => {
  const { jobId, fileId } = await makeFile();

  await forgetExports(after(8));
  await forgetExports(after(8));

  expect(await world.context.files.list('export')).not.toContain(fileId);
  expect(await refusalOf(getFile(world.context, committee.as.owner, { id: fileId }))).toBe('export/expired');
  expect(await getJob(world.context, committee.as.owner, { id: jobId })).toMatchObject({
    state: 'done',
    fileId: null,
    code: 'export/expired',
  });
});

test('a file that is gone is no more told of to others than one that is there', async () => {
  const { fileId } = await makeFile();
  await forgetExports(after(8));

  expect(await refusalOf(getFile(world.context, committee.as.bureau, { id: fileId }))).toBe('not_found');
});

test('what no job offers is swept, what one offers stays', async () => {
  const { fileId } = await makeFile();
  await world.context.files.put('export', 'cut-off', new Uint8Array([1]));

  await sweepExports(world.context);

  expect(await world.context.files.list('export')).toContain(fileId);
  expect(await world.context.files.list('export')).not.toContain('cut-off');
});
