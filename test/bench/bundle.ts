import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from '#test/world/root.ts';
import { report } from './report.ts';

/** What a browser loads of the built client, as it travels: with the index page, and when the first text is opened. */
const folder = join(root, 'dist', 'client');
const IMPORT = /(?:\bimport\b|\bfrom)\s*["']([^"']+\.js)["']/g;
const LATE_IMPORT = /\bimport\(\s*["'`]([^"'`]+\.js)["'`]\s*\)/g;

const index = await readFile(join(folder, 'index.html'), 'utf8');
const first = await follow(
  [...index.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map((match) => match[1] ?? ''),
);
report({ work: 'first screen, scripts, gzip', value: await sizeOf(first, '.js'), unit: 'KB', goal: '≤ 250 KB' });
report({ work: 'first screen, styles, gzip', value: await sizeOf(first, '.css'), unit: 'KB', goal: '≤ 60 KB' });
const editor = await findEditor(first);
const added = [...editor].filter((file) => !first.has(file));
report({
  work: 'added by the editor, scripts, gzip',
  value: await sizeOf(new Set(added), '.js'),
  unit: 'KB',
  goal: '≤ 450 KB',
});

/** These files and all that they import at once. */
async function follow(files: readonly string[]): Promise<ReadonlySet<string>> {
  const seen = new Set<string>();
  const waiting = [...files];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    if (file.endsWith('.js')) waiting.push(...(await importsOf(file, IMPORT)));
  }
  return seen;
}

/** The late part that brings ProseMirror, with all that it imports. */
async function findEditor(early: ReadonlySet<string>): Promise<ReadonlySet<string>> {
  const late = new Set<string>();
  const waiting = [...early];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    for (const found of file.endsWith('.js') ? await importsOf(file, LATE_IMPORT) : []) {
      if (!late.has(found)) waiting.push(...(await follow([found])));
      late.add(found);
    }
  }
  for (const file of late) {
    const whole = await follow([file]);
    const texts = await Promise.all([...whole].map((one) => readFile(join(folder, one), 'utf8')));
    if (texts.some((text) => text.includes('ProseMirror'))) return whole;
  }
  return new Set();
}

async function importsOf(file: string, pattern: RegExp): Promise<readonly string[]> {
  const text = await readFile(join(folder, file), 'utf8').catch(() => '');
  return [...text.matchAll(pattern)].map((match) => join(dirname(file), match[1] ?? ''));
}

async function sizeOf(files: ReadonlySet<string>, ending: string): Promise<number> {
  const chosen = [...files].filter((file) => file.endsWith(ending));
  const bytes = await Promise.all(chosen.map((file) => readFile(join(folder, file))));
  return bytes.reduce((sum, one) => sum + gzipSync(one, { level: 9 }).length, 0) / 1024;
}
