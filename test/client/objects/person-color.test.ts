// @vitest-environment happy-dom
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { personColor, setPersonColors, shareColors } from '#client/objects/person-color.ts';

const people = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 22 }), { maxLength: 12 });

test('a person has one colour, and people spread over all twelve', () => {
  const colors = Array.from({ length: 300 }, (_, at) => personColor(`person-${String(at)}`));

  expect(personColor('person-7')).toBe(colors[7]);
  expect(new Set(colors.map((color) => /var\(--dt-stranger-(\d+), /.exec(color)?.[1])).size).toBe(12);
});

test('no two people of a committee of at most twelve share a colour, in whatever order they come', () => {
  fc.assert(
    fc.property(people, (ids) => {
      const colors = shareColors([ids]);

      expect(new Set(colors.values()).size).toBe(ids.length);
      expect([...colors.values()].every((color) => color >= 0 && color < 12)).toBe(true);
      expect(shareColors([ids.toReversed()])).toEqual(colors);
    }),
  );
});

test('a person of two committees has one colour, and in a larger committee colours come again', () => {
  const both = shareColors([
    ['a', 'b'],
    ['b', 'c', 'd'],
  ]);
  expect(new Set(['b', 'c', 'd'].map((id) => both.get(id))).size).toBe(3);
  expect(both.get('b')).toBe(shareColors([['a', 'b']]).get('b'));

  const many = shareColors([Array.from({ length: 30 }, (_, at) => `person-${String(at)}`)]);
  expect(new Set(many.values()).size).toBe(12);
});

test('until a committee is known nobody has a colour that would turn into another', () => {
  expect(personColor('person-1')).toMatch(/, var\(--dt-ink-3\)\)\)$/);
  expect(document.documentElement.style.length).toBe(0);
});

test('what is drawn already takes the colour that the committee gives', () => {
  const { style } = document.documentElement;

  setPersonColors([['person-1', 'person-13']], style);

  expect(style.getPropertyValue('--dt-stranger-1')).toBe('var(--dt-p1)');
  const given = ['person-1', 'person-13'].map((id) => style.getPropertyValue(`--dt-person-${id}`));
  expect(new Set(given).size).toBe(2);
  expect(personColor('person-1')).toContain('var(--dt-person-person-1, ');
});
