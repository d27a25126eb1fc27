import type { Limits } from '#shared/protocol/limits.ts';
import type { Context } from '#server/context.ts';
import { watchFirstEdits } from './first-edit.ts';
import { startJobRunner } from './runner.ts';
import { startTimetable } from './timetable.ts';

export interface Jobs {
  stop(): Promise<void>;
}

/** All that happens without a person who waits for an answer. */
export async function startJobs(context: Context, limits: Limits): Promise<Jobs> {
  const runner = await startJobRunner(context, limits);
  const firstEdits = watchFirstEdits(context);
  const timetable = startTimetable(context);
  return {
    async stop() {
      await Promise.all([runner.stop(), firstEdits.stop(), timetable.stop()]);
    },
  };
}
