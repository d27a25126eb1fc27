import { expect, test } from 'vitest';
import { placeTones } from '#shared/vietnamese/tones.ts';

const PAIRS: readonly (readonly [old: string, modern: string])[] = [
  ['hòa khóa tỏa họa lõa', 'hoà khoá toả hoạ loã'],
  ['khỏe lòe', 'khoẻ loè'],
  ['Đảng ủy, lũy; thùy tụy thúy', 'Đảng uỷ, luỹ; thuỳ tuỵ thuý'],
  ['CỘNG HÒA ỦY BAN Ủy', 'CỘNG HOÀ UỶ BAN Uỷ'],
];

test.each(PAIRS)('%s and %s are the same words in two styles', (old, modern) => {
  expect(placeTones(old, 'new')).toBe(modern);
  expect(placeTones(modern, 'old')).toBe(old);
  expect(placeTones(old, 'old')).toBe(old);
  expect(placeTones(modern, 'new')).toBe(modern);
});

test('a tone that has one place only stays there', () => {
  const text = 'quý quà quỹ quẻ hoàn khoảng ngoài khoét quýt huỳnh tuyết khuỷu thuế thuở mùa lửa già Quý';

  expect(placeTones(text, 'old')).toBe(text);
  expect(placeTones(text, 'new')).toBe(text);
});
