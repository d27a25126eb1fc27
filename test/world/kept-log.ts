import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openLog, type Log } from '#server/observe/log.ts';
import { root } from '#test/world/root.ts';

/** Where the logs of all tests of a run are, to be looked through when the last of them is over. */
export const keptLogs = join(root, '.cache', 'logs');

/** A log that says everything and is kept. */
export function openKeptLog(): Log {
  return openLog('trace', join(keptLogs, `${randomUUID()}.log`));
}

/** Keeps what the log of a process of its own said, among other things that it said; killed, it may leave half a line. */
export function keepLines(said: string): void {
  const lines = said.split('\n').filter((line) => line.startsWith('{') && line.endsWith('}'));
  mkdirSync(keptLogs, { recursive: true });
  writeFileSync(join(keptLogs, `${randomUUID()}.log`), `${lines.join('\n')}\n`);
}
