import type { Hint } from '#shared/protocol/hints.ts';
import type { Context, TextChange, WrittenChange } from '#server/context.ts';
import type { Rows } from '#server/storage/rows/tables.ts';

/** Notes what others are to hear once the transaction is durable. */
export type Tell = (hint: Hint) => void;

type Transacting = Pick<Context, 'storage' | 'bus' | 'keepAnswer'>;

/**
 * One transaction of rows: a deed, and nothing of it when it is undone. What was told inside goes on the bus after the commit. The result
 * is what the deed is answered with: a request that may be repeated keeps it in the same transaction.
 */
export async function transact<Result>(
  context: Transacting,
  work: (tx: Rows, tell: Tell) => Promise<Result>,
): Promise<Result> {
  return publish(context, await context.storage.transact((tx) => carryOut(context, tx, (tell) => work(tx, tell))));
}

/** The same for a deed that changes a text: the change and the rows of `work` are one transaction. */
export async function transactChange<Result>(
  context: Transacting & Pick<Context, 'documents'>,
  change: Omit<TextChange, 'alongside'>,
  work: (tx: Rows, tell: Tell, written: WrittenChange) => Promise<Result>,
): Promise<Result> {
  let done: Done<Result> | undefined;
  await context.documents.change({
    ...change,
    alongside: async (tx, written) => {
      done = await carryOut(context, tx, (tell) => work(tx, tell, written));
    },
  });
  if (done === undefined) throw new Error('A text was changed without what belongs to the change');
  return publish(context, done);
}

interface Done<Result> {
  readonly result: Result;
  readonly hints: readonly Hint[];
}

async function carryOut<Result>(
  context: Transacting,
  tx: Rows,
  work: (tell: Tell) => Promise<Result>,
): Promise<Done<Result>> {
  const hints: Hint[] = [];
  const result = await work((hint) => hints.push(hint));
  await context.keepAnswer?.(tx, result);
  return { result, hints };
}

function publish<Result>({ bus }: Transacting, { result, hints }: Done<Result>): Result {
  for (const hint of hints) bus.publish(hint);
  return result;
}
