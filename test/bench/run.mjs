import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { requireBuilds } from '#server/launch/builds.mjs';
import { leave, say } from '#server/launch/lines.mjs';
import { requireNode, requirePackages } from '#server/launch/packages.mjs';

/**
 * `npm run bench [NAME…]`: runs the measurements of this folder one after another, so that none disturbs another, and prints one table.
 * A measurement is a program that writes its figures as lines of JSON, see `report.ts`.
 *
 * @typedef {{ bench: string, work: string, value: number, unit: string, goal: string }} Row
 */

const here = dirname(fileURLToPath(import.meta.url));
const NOT_MEASUREMENTS = ['report.ts', 'texts.ts'];
const WITHIN_MS = 10 * 60_000;

try {
  requireNode();
  await requirePackages();
  await requireBuilds();
  process.exitCode = await runAll(process.argv.slice(2));
} catch (error) {
  leave(error);
}

/**
 * @param {readonly string[]} asked names without ending; none is all
 * @returns {Promise<number>}
 */
async function runAll(asked) {
  const files = (await readdir(here)).filter((name) => name.endsWith('.ts') && !NOT_MEASUREMENTS.includes(name)).sort();
  const names = files
    .map((name) => name.replace(/\.ts$/, ''))
    .filter((name) => asked.length === 0 || asked.includes(name));
  /** @type {Row[]} */
  const rows = [];
  /** @type {string[]} */
  const failed = [];
  for (const name of names) {
    say(`${name}…`);
    const { code, out } = await run(join(here, `${name}.ts`));
    rows.push(...parseRows(name, out));
    if (code !== 0) failed.push(name);
  }
  console.log(`${cpus().length} × ${cpus()[0]?.model ?? '?'}, Node ${process.version}`);
  printTable(rows);
  if (failed.length > 0) console.log(`broken off: ${failed.join(', ')}`);
  return failed.length === 0 ? 0 : 1;
}

/**
 * @param {string} file
 * @returns {Promise<{ code: number, out: string }>}
 */
function run(file) {
  return new Promise((settle, fail) => {
    const child = spawn(process.execPath, ['--expose-gc', '--import', 'tsx', file], {
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 2],
    });
    const late = setTimeout(() => child.kill('SIGKILL'), WITHIN_MS);
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.once(signal, () => child.kill(signal));
    let out = '';
    child.stdout?.on('data', (chunk) => (out += String(chunk)));
    child.once('error', fail);
    child.once('close', (code) => {
      clearTimeout(late);
      settle({ code: code ?? 1, out });
    });
  });
}

/**
 * @param {string} bench
 * @param {string} out
 * @returns {Row[]}
 */
function parseRows(bench, out) {
  return out.split('\n').flatMap((line) => {
    const figure = parseFigure(line);
    return figure === undefined ? [] : [{ bench, ...figure }];
  });
}

/**
 * @param {string} line
 * @returns {Omit<Row, 'bench'> | undefined}
 */
function parseFigure(line) {
  if (!line.startsWith('{')) return undefined;
  /** @type {unknown} */
  const value = JSON.parse(line);
  if (typeof value !== 'object' || value === null || !('work' in value) || !('value' in value)) return undefined;
  const unit = 'unit' in value ? String(value.unit) : '';
  const goal = 'goal' in value ? String(value.goal) : '';
  return { work: String(value.work), value: Number(value.value), unit, goal };
}

/** @param {readonly Row[]} rows */
function printTable(rows) {
  const cells = [
    ['bench', 'work', 'measured', 'goal'],
    ...rows.map((row) => [row.bench, row.work, `${rounded(row.value)} ${row.unit}`.trim(), row.goal]),
  ];
  const widths = [0, 1, 2, 3].map((at) => Math.max(...cells.map((row) => row[at]?.length ?? 0)));
  for (const row of cells)
    console.log(
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    );
}

/** @param {number} value */
function rounded(value) {
  return Math.abs(value) >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}
