import { DomainError } from '#shared/model/errors.ts';
import { idOf, type JobId } from '#shared/model/ids.ts';
import type { Caller } from '#server/access/caller.ts';
import type { Context } from '#server/context.ts';
import { updateJobProgress, type JobRow } from '#server/storage/rows/jobs.ts';
import { findPerson } from '#server/storage/rows/people.ts';

/** A piece of long work as it is written down to be done. */
export function newJob(context: Context, caller: Caller, kind: JobRow['kind'], payload: object): JobRow {
  const at = context.now();
  return {
    id: idOf<JobId>(context.newId()),
    kind,
    payload_json: JSON.stringify(payload),
    state: 'waiting',
    progress: 0,
    person_id: caller.personId,
    file_id: null,
    code: null,
    merged: null,
    with_conflicts: null,
    created_at: at,
    updated_at: at,
  };
}

/** Who asked for a job: it is done with the rights that they have now. */
export async function callerOfJob(context: Context, job: JobRow): Promise<Caller> {
  const person = await findPerson(context.storage.rows, job.person_id);
  if (person === undefined) throw new DomainError('not_found');
  return {
    personId: person.id,
    login: person.login,
    name: person.name,
    admin: person.admin === 1,
    demo: false,
    sessionHash: null,
  };
}

/** `share`: 0–1. */
export async function reportProgress(context: Context, job: JobRow, share: number): Promise<void> {
  await context.storage.transact((tx) => updateJobProgress(tx, job.id, share, context.now()));
  context.bus.publish({ kind: 'job', jobId: job.id, personId: job.person_id });
}
