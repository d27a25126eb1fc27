import { expect, test } from 'vitest';
import { compareText } from '#shared/vietnamese/collation.ts';
import cases from './vi-collation.json' with { type: 'json' };

test('words stand as in a dictionary, whatever order they come in', () => {
  expect(cases.words.toReversed().toSorted(compareText)).toEqual(cases.words);
});

test.each(cases.intl.disagreements)('$before comes before $after', ({ before, after }) => {
  expect(compareText(before, after)).toBeLessThan(0);
  expect(compareText(after, before)).toBeGreaterThan(0);
});

test.each(cases.intl.mixedPlacement)('the place of the tone has no weight: $correct', ({ correct }) => {
  expect(correct.toReversed().toSorted(compareText)).toEqual(correct);
});

test.each([
  ['hòa', 'hoà'],
  ['HỘI', 'hội'],
  ['hội  nghị', 'hội nghị'],
  ['đường', 'đường'.normalize('NFD')],
])('%s and %s stand in one place', (left, right) => {
  expect(compareText(left, right)).toBe(0);
});

test('numbers go by their value', () => {
  expect(['Tổ 10', 'Tổ 2', 'Tổ 1'].toSorted(compareText)).toEqual(['Tổ 1', 'Tổ 2', 'Tổ 10']);
});
