import type { FileId, JobId, PersonId } from '#shared/model/ids.ts';
import { nextOrdinal } from './ordinal.ts';
import type { Row, Rows } from './tables.ts';

export type JobRow = Omit<Row<'jobs'>, 'ordinal'>;

export async function findJob(rows: Rows, id: JobId): Promise<JobRow | undefined> {
  return rows.selectFrom('jobs').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The job that has waited longest. */
export async function findWaitingJob(rows: Rows): Promise<JobRow | undefined> {
  return rows.selectFrom('jobs').selectAll().where('state', '=', 'waiting').orderBy('ordinal').executeTakeFirst();
}

export async function countWaitingJobs(rows: Rows, personId: PersonId): Promise<number> {
  const found = await rows
    .selectFrom('jobs')
    .select(({ fn }) => fn.countAll<number | string>().as('count'))
    .where('person_id', '=', personId)
    .where('state', 'in', ['waiting', 'running'])
    .executeTakeFirst();
  return Number(found?.count ?? 0);
}

export async function insertJob(tx: Rows, job: JobRow): Promise<void> {
  await tx
    .insertInto('jobs')
    .values({ ...job, ordinal: nextOrdinal('jobs') })
    .execute();
}

export async function markJobRunning(tx: Rows, id: JobId, at: number): Promise<void> {
  await tx.updateTable('jobs').set({ state: 'running', updated_at: at }).where('id', '=', id).execute();
}

export async function updateJobProgress(tx: Rows, id: JobId, progress: number, at: number): Promise<void> {
  await tx.updateTable('jobs').set({ progress, updated_at: at }).where('id', '=', id).execute();
}

/** Merges of everything that wait or run. */
export async function listOpenMergeAlls(rows: Rows): Promise<readonly JobRow[]> {
  return rows
    .selectFrom('jobs')
    .selectAll()
    .where('kind', '=', 'mergeAll')
    .where('state', 'in', ['waiting', 'running'])
    .execute();
}

export interface JobResult {
  readonly fileId: FileId | null;
  readonly merged: number | null;
  readonly withConflicts: number | null;
}

export async function markJobDone(tx: Rows, id: JobId, result: JobResult, at: number): Promise<void> {
  await tx
    .updateTable('jobs')
    .set({
      state: 'done',
      progress: 1,
      file_id: result.fileId,
      merged: result.merged,
      with_conflicts: result.withConflicts,
      updated_at: at,
    })
    .where('id', '=', id)
    .execute();
}

export async function markJobFailed(tx: Rows, id: JobId, code: string, at: number): Promise<void> {
  await tx.updateTable('jobs').set({ state: 'failed', code, updated_at: at }).where('id', '=', id).execute();
}

/** Jobs that are written down as running. */
export async function listRunningJobs(rows: Rows): Promise<readonly JobId[]> {
  const found = await rows.selectFrom('jobs').select('id').where('state', '=', 'running').execute();
  return found.map(({ id }) => id);
}

/** A job that nobody does any more waits again. */
export async function requeueJob(tx: Rows, id: JobId, at: number): Promise<void> {
  await tx
    .updateTable('jobs')
    .set({ state: 'waiting', progress: 0, updated_at: at })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .execute();
}

/** The files that jobs still offer. */
export async function listOfferedFiles(rows: Rows): Promise<readonly FileId[]> {
  const found = await rows.selectFrom('jobs').select('file_id').where('file_id', 'is not', null).execute();
  return found.flatMap(({ file_id }) => file_id ?? []);
}

/** The same, of those that were made before an instant. */
export async function listOfferedFilesBefore(rows: Rows, before: number): Promise<readonly FileId[]> {
  const found = await rows
    .selectFrom('jobs')
    .innerJoin('files', 'files.id', 'jobs.file_id')
    .select('files.id')
    .where('files.at', '<', before)
    .execute();
  return found.map(({ id }) => id);
}

/** The job that made a file offers it no longer, and says why. */
export async function withdrawJobFile(tx: Rows, id: FileId, code: string): Promise<void> {
  await tx.updateTable('jobs').set({ file_id: null, code }).where('file_id', '=', id).execute();
}
