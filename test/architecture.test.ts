import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { expect, test } from 'vitest';
import { findBreaches } from '#test/architecture/imports.ts';
import { findLiteralLooks, findLiteralWords, findSpeechlessCodes, findUnusedTexts } from '#test/architecture/words.ts';
import { root } from '#test/world/root.ts';

function readTree(): ReadonlyMap<string, string> {
  const files = ['shared', 'server', 'client'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  );
  const code = files.filter((path) => /\.(tsx?|css)$/.test(path));
  return new Map(code.map((path) => [path.split(sep).join('/'), readFileSync(join(root, path), 'utf8')]));
}

/** `area.key` of every text but the sentences of errors, which the list of codes keeps. */
function textKeys(): readonly string[] {
  const areas = import.meta.glob<Readonly<Record<string, unknown>>>('/shared/messages/vi/*.ts', { eager: true });
  return Object.entries(areas).flatMap(([path, area]) => {
    const name = path.replace(/^.*\/|\.ts$/g, '');
    return name === 'errors' ? [] : Object.values(area).flatMap((texts) => keysOf(texts, name));
  });
}

function keysOf(texts: unknown, beginning: string): readonly string[] {
  if (typeof texts !== 'object' || texts === null) return [beginning];
  return Object.entries(texts).flatMap(([key, inner]) => keysOf(inner, `${beginning}.${key}`));
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

test('every error code has a status and a sentence', () => {
  expect(findSpeechlessCodes(readTree())).toEqual([]);
});

test('every text is asked for', () => {
  expect(findUnusedTexts(readTree(), textKeys())).toEqual([]);
});

test('looks come from the tokens', () => {
  expect(findLiteralLooks(readTree())).toEqual([]);
});

test('words of screens come from the messages', () => {
  expect(findLiteralWords(readTree())).toEqual([]);
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

test('it is seen: an error code without a row or a sentence', () => {
  const tree = new Map([
    [
      'shared/model/errors.ts',
      `export const ERROR_CODES = ['malformed', 'thread/not-open', 'draft/no-parts'] as const;`,
    ],
    ['shared/protocol/failures.ts', `{ malformed: { status: 400 }, 'thread/not-open': { status: 409 } }`],
    ['shared/messages/vi/errors.ts', `{ malformed: 'a', 'thread/not-open': 'b', 'draft/no-parts': 'c' }`],
    ['shared/messages/en/errors.ts', `{ malformed: 'a', 'draft/no-parts': 'c' }`],
  ]);

  expect(findSpeechlessCodes(tree)).toEqual([
    'thread/not-open: no sentence in shared/messages/en',
    'draft/no-parts: no row in shared/protocol/failures.ts',
  ]);
});

test('it is seen: a text that nothing uses', () => {
  const tree = new Map([
    ['client/ui/A.tsx', "t('home.title'); t(`errors.${code}`); t('home.people', { count }) // t('home.unused')"],
    ['shared/messages/vi/home.ts', "'home.unused'"],
  ]);

  expect(findUnusedTexts(tree, ['home.title', 'home.unused', 'errors.malformed', 'home.people_other'])).toEqual([
    'home.unused: no code uses this text',
  ]);
});

test.each([
  ['client/ui/A.module.css', '.a { color: #fff; }'],
  ['client/ui/A.module.css', '.a { color: rgb(0 0 0); }'],
  ['client/ui/A.module.css', '.a { padding: 12px; }'],
  ['client/ui/A.tsx', '<Box w="300px" />'],
  ['client/ui/A.tsx', '<Box c="#a1b2c3" />'],
])('it is seen: a literal look in %s: %s', (path, text) => {
  expect(findLiteralLooks(new Map([[path, text]]))).toHaveLength(1);
});

test.each([
  ['client/styles/tokens.css', ':root { --ink: #222; --gap: 4px; }'],
  ['client/ui/A.module.css', '#fed { color: var(--ink); padding: 1rem; } /* 3px */'],
  ['client/ui/A.tsx', `import { a } from '#client/ui/a.ts';`],
])('it is free: a look in %s: %s', (path, text) => {
  expect(findLiteralLooks(new Map([[path, text]]))).toEqual([]);
});

test.each([
  '<p>Saved</p>',
  '<p className={classes.a}>\n  Saved at {time}\n</p>',
  '<p>{count} words</p>',
  '<button aria-label="Close" />',
  '<img alt="The first page" />',
])('it is seen: words of a screen in %s', (text) => {
  expect(findLiteralWords(new Map([['client/ui/A.tsx', `return ${text};`]]))).toHaveLength(1);
});

test.each([
  "<p>{t('app.saved')}</p>",
  '<input placeholder="7K4P-QX2M" type="text" />',
  'const a: Map<string, string> = b; // <p>Saved</p>',
])('it is free: %s', (text) => {
  expect(findLiteralWords(new Map([['client/ui/A.tsx', text]]))).toEqual([]);
});
