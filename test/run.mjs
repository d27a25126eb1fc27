import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { requireBuilds } from '#server/launch/builds.mjs';
import { leave } from '#server/launch/lines.mjs';
import { requireNode, requirePackages } from '#server/launch/packages.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const require = createRequire(import.meta.url);

/** What `npm test` starts, in order; each tool counts as one check, each test of vitest as itself. */
const total = { passed: 0, failed: 0 };
try {
  requireNode();
  await requirePackages();
} catch (error) {
  leave(error);
}

const isWhole = ['server/main.ts', 'client/app/main.tsx'].every((entry) => existsSync(join(root, entry)));
if (isWhole) await checkBuild();
await Promise.all([
  check('types', 'typescript', 'tsc', ['-b']),
  check('form', 'prettier', 'prettier', ['--check', '--log-level=warn', '.']),
  check('lint', 'oxlint', 'oxlint', ['--type-aware', '.']),
  isWhole ? check('dead code', 'knip', 'knip', ['--no-progress']) : undefined,
]);
await rm(join(root, '.cache', 'logs'), { recursive: true, force: true });
await runTests('unit');
if (hasJourneys()) await runTests('journeys');
// It looks through what the others left.
await runTests('last');

const notRun = process.env['NOT_RUN'] ?? '';
if (notRun !== '') console.log(`not run, as this machine lacks it: ${notRun}`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;

/** The journeys need what people get; whatever else fails, its report comes too. */
async function checkBuild() {
  const built = await requireBuilds().then(
    () => true,
    (/** @type {unknown} */ error) => {
      console.log(error instanceof Error ? error.message : error);
      return false;
    },
  );
  count('build', built);
}

/**
 * Says what the program said once it is done, as several of them run at once.
 *
 * @param {string} title
 * @param {string} packageName
 * @param {string} program
 * @param {readonly string[]} args
 */
async function check(title, packageName, program, args) {
  const child = startProgram(packageName, program, args, 'pipe');
  let said = '';
  child.stdout?.on('data', (/** @type {Buffer} */ chunk) => (said += chunk.toString()));
  child.stderr?.on('data', (/** @type {Buffer} */ chunk) => (said += chunk.toString()));
  const code = await endOf(child);
  process.stdout.write(said);
  count(title, code === 0);
}

/**
 * @param {string} title
 * @param {boolean} passed
 */
function count(title, passed) {
  console.log(`${passed ? 'ok' : 'FAILED'}: ${title}`);
  if (passed) total.passed += 1;
  else total.failed += 1;
}

/** @param {string} project */
async function runTests(project) {
  const report = join(root, '.cache', `vitest-${project}.json`);
  await mkdir(dirname(report), { recursive: true });
  await rm(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await endOf(startProgram('vitest', 'vitest', ['run', `--project=${project}`, ...reporters], 'inherit'));
  const counts = await readCounts(report);
  total.passed += counts.passed;
  // A run that broke before or after its tests is a failure too, though no test says so.
  total.failed += counts.failed === 0 && code !== 0 ? 1 : counts.failed;
}

/** @param {string} report */
async function readCounts(report) {
  /** @type {unknown} */
  const read = JSON.parse(await readFile(report, 'utf8').catch(() => '{}'));
  const fields = new Map(Object.entries(typeof read === 'object' && read !== null ? read : {}));
  return { passed: Number(fields.get('numPassedTests') ?? 0), failed: Number(fields.get('numFailedTests') ?? 0) };
}

function hasJourneys() {
  const folder = join(root, 'test', 'journeys');
  return existsSync(folder) && readdirSync(folder).some((name) => name.endsWith('.spec.ts'));
}

/**
 * A package's program in Node itself, so that it works the same under every shell.
 *
 * @param {string} packageName
 * @param {string} program
 * @param {readonly string[]} args
 * @param {'inherit' | 'pipe'} output
 */
function startProgram(packageName, program, args, output) {
  const folder = join(root, 'node_modules', packageName);
  /** @type {unknown} */
  const manifest = require(join(folder, 'package.json'));
  const file = join(folder, programFile(manifest, program));
  return spawn(process.execPath, [file, ...args], { cwd: root, stdio: ['ignore', output, output] });
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number>}
 */
function endOf(child) {
  return new Promise((settle, fail) => {
    child.once('error', fail);
    child.once('close', (code) => settle(code ?? 1));
  });
}

/**
 * @param {unknown} manifest
 * @param {string} program
 * @returns {string}
 */
function programFile(manifest, program) {
  if (typeof manifest !== 'object' || manifest === null || !('bin' in manifest))
    throw new Error(`no program ${program}`);
  /** @type {unknown} */
  const bin = manifest.bin;
  if (typeof bin === 'string') return bin;
  /** @type {unknown} */
  const found = typeof bin === 'object' && bin !== null ? Reflect.get(bin, program) : undefined;
  if (typeof found !== 'string') throw new Error(`no program ${program}`);
  return found;
}
