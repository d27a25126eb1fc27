import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { WorkerAnswer, WorkerRequest } from './exchange.ts';

/** A running worker, whatever it is: it takes one request at a time. */
export interface Lane {
  send(request: WorkerRequest): void;
  /** Ends it at once, in the middle of what it does. Resolves when it is gone. */
  end(): Promise<void>;
}

/** What a lane tells its owner. After `gone` nothing more comes. */
export interface LaneListener {
  readonly answered: (answer: WorkerAnswer) => void;
  readonly gone: (reason: Error) => void;
}

export function startThread(memoryMb: number, listener: LaneListener): Lane {
  const program = programOf();
  const limits = { resourceLimits: { maxOldGenerationSizeMb: memoryMb } };
  const worker = program.isSource
    ? new Worker(sourceStart(program.url), { eval: true, ...limits })
    : new Worker(program.url, limits);
  worker.on('message', (answer: WorkerAnswer) => listener.answered(answer));
  worker.on('error', (cause) => listener.gone(new Error('The worker failed', { cause })));
  worker.on('exit', () => listener.gone(new Error('The worker ended')));
  return {
    send: (request) => worker.postMessage(request),
    end: async () => {
      await worker.terminate();
    },
  };
}

export function startChild(memoryMb: number, listener: LaneListener): Lane {
  const program = programOf();
  const loader = program.isSource ? ['--import', import.meta.resolve('tsx')] : [];
  const child = fork(fileURLToPath(program.url), {
    execArgv: [`--max-old-space-size=${memoryMb}`, ...loader],
    // Hostile bytes are read here: the settings of the server, its passwords among them, are not for it.
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.on('message', (answer: WorkerAnswer) => listener.answered(answer));
  child.on('error', (cause) => listener.gone(new Error('The worker failed', { cause })));
  child.on('exit', (code, signal) => listener.gone(new Error(`The worker ended (${signal ?? code})`)));
  return {
    send: (request) => {
      // A request that cannot be sent is followed by the end of the child, which is heard.
      child.send(request, () => undefined);
    },
    end: async () => {
      child.kill('SIGKILL');
      if (child.pid !== undefined) await exited;
    },
  };
}

/** Built, the worker is a program beside this one. */
function programOf(): { readonly url: URL; readonly isSource: boolean } {
  const isSource = import.meta.url.endsWith('.ts');
  return { url: new URL(isSource ? './worker.ts' : './worker.mjs', import.meta.url), isSource };
}

/** From the sources a thread has no loader for TypeScript on Node 20, not even by `execArgv`, so it first registers one. */
function sourceStart(url: URL): string {
  const program = JSON.stringify(url.href);
  const loader = JSON.stringify(import.meta.resolve('tsx/esm/api'));
  return `import(${loader}).then(({ register }) => { register(); return import(${program}); })`;
}
