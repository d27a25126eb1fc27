import { DomainError, type ErrorCode } from '#shared/model/errors.ts';
import type { JobId } from '#shared/model/ids.ts';
import type { Limits } from '#shared/protocol/limits.ts';
import { runExport } from '#server/actions/exports.ts';
import { runMergeAll } from '#server/actions/merges.ts';
import type { Context } from '#server/context.ts';
import {
  findWaitingJob,
  listRunningJobs,
  markJobDone,
  markJobFailed,
  markJobRunning,
  requeueJob,
  type JobResult,
  type JobRow,
} from '#server/storage/rows/jobs.ts';
import type { Rows } from '#server/storage/rows/tables.ts';

/**
 * Does the long work that was asked for and is written down as rows of `jobs`.
 *
 * 1. A job waits, runs, and ends as done or failed; only a row says which.
 * 2. A job that is written down as running and that nobody does waits again: the program ended, or the answer that the store took it
 *    never came. Doing it twice gives what doing it once gives: that is promised by the action that it calls.
 * 3. At most so many run at once; who has waited longest goes first.
 * 4. An end that the store would not take is written as soon as it takes it: no job stays running that doesn't run.
 */
export interface JobRunner {
  /** Begins nothing more and settles when what runs has ended; what takes too long is done again at the next start. */
  stop(): Promise<void>;
}

type Ending =
  { readonly kind: 'done'; readonly result: JobResult } | { readonly kind: 'failed'; readonly code: ErrorCode };

/** What each kind of job calls. */
const WORK: Readonly<Record<JobRow['kind'], (context: Context, job: JobRow) => Promise<JobResult>>> = {
  export: runExport,
  mergeAll: runMergeAll,
};

/** A lost hint costs so much waiting. */
const LOOK_EVERY_MS = 2_000;
/** The whole program has to stop within five seconds. */
const STOP_WITHIN_MS = 3_000;

export function startJobRunner(context: Context, limits: Limits): JobRunner {
  const runner = new Runner(context, limits.exportsAtOnce);
  runner.look();
  return runner;
}

class Runner implements JobRunner {
  readonly #context: Context;
  readonly #atOnce: number;
  readonly #running = new Map<JobId, Promise<void>>();
  readonly #unmarked = new Map<JobRow, Ending>();
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

  /** Marks what ended and could not be marked, lets wait again what nobody does, then takes what waits, as far as there is room. */
  look(): void {
    this.#isAskedAgain = this.#looking !== undefined;
    if (this.#isStopping || this.#isAskedAgain) return;
    this.#looking = this.#markAll()
      .then(() => this.#requeueLost())
      .then(() => this.#takeAll())
      .catch((error: unknown) => {
        this.#context.log.warn({ cause: causeOf(error) }, 'jobs.look-failed');
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
    await Promise.race([Promise.all([this.#looking, ...this.#running.values()]), late]);
  }

  async #takeAll(): Promise<void> {
    while (!this.#isStopping && this.#running.size < this.#atOnce) {
      const job = await this.#claim();
      if (job === undefined) return;
      const done = this.#run(job).finally(() => {
        this.#running.delete(job.id);
        this.look();
      });
      this.#running.set(job.id, done);
    }
  }

  /** This is the only runner of its store, so that what is running and not here is done by nobody. */
  async #requeueLost(): Promise<void> {
    const { storage, now } = this.#context;
    const written = await listRunningJobs(storage.rows);
    // Known only now: one that ended meanwhile, and whose end the store would not take, is not to be done again.
    const kept = new Set([...this.#unmarked.keys()].map(({ id }) => id));
    const lost = written.filter((id) => !this.#running.has(id) && !kept.has(id));
    for (const id of lost) await storage.transact((tx) => requeueJob(tx, id, now()));
  }

  #claim(): Promise<JobRow | undefined> {
    return this.#context.storage.transact(async (tx) => {
      const job = await findWaitingJob(tx);
      if (job !== undefined) await markJobRunning(tx, job.id, this.#context.now());
      return job;
    });
  }

  async #run(job: JobRow): Promise<void> {
    const { log, now } = this.#context;
    const from = now();
    try {
      const result = await WORK[job.kind](this.#context, job);
      log.info({ jobId: job.id, kind: job.kind, ms: now() - from }, 'job.done');
      await this.#mark(job, { kind: 'done', result });
    } catch (error) {
      // Cut off by the end of the program, it runs again.
      if (this.#isStopping) return;
      const code = codeOf(error, job);
      log.warn({ jobId: job.id, kind: job.kind, code, cause: causeOf(error) }, 'job.failed');
      await this.#mark(job, { kind: 'failed', code });
    }
  }

  /** Writes down how a job ended, or keeps that for the next look. Never rejects. */
  async #mark(job: JobRow, ending: Ending): Promise<void> {
    const { storage, bus, log, now } = this.#context;
    try {
      await storage.transact((tx) => writeEnding(tx, job, ending, now()));
    } catch (error) {
      const isPassing = error instanceof DomainError && error.code === 'store_trouble';
      this.#unmarked.set(job, isPassing ? ending : { kind: 'failed', code: codeOf(error, job) });
      log.warn({ jobId: job.id, kind: job.kind, cause: causeOf(error) }, 'job.not-marked');
      return;
    }
    this.#unmarked.delete(job);
    bus.publish({ kind: 'job', jobId: job.id, personId: job.person_id });
  }

  async #markAll(): Promise<void> {
    for (const [job, ending] of this.#unmarked) await this.#mark(job, ending);
  }
}

function writeEnding(tx: Rows, job: JobRow, ending: Ending, at: number): Promise<void> {
  return ending.kind === 'done'
    ? markJobDone(tx, job.id, ending.result, at)
    : markJobFailed(tx, job.id, ending.code, at);
}

function causeOf(error: unknown): Error | undefined {
  return error instanceof Error ? error : undefined;
}

function codeOf(error: unknown, job: JobRow): ErrorCode {
  if (error instanceof DomainError) return error.code;
  return job.kind === 'export' ? 'export/failed' : 'internal';
}
