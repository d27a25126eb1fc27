import { DomainError } from '#shared/model/errors.ts';
import type { Caller } from '#server/access/caller.ts';
import type { Context } from '#server/context.ts';
import { deleteAnswersBefore, findAnswer, insertAnswer } from '#server/storage/rows/idempotency.ts';

/** A change that its caller may send again without knowing whether it was done. */
export interface RepeatableRequest {
  /** As in the header `Idempotency-Key`. */
  readonly key: string;
  /** Of method, address and body. */
  readonly requestHash: string;
}

const KEPT_MS = 24 * 60 * 60 * 1000;

/** Of one store: which keys are being answered now. A repetition that comes meanwhile waits for the first. */
const running = new WeakMap<Context['storage'], Map<string, Promise<string>>>();

/**
 * Does what is asked once for each person and key within a day, and gives a repetition the first answer. A refusal is not kept: it changed
 * nothing. Throws `idempotency/other-body` when the same key asks for something else.
 */
export async function answerOnce(
  context: Context,
  caller: Caller,
  request: RepeatableRequest,
  run: () => Promise<string>,
): Promise<string> {
  const turns = running.get(context.storage) ?? new Map<string, Promise<string>>();
  running.set(context.storage, turns);
  const name = `${caller.personId} ${request.key}`;
  // Each of those who waited looks again: only one of them goes on.
  while (turns.has(name)) await turns.get(name)?.catch(() => undefined);
  const turn = answer(context, caller, request, run);
  turns.set(name, turn);
  try {
    return await turn;
  } finally {
    if (turns.get(name) === turn) turns.delete(name);
  }
}

async function answer(
  context: Context,
  caller: Caller,
  { key, requestHash }: RepeatableRequest,
  run: () => Promise<string>,
): Promise<string> {
  const known = await findAnswer(context.storage.rows, caller.personId, key);
  if (known !== undefined && known.at > context.now() - KEPT_MS) {
    if (known.request_hash !== requestHash) throw new DomainError('idempotency/other-body');
    return known.body;
  }
  const body = await run();
  const at = context.now();
  await context.storage.transact(async (tx) => {
    await deleteAnswersBefore(tx, at - KEPT_MS);
    await insertAnswer(tx, { person_id: caller.personId, key, request_hash: requestHash, status: 200, body, at });
  });
  return body;
}

/** Forgets what nobody repeats any more. */
export async function forgetAnswers(context: Context): Promise<void> {
  await context.storage.transact((tx) => deleteAnswersBefore(tx, context.now() - KEPT_MS));
}
