import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { isAlive } from './folder.mjs';

const pollMs = 250;

/**
 * Calls `gone` once when npm, or the shell that npm put between, has ended: npm passes no signal on through that shell and
 * would leave the server an orphan with the port and the store. Without npm above nothing is watched, so that a server
 * started by hand or by a service manager may outlive its shell.
 * @param {() => void} gone
 */
export async function watchParent(gone) {
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  const watched = [parent, ...(await findNpmAbove(parent))];
  const timer = setInterval(() => {
    if (process.ppid === parent && watched.every(isAlive)) return;
    clearInterval(timer);
    gone();
  }, pollMs);
  timer.unref();
}

/**
 * npm's process, when it is not the parent itself. Empty where it can't be told (Windows): then the parent must do.
 * @param {number} parent
 */
async function findNpmAbove(parent) {
  const shell = await describe(parent);
  if (shell === undefined || isNpm(shell.command)) return [];
  const above = await describe(shell.parent);
  return above !== undefined && isNpm(above.command) ? [shell.parent] : [];
}

/** @param {string} command */
function isNpm(command) {
  return /(^|[\\/\s])npm(-cli\.js)?(\s|$)/.test(command);
}

/**
 * @param {number} pid
 * @returns {Promise<{ parent: number, command: string } | undefined>}
 */
async function describe(pid) {
  try {
    return process.platform === 'linux' ? await describeByProc(pid) : await describeByPs(pid);
  } catch {
    return undefined;
  }
}

/** @param {number} pid */
async function describeByProc(pid) {
  const [stat, command] = await Promise.all([
    readFile(`/proc/${pid}/stat`, 'utf8'),
    readFile(`/proc/${pid}/cmdline`, 'utf8'),
  ]);
  // The second field is the program's name in brackets and may hold spaces; the parent is the second after it.
  const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  return { parent, command: command.replaceAll('\0', ' ').trim() };
}

/** @param {number} pid */
async function describeByPs(pid) {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'ppid=,args=', '-p', String(pid)], { timeout: 2000 });
  const [, parent = '', command = ''] = /^\s*(\d+)\s+(.*)/.exec(stdout) ?? [];
  return { parent: Number(parent), command };
}
