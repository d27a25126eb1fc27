import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '#test/world/root.ts';

/** The guide calls things as the screens do: what is bold there is a button or a whole line, what is italic at least the beginning of one. */
const guide = readFileSync(join(root, 'docs', 'guide.md'), 'utf8');
const FEWEST_LETTERS = 2;
/** A text of slots alone would be whatever the guide says. */
const texts = textsOf(import.meta.glob<unknown>('/shared/messages/vi/*.ts', { eager: true })).filter(
  (text) => (text.replaceAll(/\{\{\w+\}\}/g, '').match(/\p{L}/gu) ?? []).length >= FEWEST_LETTERS,
);

function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsOf);
}

/** A text with slots, as it may be filled; the guide has three dots for what differs. */
function patternOf(text: string, end: '$' | ''): RegExp {
  const filled = text
    .split(/\{\{\w+\}\}/)
    .map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
    .join('.+');
  return new RegExp(`^${filled}${end}`, 'i');
}

function isSaid(words: string): boolean {
  return texts.some((text) => patternOf(text, '$').test(words));
}

/** `Đã nộp, chờ nhận` begins the text `Đã nộp, chờ nhận: {{title}}`. */
function isBegun(words: string): boolean {
  const begun = words.replace(/ …$/, '').toLowerCase();
  return isSaid(words) || texts.some((text) => text.toLowerCase().startsWith(begun));
}

test('every button that the guide names is on the screens', () => {
  const named = [...guide.matchAll(/\*\*([^*\n]+)\*\*/g)].map(([, words = '']) => words);

  expect(named.length).toBeGreaterThan(40);
  expect(named.filter((words) => !isSaid(words))).toEqual([]);
});

test('every page, tab, field and notice that the guide names is on the screens', () => {
  const rest = guide.replaceAll(/\*\*[^*\n]+\*\*/g, '');
  const named = [...rest.matchAll(/\*([^*\n]+)\*/g)].map(([, words = '']) => words);

  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((words) => !isBegun(words))).toEqual([]);
});
