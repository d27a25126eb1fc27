import { expect, test } from 'vitest';
import { findText } from '#client/editor/search.ts';

function found(text: string, query: string): readonly string[] {
  return findText(text, query).map(({ from, to }) => text.slice(from, to));
}

test('who types no marks finds any', () => {
  expect(found('Chi ngân sách, Ngân sách phường', 'ngan sach')).toEqual(['ngân sách', 'Ngân sách']);
});

test('who types marks means them', () => {
  expect(found('thu, thư, thứ', 'thư')).toEqual(['thư', 'thứ']);
  expect(found('thu, thư, thứ', 'thứ')).toEqual(['thứ']);
});

test('the old and the new place of a tone are the same word', () => {
  expect(found('hoà bình, hòa bình', 'hòa')).toEqual(['hoà', 'hòa']);
});

test('letters that were typed apart from their marks are found whole', () => {
  const text = 'a '.concat('Đảng bộ'.normalize('NFD'), ' b');

  expect(found(text, 'đảng bộ')).toEqual(['Đảng bộ'.normalize('NFD')]);
});

test('nothing is found for an empty query', () => {
  expect(findText('abc', '')).toEqual([]);
});
