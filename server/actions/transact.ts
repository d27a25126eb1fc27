import type { Hint } from '#shared/protocol/hints.ts';
import type { Context } from '#server/context.ts';
import type { Rows } from '#server/storage/rows/tables.ts';

/** Notes what others are to hear once the transaction is durable. */
export type Tell = (hint: Hint) => void;

/** One transaction of rows; what was told inside goes on the bus after its commit, and nothing of it when it is undone. */
export async function transact<Result>(
  context: Pick<Context, 'storage' | 'bus'>,
  work: (tx: Rows, tell: Tell) => Promise<Result>,
): Promise<Result> {
  const { result, hints } = await context.storage.transact(async (tx) => {
    const told: Hint[] = [];
    return { result: await work(tx, (hint) => told.push(hint)), hints: told };
  });
  for (const hint of hints) context.bus.publish(hint);
  return result;
}
