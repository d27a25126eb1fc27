import { startDrafting, startDraftingOfEdited } from '#server/actions/sections.ts';
import type { Context } from '#server/context.ts';

const LOOK_EVERY_MS = 60_000;

export interface FirstEditWatch {
  /** Settles when nothing more is under way. */
  stop(): Promise<void>;
}

/** Turns an assigned section into one in drafting at its first durable edit: at once when that is heard, else at the next look into the store. */
export function watchFirstEdits(context: Context): FirstEditWatch {
  const running = new Set<Promise<void>>();
  const run = (work: Promise<void>): void => {
    const done = work
      .catch((error: unknown) => {
        // The next look does it again.
        context.log.warn({ cause: error instanceof Error ? error : undefined }, 'first-edit.failed');
      })
      .finally(() => running.delete(done));
    running.add(done);
  };
  const leave = context.bus.subscribe((hint) => {
    if (hint.kind === 'edited') run(startDrafting(context, { documentId: hint.documentId, by: hint.by }));
  });
  const timer = setInterval(() => run(startDraftingOfEdited(context)), LOOK_EVERY_MS);
  timer.unref();
  run(startDraftingOfEdited(context));
  return {
    async stop() {
      leave();
      clearInterval(timer);
      await Promise.all(running);
    },
  };
}
