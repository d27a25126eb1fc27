import { parentPort } from 'node:worker_threads';
import type { WorkerAnswer, WorkerRequest } from './exchange.ts';
import { TASKS, type TaskName, type TaskOutput } from './tasks.ts';

/** The program of one worker, as a thread or as a child process: it does what it is sent, and knows nothing else. */
const port = parentPort;
if (port !== null) {
  port.on('message', (request: WorkerRequest) => {
    void answer(request).then((message) => port.postMessage(message, buffersOf(message)));
  });
} else {
  process.on('message', (request: WorkerRequest) => {
    void answer(request).then((message) => process.send?.(message));
  });
  // An interrupt at the keyboard reaches every process of the terminal; the server decides when its own end.
  process.on('SIGINT', () => undefined);
  process.on('disconnect', () => process.exit());
}

async function answer<Name extends TaskName>(request: WorkerRequest<Name>): Promise<WorkerAnswer<TaskOutput<Name>>> {
  try {
    return { kind: 'done', output: await TASKS[request.name](request.input) };
  } catch (error) {
    return { kind: 'failed', reason: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }
}

/** A file moves to the other thread instead of being copied. */
function buffersOf(message: WorkerAnswer<TaskOutput<TaskName>>): ArrayBuffer[] {
  const output = message.kind === 'done' ? message.output : undefined;
  return output instanceof Uint8Array && output.buffer instanceof ArrayBuffer ? [output.buffer] : [];
}
