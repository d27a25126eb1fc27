import { DomainError } from '#shared/model/errors.ts';
import type { Caller } from '#server/access/caller.ts';
import type { Context } from '#server/context.ts';
import { deleteAnswersBefore, findAnswer, insertAnswerOnce } from '#server/storage/rows/idempotency.ts';
import type { Rows } from '#server/storage/rows/tables.ts';
import { hashOfKey, markOfRequest, openAnswer, sealAnswer } from './sealed-answer.ts';

/** A change that its caller may send again without knowing whether it was done. */
export interface RepeatableRequest {
  /** As in the header `Idempotency-Key`. */
  readonly key: string;
  /** Of method, address and body. */
  readonly requestHash: string;
  /** Does it with this context, in one transaction of `transact.ts`, and gives what that gave. */
  readonly run: (context: Context) => Promise<unknown>;
  /** What was given, as it goes to the caller. */
  readonly write: (given: unknown) => string;
}

const KEPT_MS = 24 * 60 * 60 * 1000;

/**
 * Does what is asked once for each person and key within a day, and gives a repetition the first answer. Deed and answer are one
 * transaction: neither is ever there without the other. A refusal is not kept: it changed nothing. Throws `idempotency/other-body` when
 * the same key asks for something else.
 */
export async function answerOnce(context: Context, caller: Caller, request: RepeatableRequest): Promise<string> {
  const known = await findKept(context, caller, request);
  if (known !== undefined) return known;
  let transactions = 0;
  const keepAnswer = async (tx: Rows, given: unknown): Promise<void> => {
    transactions += 1;
    if (transactions > 1) throw new Error('What may be repeated has to be one transaction');
    await keep(context, tx, caller, request, given);
  };
  try {
    return request.write(await request.run({ ...context, keepAnswer }));
  } catch (error) {
    // Of two at once the later finds the deed done, or its key taken, and is undone: its answer is that of the first.
    const twin = await findKept(context, caller, request);
    if (twin === undefined || transactions > 1) throw error;
    return twin;
  }
}

/** Forgets what nobody repeats any more. */
export async function forgetAnswers(context: Context): Promise<void> {
  await context.storage.transact((tx) => deleteAnswersBefore(tx, context.now() - KEPT_MS));
}

async function findKept(context: Context, caller: Caller, request: RepeatableRequest): Promise<string | undefined> {
  const kept = await findAnswer(context.storage.rows, caller.personId, hashOfKey(request.key));
  if (kept === undefined || kept.at < context.now() - KEPT_MS) return undefined;
  if (kept.request_hash !== markOfRequest(request.key, request.requestHash))
    throw new DomainError('idempotency/other-body');
  return openAnswer(request.key, kept.body);
}

async function keep(
  context: Context,
  tx: Rows,
  caller: Caller,
  request: RepeatableRequest,
  given: unknown,
): Promise<void> {
  const at = context.now();
  await deleteAnswersBefore(tx, at - KEPT_MS);
  const isFirst = await insertAnswerOnce(tx, {
    person_id: caller.personId,
    key: hashOfKey(request.key),
    request_hash: markOfRequest(request.key, request.requestHash),
    status: 200,
    body: sealAnswer(request.key, request.write(given)),
    at,
  });
  if (!isFirst) throw new DomainError('state_conflict');
}
