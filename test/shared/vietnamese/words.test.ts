import { expect, test } from 'vitest';
import { countWords } from '#shared/vietnamese/words.ts';

test.each([
  ['', 0],
  ['  \n ', 0],
  ['Tiểu ban Văn kiện', 4],
  ['Tiểu ban\tVăn\nkiện ', 4],
  ['tăng 7,5% – đạt 100%', 4],
  ['- … •', 0],
  ['Số 27-KH/TU', 2],
  ['Đường'.normalize('NFD'), 1],
])('the words of %j are %i', (text, count) => {
  expect(countWords(text)).toBe(count);
});
