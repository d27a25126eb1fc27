import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listEndpoints } from '#server/http/endpoints.ts';
import { MARK, renewApiPage } from '#test/docs/api-page.ts';
import { writeShape } from '#test/docs/shapes.ts';
import { root } from '#test/world/root.ts';

const page = readFileSync(join(root, 'docs', 'api.md'), 'utf8');

test('docs/api.md says what the calls are now', () => {
  expect(renewApiPage(page), '`npm run docs` writes it anew').toBe(page);
});

test('every call has its place on the page, and what is written by hand stays', () => {
  const renewed = renewApiPage(`By hand.\n\n${MARK}\n\nold`);
  const shown = [...renewed.matchAll(/^### `(\w+) (\S+)`$/gm)].map(([, method, path]) => `${method} ${path}`);
  const declared = listEndpoints().map(
    ({ endpoint }) => `${endpoint.method} ${endpoint.path.replace(/:(\w+)/g, '{$1}')}`,
  );

  expect(shown.toSorted()).toEqual(declared.toSorted());
  expect(renewed.startsWith(`By hand.\n\n${MARK}\n\n# Calls`)).toBe(true);
  expect(renewed).not.toContain('\nold');
});

test('a page without its mark is left alone', () => {
  expect(() => renewApiPage('By hand.')).toThrow('docs/api.md');
});

test.each([
  [{ type: 'string' }, 'string'],
  [{ type: ['string', 'null'] }, 'string | null'],
  [{ const: 'a' }, "'a'"],
  [{ $ref: '#/components/schemas/Person' }, 'Person'],
  [{ items: { enum: ['a', 'b'] } }, "('a' | 'b')[]"],
  [{ items: { properties: { a: { enum: [1, 2] } } } }, '{ a?: 1 | 2 }[]'],
  [{ items: { anyOf: [{ properties: { a: {} } }, { type: 'null' }] } }, '({ a?: unknown } | null)[]'],
  [{ properties: { a: {}, b: { type: 'integer' } }, required: ['a'] }, '{ a: unknown, b?: integer }'],
  [{ propertyNames: { type: 'string' }, additionalProperties: { type: 'number' } }, 'Record<string, number>'],
])('%j is written %s', (shape, written) => {
  expect(writeShape(shape)).toBe(written);
});

test('what is too long for a line is broken at its fields', () => {
  const names = Array.from({ length: 12 }, (_, n) => `aRatherLongName${n}`);
  const properties = Object.fromEntries(names.map((name) => [name, { type: 'string' }]));

  expect(writeShape({ properties, required: names })).toBe(
    `{\n${names.map((name) => `  ${name}: string,\n`).join('')}}`,
  );
});
