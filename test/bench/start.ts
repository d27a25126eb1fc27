import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServerProcess } from '#test/world/server.ts';
import { median, report } from './report.ts';

/** From the command to a server that takes work, already built: on an empty folder, and on one that was used. */
const dataDir = await mkdtemp(join(tmpdir(), 'bench-start-'));
try {
  const first = await startOnce();
  const later: number[] = [];
  for (let n = 0; n < 5; n += 1) later.push(await startOnce());
  report({ work: 'start on an empty folder until ready', value: first, unit: 'ms', goal: '≤ 2000 ms' });
  report({ work: 'start again until ready, median of 5', value: median(later), unit: 'ms', goal: '≤ 2000 ms' });
} finally {
  await rm(dataDir, { recursive: true, force: true });
}

async function startOnce(): Promise<number> {
  const from = performance.now();
  const server = await startServerProcess({ dataDir, env: { LOG_LEVEL: 'silent' } });
  const tookMs = performance.now() - from;
  await server.stop();
  return tookMs;
}
