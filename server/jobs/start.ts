import type { Limits } from '#shared/protocol/limits.ts';
import { forgetExports, sweepExports } from '#server/actions/export-files.ts';
import type { Context } from '#server/context.ts';
import { watchFirstEdits } from './first-edit.ts';
import { startJobRunner } from './runner.ts';
import { startTimetable } from './timetable.ts';

export interface Jobs {
  stop(): Promise<void>;
}

/** All that happens without a person who waits for an answer. */
export async function startJobs(context: Context, limits: Limits): Promise<Jobs> {
  await tidyFiles(context);
  const runner = startJobRunner(context, limits);
  const firstEdits = watchFirstEdits(context);
  const timetable = startTimetable(context);
  return {
    async stop() {
      await Promise.all([runner.stop(), firstEdits.stop(), timetable.stop()]);
    },
  };
}

/** Before anything makes a file. What cannot be taken away now is at the next start; the server starts without it. */
async function tidyFiles(context: Context): Promise<void> {
  try {
    await forgetExports(context);
    await sweepExports(context);
  } catch (error) {
    context.log.warn({ cause: error instanceof Error ? error : undefined }, 'files.not-tidied');
  }
}
