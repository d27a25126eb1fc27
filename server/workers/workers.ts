import { DomainError } from '#shared/model/errors.ts';
import type { Log } from '#server/observe/log.ts';
import { startChild, startThread, type Lane, type LaneListener } from './lane.ts';
import type { WorkerAnswer, WorkerRequest } from './exchange.ts';
import { HOMES, type TaskInput, type TaskName, type TaskOutput } from './tasks.ts';

/**
 * Runs slow or dangerous tasks beside the server.
 * 1. A task runs alone in its worker; at most `threads` run at once in threads, and one in a child.
 * 2. A task that takes too long or too much memory is ended with its worker. Its promise rejects; no other task notices.
 * 3. A worker starts with the first task that needs it and ends after a minute without one.
 */
export interface Workers {
  /** Rejects when the task failed, took longer than its bound, or was cut off by `close`; `too_many` when far too much waits already. */
  run<Name extends TaskName>(name: Name, input: TaskInput<Name>, bounds?: Bounds): Promise<TaskOutput<Name>>;
  /** Ends every task and worker; what still waits rejects. */
  close(): Promise<void>;
}

interface Bounds {
  /** Counted from the start of the task, not of the waiting. */
  readonly timeoutMs?: number;
}

export interface WorkersOptions {
  readonly threads: number;
  /** Of the JavaScript heap of each worker. */
  readonly memoryMb?: number;
  readonly idleMs?: number;
  readonly log?: Log;
}

const TIMEOUT_MS = 60_000;
const MEMORY_MB = 512;
const IDLE_MS = 60_000;
/** More than this would wait for longer than anyone does. */
const MOST_WAITING = 200;

export function openWorkers(options: WorkersOptions): Workers {
  const memoryMb = options.memoryMb ?? MEMORY_MB;
  const idleMs = options.idleMs ?? IDLE_MS;
  const pools = {
    thread: new Pool((listener) => startThread(memoryMb, listener), options.threads, idleMs, options.log),
    child: new Pool((listener) => startChild(memoryMb, listener), 1, idleMs, options.log),
  };
  return {
    run: async (name, input, bounds) => pools[HOMES[name]].run(name, input, bounds?.timeoutMs ?? TIMEOUT_MS),
    close: async () => {
      await Promise.all([pools.thread.close(), pools.child.close()]);
    },
  };
}

/** A task that was asked for. */
interface Job {
  readonly request: WorkerRequest;
  readonly timeoutMs: number;
  readonly resolve: (output: never) => void;
  readonly reject: (reason: Error) => void;
}

/** A worker and what it is doing. */
interface Post {
  lane: Lane;
  job: Job | undefined;
  /** Of the task, or of the idle worker. */
  timer: NodeJS.Timeout | undefined;
}

/** The workers of one kind and the queue before them. */
class Pool {
  readonly #start: (listener: LaneListener) => Lane;
  readonly #size: number;
  readonly #idleMs: number;
  readonly #log: Log | undefined;
  readonly #posts = new Set<Post>();
  readonly #ending = new Set<Promise<void>>();
  readonly #waiting: Job[] = [];
  #isClosed = false;

  constructor(start: (listener: LaneListener) => Lane, size: number, idleMs: number, log: Log | undefined) {
    this.#start = start;
    this.#size = size;
    this.#idleMs = idleMs;
    this.#log = log;
  }

  run<Name extends TaskName>(name: Name, input: TaskInput<Name>, timeoutMs: number): Promise<TaskOutput<Name>> {
    if (this.#isClosed) return Promise.reject(new Error(`The task ${name} came after the workers were closed`));
    if (this.#waiting.length >= MOST_WAITING) return Promise.reject(new DomainError('too_many'));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ request: { name, input }, timeoutMs, resolve, reject });
      this.#fill();
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const job of this.#waiting.splice(0)) job.reject(cutOff(job));
    for (const post of this.#posts) this.#end(post, post.job === undefined ? undefined : cutOff(post.job));
    await Promise.all(this.#ending);
  }

  /** Gives waiting tasks to whoever is free, and starts a worker where there is room for one. */
  #fill(): void {
    while (this.#waiting.length > 0) {
      const post = [...this.#posts].find((one) => one.job === undefined) ?? this.#hire();
      const job = post === undefined ? undefined : this.#waiting.shift();
      if (post === undefined || job === undefined) return;
      this.#begin(post, job);
    }
  }

  #hire(): Post | undefined {
    if (this.#posts.size >= this.#size) return undefined;
    const lane = this.#start({
      answered: (answer) => this.#finish(post, answer),
      gone: (reason) => this.#end(post, reason),
    });
    const post: Post = { lane, job: undefined, timer: undefined };
    this.#posts.add(post);
    return post;
  }

  #begin(post: Post, job: Job): void {
    clearTimeout(post.timer);
    post.job = job;
    post.timer = setTimeout(() => {
      this.#end(post, new Error(`The task ${job.request.name} took longer than ${job.timeoutMs} ms`));
    }, job.timeoutMs);
    try {
      post.lane.send(job.request);
    } catch (cause) {
      // What cannot be sent to another thread never left: the worker is as good as before.
      this.#rest(post);
      job.reject(new Error(`The task ${job.request.name} was given what cannot be sent`, { cause }));
    }
  }

  #finish(post: Post, answer: WorkerAnswer): void {
    const { job } = post;
    if (job === undefined) return;
    this.#rest(post);
    if (answer.kind === 'done') job.resolve(answer.output);
    else job.reject(new Error(`The task ${job.request.name} failed: ${answer.reason}`));
    this.#fill();
  }

  #rest(post: Post): void {
    clearTimeout(post.timer);
    post.job = undefined;
    post.timer = setTimeout(() => this.#end(post), this.#idleMs);
    post.timer.unref();
  }

  /** Takes a worker off, with what it was doing; another takes its place when something waits. */
  #end(post: Post, reason?: Error): void {
    if (!this.#posts.delete(post)) return;
    clearTimeout(post.timer);
    const { job } = post;
    post.job = undefined;
    if (job !== undefined && reason !== undefined) {
      this.#log?.warn({ task: job.request.name, reason: reason.message }, 'worker.ended');
      job.reject(reason);
    }
    const ended = post.lane.end();
    this.#ending.add(ended);
    void ended.finally(() => this.#ending.delete(ended));
    this.#fill();
  }
}

function cutOff(job: Job): Error {
  return new Error(`The task ${job.request.name} was cut off as the workers closed`);
}
