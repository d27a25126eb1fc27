import fc from 'fast-check';
import { expect, test } from 'vitest';
import { startHeadingLists } from '#server/convert/heading-lists.ts';

function listsOf(headings: readonly (readonly number[])[]): readonly number[] {
  const lists = startHeadingLists();
  return headings.map((ordinals) => lists.listOf(ordinals));
}

test('headings that count on are one list, wherever it begins', () => {
  expect(
    listsOf([
      [1, 2],
      [1, 2, 1],
      [1, 2, 2],
      [1, 3],
      [1, 3, 1],
    ]),
  ).toEqual([0, 0, 0, 0, 0]);
});

test('a jump begins a list at the ordinals of its heading, and what counts on from there is in it', () => {
  const lists = startHeadingLists();
  const numbers = [[1], [1, 2], [1, 2, 6], [1, 2, 7], [1, 3]].map((ordinals) => lists.listOf(ordinals));

  expect(numbers).toEqual([0, 1, 2, 2, 3]);
  expect(lists.begun()).toEqual([[1], [1, 2], [1, 2, 6], [1, 3]]);
});

test('a level that a list begins in the middle of is not counted again from there below a later heading', () => {
  expect(
    listsOf([
      [1, 4],
      [1, 4, 5],
      [1, 5],
      [1, 5, 1],
    ]),
  ).toEqual([0, 1, 2, 2]);
});

test('a level that a deeper heading has passed over goes on in a list of its own', () => {
  expect(listsOf([[1], [1, 1, 1], [1, 1]])).toEqual([0, 0, 1]);
});

/** What a word processor would show: from the list's beginnings alone, which list each heading is in, and its level. */
function counted(
  headings: readonly { readonly list: number; readonly level: number }[],
  begins: readonly (readonly number[])[],
): readonly (readonly number[])[] {
  const counts = new Map<number, (number | undefined)[]>();
  return headings.map(({ list, level }) => {
    const own = counts.get(list) ?? [];
    counts.set(list, own);
    const begin = (at: number): number => begins[list]?.[at] ?? 1;
    const before = own[level - 1];
    own[level - 1] = before === undefined ? begin(level - 1) : before + 1;
    own.splice(level);
    return Array.from({ length: level }, (_, at) => own[at] ?? begin(at));
  });
}

test('whatever the numbers are, a word processor shows them by counting its lists', () => {
  const ordinals = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(fc.array(ordinals, { maxLength: 20 }), (headings) => {
      const lists = startHeadingLists();
      const placed = headings.map((one) => ({ list: lists.listOf(one), level: one.length }));

      expect(counted(placed, lists.begun())).toEqual(headings);
    }),
  );
});
