import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * `npm run soak`: the laws and faults of `npm test` at full size, as the budgets say, and what they need of this machine.
 * What it could not run it names, after the suites and before their last line.
 */
const missing = [
  ['LibreOffice', 'soffice'],
  ['Redis', 'redis-server'],
].filter(([, program]) => !isOnPath(program ?? ''));

const run = fileURLToPath(new URL('./run.mjs', import.meta.url));
const child = spawn(process.execPath, [run], {
  env: { ...process.env, BUDGET: 'soak', NOT_RUN: missing.map(([name]) => name).join(',') },
  stdio: 'inherit',
});
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => child.kill(signal));
child.once('exit', (code) => process.exit(code ?? 1));

/** @param {string} program */
function isOnPath(program) {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.some((folder) => existsSync(join(folder, program)) || existsSync(join(folder, `${program}.exe`)));
}
