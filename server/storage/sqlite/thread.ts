import { Worker } from 'node:worker_threads';
import type { WriterAnswer, WriterMessage, WriterRequest, WriterTask } from './exchange.ts';
import type { Writer } from './store.ts';

/**
 * Starts the writer's thread, and again when it is asked for something after it died: what it was doing then fails as trouble, and its
 * outcome is unknown.
 */
export async function startWriterThread(file: string): Promise<Writer> {
  const writer = new WriterThread(file);
  await writer.start();
  return writer;
}

class WriterThread implements Writer {
  readonly #file: string;
  readonly #waiting = new Map<number, Waiting>();
  #asked = 0;
  #worker: Worker | undefined;

  constructor(file: string) {
    this.#file = file;
  }

  async start(): Promise<void> {
    const worker = startWorker(this.#file);
    this.#worker = worker;
    worker.on('message', (message: WriterMessage) => this.#settle(message));
    worker.on('error', (error) => this.#fail(worker, error.message));
    worker.on('exit', () => this.#fail(worker, 'The thread of the writer ended'));
    await untilReady(worker);
  }

  ask(task: WriterTask): Promise<WriterAnswer> {
    if (this.#worker === undefined) this.start().catch(() => undefined);
    const number = (this.#asked += 1);
    return new Promise((resolve, reject) => {
      this.#waiting.set(number, { resolve });
      try {
        this.#worker?.postMessage({ ...task, number } satisfies WriterRequest);
      } catch (error) {
        this.#waiting.delete(number);
        reject(error);
      }
    });
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    if (worker === undefined) return;
    const exited = new Promise((resolve) => worker.once('exit', resolve));
    await this.ask({ kind: 'close' });
    await exited;
  }

  #settle(message: WriterMessage): void {
    if (message.kind !== 'answer') return;
    const waiting = this.#waiting.get(message.number);
    this.#waiting.delete(message.number);
    waiting?.resolve(message.answer);
  }

  #fail(worker: Worker, reason: string): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    for (const { resolve } of this.#waiting.values()) resolve({ kind: 'failed', reason, trouble: true });
    this.#waiting.clear();
  }
}

interface Waiting {
  readonly resolve: (answer: WriterAnswer) => void;
}

/**
 * Built, the writer is a program beside this one. From the sources a thread has no loader for TypeScript on Node 20, not
 * even by `execArgv`, so it first registers one.
 */
function startWorker(file: string): Worker {
  if (!import.meta.url.endsWith('.ts'))
    return new Worker(new URL('./writer.mjs', import.meta.url), { workerData: file });
  const program = JSON.stringify(new URL('./writer.ts', import.meta.url).href);
  const loader = JSON.stringify(import.meta.resolve('tsx/esm/api'));
  const start = `import(${loader}).then(({ register }) => { register(); return import(${program}); })`;
  return new Worker(start, { eval: true, workerData: file });
}

function untilReady(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.once('message', () => resolve());
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('The writer of the store ended before it was ready')));
  });
}
