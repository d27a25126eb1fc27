import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { expect, test } from 'vitest';
import { findBreaches } from '#test/architecture/imports.ts';
import { root } from '#test/world/root.ts';

function readTree(): ReadonlyMap<string, string> {
  const files = ['shared', 'server', 'client'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  );
  const code = files.filter((path) => /\.tsx?$/.test(path));
  return new Map(code.map((path) => [path.split(sep).join('/'), readFileSync(join(root, path), 'utf8')]));
}

/** What the check says of one made-up file beside one that it may import. */
function breachesOf(path: string, text: string): readonly string[] {
  const beside: readonly [string, string][] = [
    ['server/actions/sections.ts', 'export const a = 1;'],
    ['server/storage/sqlite/log.ts', 'export const b = 1;'],
    ['shared/model/section.ts', 'export const c = 1;'],
  ];
  return findBreaches(new Map([...beside, [path, text]]));
}

test('the tree keeps its layout', () => {
  expect(findBreaches(readTree())).toEqual([]);
});

test.each([
  ['a file without a home', 'server/stuff/thing.ts', '', 'has no home'],
  [
    'an arrow that is not in the table',
    'shared/rules/a.ts',
    "import { a } from '#server/actions/sections.ts';",
    'may not import',
  ],
  [
    'a type that goes against an arrow',
    'server/http/a.ts',
    "import type { b } from '#server/storage/sqlite/log.ts';",
    'may not',
  ],
  [
    'one feature that imports another',
    'client/features/home/A.tsx',
    "import { a } from '#client/features/merge/B.tsx';",
    'may not',
  ],
  ["a file in somebody's subfolder", 'server/http/a.ts', "import { a } from '#server/actions/deep/x.ts';", 'subfolder'],
  ['a path out of the folder', 'server/http/a.ts', "import { a } from '../actions/sections.ts';", 'out of its folder'],
  ['a cycle of a file with itself', 'server/http/a.ts', "import { a } from './a.ts';", 'cycle'],
  ['a default export', 'server/http/a.ts', 'export default 1;', 'default export'],
  ['an export of everything', 'server/http/a.ts', "export * from './b.ts';", 'exports everything'],
  ['a forbidden name', 'server/http/utils.ts', '', 'is named'],
  ['a word on the screen in code', 'client/ui/A.tsx', "const a = 'Nộp';", 'Vietnamese letters'],
  ['a package away from home', 'server/actions/a.ts', "import Database from 'libsql';", 'outside its home'],
  ['a package that shared may not have', 'shared/model/a.ts', "import * as Y from 'yjs';", 'into shared'],
])('it is seen: %s', (_, path, text, breach) => {
  expect(breachesOf(path, text).join('\n')).toContain(breach);
});

test('what the layout allows is let through', () => {
  expect(breachesOf('server/http/a.ts', "import { a } from '#server/actions/sections.ts';")).toEqual([]);
});
