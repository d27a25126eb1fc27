import { expect, test } from 'vitest';
import { enErrors } from '#shared/messages/en/errors.ts';
import { viErrors } from '#shared/messages/vi/errors.ts';
import { ERROR_CODES } from '#shared/model/errors.ts';

test.each([
  ['Vietnamese', viErrors],
  ['English', enErrors],
])('every code has its own sentence in %s, and no code without one', (_, sentences) => {
  expect(Object.keys(sentences).toSorted()).toEqual([...ERROR_CODES].toSorted());
  expect(new Set(Object.values(sentences)).size).toBe(ERROR_CODES.length);
  for (const sentence of Object.values(sentences)) expect(sentence).toMatch(/^\p{Lu}.*\.$/u);
});

test('the Vietnamese sentences are in composed form', () => {
  for (const sentence of Object.values(viErrors)) expect(sentence).toBe(sentence.normalize('NFC'));
});
