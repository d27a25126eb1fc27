import { DomainError } from '#shared/model/errors.ts';
import { idOf, type SectionId, type SubmissionId } from '#shared/model/ids.ts';
import type { Submission } from '#shared/protocol/sections.ts';
import { authorizeMove, authorizeSection } from '#server/access/authorize.ts';
import type { Caller } from '#server/access/caller.ts';
import type { Context, DurableText } from '#server/context.ts';
import { countContentWords } from '#server/domain/words.ts';
import {
  decideSubmission,
  findSubmission,
  insertSubmission,
  listSubmissions as listSubmissionRows,
  type Decision,
  type SubmissionRow,
} from '#server/storage/rows/submissions.ts';
import { writeMove } from './section-move.ts';
import { transact } from './transact.ts';

/** The submissions of a section, newest first. */
export async function listSubmissions(
  context: Context,
  caller: Caller,
  input: { readonly id: SectionId },
): Promise<{ items: Submission[] }> {
  await authorizeSection(context.storage.rows, caller, input.id, 'read');
  return { items: (await listSubmissionRows(context.storage.rows, input.id)).map(describeSubmission) };
}

/** Submits the section with the text that is durable at the commit. Refused while it is not being written, and without a word in it. */
export async function submitSection(
  context: Context,
  caller: Caller,
  input: { readonly id: SectionId; readonly note: string },
): Promise<Submission> {
  const at = context.now();
  return transact(context, async (tx, tell) => {
    const access = await authorizeMove(tx, caller, input.id, 'submit');
    const move = { access, move: 'submit', by: caller.personId, at, reason: '', judge: demandWords } as const;
    const version = await writeMove(context, tx, tell, move);
    if (version === undefined) throw new Error('A submission keeps no version');
    const submission: SubmissionRow = {
      id: idOf<SubmissionId>(context.newId()),
      section_id: access.section.id,
      version_id: version.id,
      state: 'submitted',
      note: input.note,
      by_id: caller.personId,
      at,
      decided_by: null,
      decided_at: null,
      reason: '',
    };
    await insertSubmission(tx, submission);
    return describeSubmission(submission);
  });
}

/** Accepts a submission for merging. */
export async function receiveSubmission(
  context: Context,
  caller: Caller,
  input: { readonly id: SubmissionId },
): Promise<Submission> {
  return settle(context, caller, { id: input.id, move: 'receive', state: 'received', reason: '' });
}

/** Sends a submission back to its author, who may write again and is told the reason. */
export async function returnSubmission(
  context: Context,
  caller: Caller,
  input: { readonly id: SubmissionId; readonly reason: string },
): Promise<Submission> {
  return settle(context, caller, { id: input.id, move: 'return', state: 'returned', reason: input.reason });
}

/** Takes one's submission back before it is received. */
export async function withdrawSubmission(
  context: Context,
  caller: Caller,
  input: { readonly id: SubmissionId },
): Promise<Submission> {
  return settle(context, caller, { id: input.id, move: 'withdraw', state: 'withdrawn', reason: '' });
}

interface Settling {
  readonly id: SubmissionId;
  readonly move: 'receive' | 'return' | 'withdraw';
  readonly state: Decision['state'];
  readonly reason: string;
}

async function settle(context: Context, caller: Caller, settling: Settling): Promise<Submission> {
  const at = context.now();
  return transact(context, async (tx, tell) => {
    const submission = await findSubmission(tx, settling.id);
    if (submission === undefined) throw new DomainError('not_found');
    // A submission is known to who may read its section.
    await authorizeSection(tx, caller, submission.section_id, 'read');
    const access = await authorizeMove(tx, caller, submission.section_id, settling.move);
    if (submission.state !== 'submitted') throw new DomainError('submission/not-open', { state: submission.state });
    if (settling.move === 'return' && settling.reason.trim() === '') throw new DomainError('submission/reason-empty');

    const decision = { state: settling.state, by: caller.personId, at, reason: settling.reason };
    await writeMove(context, tx, tell, { ...settling, access, by: caller.personId, at });
    await decideSubmission(tx, submission.id, decision);
    return describeSubmission({
      ...submission,
      state: settling.state,
      decided_by: caller.personId,
      decided_at: at,
      reason: settling.reason,
    });
  });
}

function demandWords(text: DurableText): void {
  if (countContentWords(text.content) === 0) throw new DomainError('submission/empty-text');
}

function describeSubmission(row: SubmissionRow): Submission {
  return {
    id: row.id,
    sectionId: row.section_id,
    versionId: row.version_id,
    state: row.state,
    note: row.note,
    by: row.by_id,
    at: row.at,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
    reason: row.reason,
  };
}
