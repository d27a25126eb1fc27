import { parentPort, workerData } from 'node:worker_threads';
import { Engine } from './engine.ts';
import type { WriterMessage, WriterRequest } from './exchange.ts';
import { connectFile, reconnectFile } from './file.ts';
import { migrate } from './migrate.ts';

/**
 * The program of the writer's thread. It holds the only connection that writes: a commit waits for the disk, and on the main thread it
 * stopped the whole server for as long.
 */
if (parentPort !== null) {
  const port = parentPort;
  const file = fileOf(workerData);
  await prepareFile(file);
  const engine = new Engine(() => reconnectFile(file));

  port.on('message', (request: WriterRequest) => {
    const answer = engine.answer(request);
    port.postMessage({ kind: 'answer', number: request.number, answer } satisfies WriterMessage);
    if (request.kind === 'close') port.close();
  });
  port.postMessage({ kind: 'ready' } satisfies WriterMessage);
}

/** Between threads an error of libsql becomes an object without words; one of ours keeps words and code. */
async function prepareFile(file: string): Promise<void> {
  try {
    const first = connectFile(file);
    await migrate(first, file);
    first.close();
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    throw Object.assign(new Error(cause.message), 'code' in cause ? { code: cause.code } : {});
  }
}

function fileOf(data: unknown): string {
  if (typeof data !== 'string') throw new Error('The writer of the store was started without the name of its file');
  return data;
}
