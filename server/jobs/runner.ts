import { DomainError, type ErrorCode } from '#shared/model/errors.ts';
import type { Limits } from '#shared/protocol/limits.ts';
import { runExport } from '#server/actions/exports.ts';
import { runMergeAll } from '#server/actions/merges.ts';
import type { Context } from '#server/context.ts';
import {
  findWaitingJob,
  markJobDone,
  markJobFailed,
  markJobRunning,
  requeueRunningJobs,
  type JobResult,
  type JobRow,
} from '#server/storage/rows/jobs.ts';

/**
 * Does the long work that was asked for and is written down as rows of `jobs`.
 *
 * 1. A job waits, runs, and ends as done or failed; only a row says which.
 * 2. A job that was running when the program ended waits again at the next start. Doing it twice gives what doing it once gives: that is
 *    promised by the action that it calls.
 * 3. At most so many run at once; who has waited longest goes first.
 */
export interface JobRunner {
  /** Begins nothing more and settles when what runs has ended; what takes too long is done again at the next start. */
  stop(): Promise<void>;
}

/** What each kind of job calls. */
const WORK: Readonly<Record<JobRow['kind'], (context: Context, job: JobRow) => Promise<JobResult>>> = {
  export: runExport,
  mergeAll: runMergeAll,
};

/** A lost hint costs so much waiting. */
const LOOK_EVERY_MS = 2_000;
/** The whole program has to stop within five seconds. */
const STOP_WITHIN_MS = 3_000;

export async function startJobRunner(context: Context, limits: Limits): Promise<JobRunner> {
  await context.storage.transact((tx) => requeueRunningJobs(tx, context.now()));
  const runner = new Runner(context, limits.exportsAtOnce);
  runner.look();
  return runner;
}

class Runner implements JobRunner {
  readonly #context: Context;
  readonly #atOnce: number;
  readonly #running = new Set<Promise<void>>();
  readonly #leave: () => void;
  readonly #timer: NodeJS.Timeout;
  #looking: Promise<void> | undefined;
  #isAskedAgain = false;
  #isStopping = false;

  constructor(context: Context, atOnce: number) {
    this.#context = context;
    this.#atOnce = atOnce;
    this.#leave = context.bus.subscribe((hint) => {
      if (hint.kind === 'job') this.look();
    });
    this.#timer = setInterval(() => this.look(), LOOK_EVERY_MS);
    this.#timer.unref();
  }

  /** Takes what waits, as far as there is room. */
  look(): void {
    this.#isAskedAgain = this.#looking !== undefined;
    if (this.#isStopping || this.#isAskedAgain) return;
    this.#looking = this.#takeAll()
      .catch((error: unknown) => {
        this.#context.log.warn({ cause: error instanceof Error ? error : undefined }, 'jobs.look-failed');
      })
      .finally(() => {
        this.#looking = undefined;
        if (this.#isAskedAgain) this.look();
      });
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#leave();
    clearInterval(this.#timer);
    const late = new Promise<void>((settle) => setTimeout(settle, STOP_WITHIN_MS).unref());
    await Promise.race([Promise.all([this.#looking, ...this.#running]), late]);
  }

  async #takeAll(): Promise<void> {
    while (!this.#isStopping && this.#running.size < this.#atOnce) {
      const job = await this.#claim();
      if (job === undefined) return;
      const done = this.#run(job).finally(() => {
        this.#running.delete(done);
        this.look();
      });
      this.#running.add(done);
    }
  }

  #claim(): Promise<JobRow | undefined> {
    return this.#context.storage.transact(async (tx) => {
      const job = await findWaitingJob(tx);
      if (job !== undefined) await markJobRunning(tx, job.id, this.#context.now());
      return job;
    });
  }

  async #run(job: JobRow): Promise<void> {
    const { storage, bus, log, now } = this.#context;
    const from = now();
    try {
      const result = await WORK[job.kind](this.#context, job);
      await storage.transact((tx) => markJobDone(tx, job.id, result, now()));
      log.info({ jobId: job.id, kind: job.kind, ms: now() - from }, 'job.done');
    } catch (error) {
      // Cut off by the end of the program, it runs again.
      if (this.#isStopping) return;
      const code = codeOf(error, job);
      const cause = error instanceof Error ? error : undefined;
      log.warn({ jobId: job.id, kind: job.kind, code, cause }, 'job.failed');
      await storage.transact((tx) => markJobFailed(tx, job.id, code, now())).catch(() => undefined);
    }
    bus.publish({ kind: 'job', jobId: job.id, personId: job.person_id });
  }
}

function codeOf(error: unknown, job: JobRow): ErrorCode {
  if (error instanceof DomainError) return error.code;
  return job.kind === 'export' ? 'export/failed' : 'internal';
}
