import { createHash } from 'node:crypto';
import { mkdir, open, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { LINES, say } from './lines.mjs';

/** The folder that holds `package.json`. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const lockFile = join(root, '.cache', 'launch.lock');
const serversFolder = join(root, '.cache', 'servers');
const waitMs = 10 * 60_000;

/**
 * Runs `work` while no other command of this folder installs or builds. A lock left by a killed process is taken over.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function alone(work) {
  await takeLock();
  try {
    return await work();
  } finally {
    await rm(lockFile, { force: true });
  }
}

async function takeLock() {
  const until = Date.now() + waitMs;
  let told = false;
  await mkdir(dirname(lockFile), { recursive: true });
  while (!(await tryLock())) {
    if (!told) say(LINES.waiting);
    told = true;
    if (Date.now() > until) throw new Error(LINES.waitedTooLong(lockFile));
    await delay(200);
  }
}

async function tryLock() {
  try {
    const handle = await open(lockFile, 'wx');
    await handle.writeFile(String(process.pid));
    await handle.close();
    return true;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
  const owner = Number(await readFile(lockFile, 'utf8').catch(() => ''));
  // An empty file is a lock whose owner has not written its number yet.
  if (owner > 0 && !isAlive(owner)) await rm(lockFile, { force: true });
  return false;
}

/** @param {number} pid */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/**
 * Notes a data folder that a server of this folder was started with, so that a later install asks this server too.
 * @param {string} dataDir
 */
export async function rememberDataFolder(dataDir) {
  await mkdir(serversFolder, { recursive: true });
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  await writeFile(join(serversFolder, name), dataDir);
}

/**
 * The data folder of a server that runs from this folder and answers on its control socket, if there is one.
 * @returns {Promise<string | undefined>}
 */
export async function findAnsweringServer() {
  const names = await readdir(serversFolder).catch(() => []);
  const noted = await Promise.all(names.map((name) => readFile(join(serversFolder, name), 'utf8')));
  const folders = new Set([dataFolder(process.env), ...noted]);
  for (const folder of folders) if (await answers(folder)) return folder;
  return undefined;
}

/** @param {NodeJS.ProcessEnv} env */
export function dataFolder(env) {
  return resolve(root, env['DATA_DIR'] || 'data');
}

/** @param {string} dataDir */
async function answers(dataDir) {
  const place = await readFile(join(dataDir, 'control.json'), 'utf8').then(parsePlace, () => undefined);
  return place !== undefined && (await canConnect(place));
}

/**
 * @param {string} text
 * @returns {string | undefined}
 */
function parsePlace(text) {
  try {
    const parsed = /** @type {unknown} */ (JSON.parse(text));
    if (typeof parsed !== 'object' || parsed === null) return undefined;
    const place = 'path' in parsed ? parsed.path : undefined;
    return typeof place === 'string' ? place : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {string} place
 * @returns {Promise<boolean>}
 */
function canConnect(place) {
  return new Promise((settle) => {
    const socket = connect(place);
    const done = (/** @type {boolean} */ answer) => {
      socket.destroy();
      settle(answer);
    };
    socket.setTimeout(1000, () => done(false));
    socket.once('connect', () => done(true));
    socket.once('error', () => done(false));
  });
}

/** @param {unknown} error */
function codeOf(error) {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
