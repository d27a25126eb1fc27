import { createHash } from 'node:crypto';
import { readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runNode } from './child.mjs';
import { alone, findAnsweringServer, root } from './folder.mjs';
import { LINES, say } from './lines.mjs';

/** @typedef {'client' | 'server'} Half */

/** What each half is made from. */
const sources = {
  client: ['client', 'shared', 'package-lock.json', 'package.json', 'server/launch/build.mjs'],
  server: ['server', 'shared', 'package-lock.json', 'package.json'],
};

/** @type {readonly Half[]} */
const bothHalves = ['client', 'server'];

/**
 * Builds into `dist` what is older than its sources. Compares one hash of names, sizes and times, not of contents: it is
 * paid at each start. The stamp goes before the build and comes back after it, so that a build cut short is done again.
 * @param {readonly Half[]} [halves]
 */
export async function requireBuilds(halves = bothHalves) {
  if ((await findStale(halves)).length === 0) return;
  await alone(async () => {
    const stale = await findStale(halves);
    if (stale.length > 0) await build(stale);
  });
}

/** @param {readonly Half[]} halves */
async function build(halves) {
  say(LINES.building);
  const stamps = await Promise.all(halves.map(sourceStamp));
  await Promise.all(halves.map((half) => rm(stampFile(half), { force: true })));
  // A running server loads parts of itself late: its files stay beside the new ones, whose names differ.
  const keep = (await findAnsweringServer()) === undefined ? [] : ['--keep'];
  const script = fileURLToPath(new URL('./build.mjs', import.meta.url));
  const result = await runNode([script, ...halves, ...keep], { ...process.env, NODE_ENV: 'production' });
  if (result !== 0) throw new Error(LINES.buildFailed(result));
  await Promise.all(halves.map((half, at) => writeFile(stampFile(half), stamps[at] ?? '')));
}

/** @param {readonly Half[]} halves */
async function findStale(halves) {
  const fresh = await Promise.all(halves.map(isFresh));
  return halves.filter((_, at) => fresh[at] !== true);
}

/** @param {Half} half */
async function isFresh(half) {
  const built = await readFile(stampFile(half), 'utf8').catch(() => undefined);
  return built !== undefined && built === (await sourceStamp(half));
}

/** @param {Half} half */
function stampFile(half) {
  return join(root, 'dist', half, '.stamp');
}

/** @param {Half} half */
async function sourceStamp(half) {
  const lines = (await Promise.all(sources[half].map(listFiles))).flat().sort();
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}

/**
 * @param {string} place below the root, with `/`
 * @returns {Promise<string[]>} a line for each file: name, size, time
 */
async function listFiles(place) {
  const here = join(root, place);
  const found = await stat(here).catch(() => undefined);
  if (found === undefined) return [];
  if (!found.isDirectory()) return [`${place} ${found.size} ${found.mtimeMs}`];
  const names = await readdir(here);
  return (await Promise.all(names.map((name) => listFiles(`${place}/${name}`)))).flat();
}
