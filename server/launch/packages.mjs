import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { runNode } from './child.mjs';
import { alone, findAnsweringServer, root } from './folder.mjs';
import { LINES, say } from './lines.mjs';

const neededNode = /** @type {const} */ ([20, 19]);
const lockFile = join(root, 'package-lock.json');
const stampFile = join(root, 'node_modules', '.dong-thao-packages');
/** npm's own note of what it put into `node_modules`. */
const installedFile = join(root, 'node_modules', '.package-lock.json');

/** Fails with one line on a Node that is too old for the packages. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [neededMajor, neededMinor] = neededNode;
  if (major > neededMajor || (major === neededMajor && minor >= neededMinor)) return;
  throw new Error(LINES.oldNode(process.versions.node, neededNode.join('.')));
}

/**
 * Makes `node_modules` what `package-lock.json` says: the full tree, the tools of the tests included, because `npm start`
 * and `npm test` share one folder and one stamp. Costs one small file's hash when nothing changed.
 */
export async function requirePackages() {
  const wanted = await wantedStamp();
  if ((await readStamp()) === wanted) return;
  await alone(async () => {
    if ((await readStamp()) === wanted) return;
    if (!(await isInstalledByHand())) await install();
    await writeFile(stampFile, wanted);
  });
}

async function install() {
  const dataDir = await findAnsweringServer();
  if (dataDir !== undefined) throw new Error(LINES.serverAnswers(dataDir));
  say(LINES.installing);
  await rm(stampFile, { force: true });
  const result = await runNode([npmProgram(), 'ci', '--include=dev', '--no-audit', '--no-fund']);
  if (result !== 0) throw new Error(LINES.installFailed(result));
}

/** The lock and what decides which prebuilt programs npm picks. */
async function wantedStamp() {
  const hash = createHash('sha256').update(await readFile(lockFile));
  return `${hash.digest('hex')} ${process.platform} ${process.arch} ${process.versions.modules}`;
}

async function readStamp() {
  return readFile(stampFile, 'utf8').catch(() => undefined);
}

/** Somebody ran `npm ci` or `npm install` without us: npm's own note then says the same as the lock. */
async function isInstalledByHand() {
  const [wanted, found] = await Promise.all([readLock(lockFile), readLock(installedFile)]);
  if (wanted === undefined || found === undefined) return false;
  const stray = Object.entries(found).some(([path, entry]) => identity(entry) !== identity(wanted[path]));
  const missing = Object.entries(wanted).some(([path, entry]) => path !== '' && !entry.optional && !(path in found));
  return !stray && !missing;
}

/** @typedef {{ version?: string, integrity?: string, optional?: boolean }} LockEntry */

/** @param {LockEntry | undefined} entry */
function identity(entry) {
  return entry === undefined ? undefined : `${entry.version} ${entry.integrity}`;
}

/**
 * @param {string} file
 * @returns {Promise<Record<string, LockEntry> | undefined>}
 */
async function readLock(file) {
  try {
    const lock = /** @type {{ packages?: Record<string, LockEntry> }} */ (JSON.parse(await readFile(file, 'utf8')));
    return lock.packages;
  } catch {
    return undefined;
  }
}

/** npm's program as a file for Node: `npm` itself is a shell script, on Windows one that cannot be started without a shell. */
function npmProgram() {
  const beside = dirname(process.execPath);
  const places = [
    process.env['npm_execpath'] ?? '',
    join(beside, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(beside, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    '/usr/share/nodejs/npm/bin/npm-cli.js',
  ];
  const found = places.find((place) => place.endsWith('npm-cli.js') && existsSync(place));
  if (found === undefined) throw new Error(LINES.installFailed('npm?'));
  return found;
}
