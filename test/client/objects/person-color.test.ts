import { expect, test } from 'vitest';
import { personColor } from '#client/objects/person-color.ts';

test('a person has one colour, and people spread over all twelve', () => {
  const colors = Array.from({ length: 300 }, (_, at) => personColor(`person-${String(at)}`));

  expect(personColor('person-7')).toBe(colors[7]);
  expect(new Set(colors).size).toBe(12);
  expect(colors.every((color) => /^var\(--dt-p(?:[1-9]|1[0-2])\)$/.test(color))).toBe(true);
});
