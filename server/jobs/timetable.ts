import { forgetExports } from '#server/actions/export-files.ts';
import { forgetAnswers } from '#server/actions/idempotency.ts';
import { forgetEndedSessions } from '#server/actions/session.ts';
import type { Context } from '#server/context.ts';

export interface Timetable {
  stop(): Promise<void>;
}

const EVERY_MS = 60 * 60 * 1000;

/** What the clock asks for; all of it may be late, doubled or left out once. */
const HOURLY = [forgetAnswers, forgetEndedSessions, forgetExports] as const;

export function startTimetable(context: Context): Timetable {
  let running = Promise.resolve();
  const work = async (): Promise<void> => {
    for (const task of HOURLY) {
      await task(context).catch((error: unknown) => {
        context.log.warn({ task: task.name, cause: error instanceof Error ? error : undefined }, 'timetable.failed');
      });
    }
  };
  const timer = setInterval(() => {
    running = running.then(work);
  }, EVERY_MS);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
