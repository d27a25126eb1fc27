import { expect, test } from 'vitest';
import { boldWidthPt } from '#server/convert/text-width.ts';

// Measured in Tinos Bold at 1000 units, which has the widths of Times New Roman Bold.
test.each([
  ['', 0],
  ['2015', 2000],
  ['TT', 1334],
  ['C\u1ed9ng', 722 + 500 + 556 + 500],
  ['\u0110\u1ea3ng', 722 + 500 + 556 + 500],
  ['12,5%', 500 + 500 + 250 + 500 + 1000],
  ['\u8b70', 1000],
])('%s is %i thousandths of its size wide', (text, width) => {
  expect(boldWidthPt(text, 1000)).toBe(width);
});

test('a horn takes room, a tone mark takes none, in whichever form the letter is written', () => {
  expect(boldWidthPt('\u01b0', 1000)).toBeGreaterThan(boldWidthPt('u', 1000));
  expect(boldWidthPt('\u1ebf', 1000)).toBe(boldWidthPt('e', 1000));
  expect(boldWidthPt('\u1ee3'.normalize('NFD'), 1000)).toBe(boldWidthPt('\u1ee3', 1000));
});

test('the width grows with the size of the type', () => {
  expect(boldWidthPt('m', 13)).toBeCloseTo((833 * 13) / 1000);
});
