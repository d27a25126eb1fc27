import { expect, test } from 'vitest';
import { findEntries, splitFound, type Entry } from '#client/app/entries.ts';

function entry(name: string, detail = ''): Entry {
  return { id: name, kind: 'section', name, detail, goal: { kind: 'address', to: name } };
}

const BUDGET = entry('1. Kinh tế, thu – chi ngân sách', 'Báo cáo chính trị › II. Kết quả đạt được');
const BUDGET_FIRST = entry('3. Ngân sách phường', 'Báo cáo chính trị');
const TOWN = entry('2. Quản lý đô thị', 'Báo cáo chính trị › II. Kết quả đạt được');
const MARK = entry('Hoà giải ở cơ sở');
const ALL = [BUDGET, TOWN, BUDGET_FIRST, MARK];

function found(query: string, recent: readonly string[] = []): readonly string[] {
  return findEntries(ALL, query, recent).map(({ name }) => name);
}

function marked(name: string, query: string): string {
  return splitFound(name, query)
    .map(({ text, isFound }) => (isFound ? `[${text}]` : text))
    .join('');
}

test('who types no marks means any; a name that begins with the words comes first', () => {
  expect(found('ngan sach')).toEqual([BUDGET_FIRST.name, BUDGET.name]);
});

test('who types marks means them', () => {
  expect(found('thụ')).toEqual([]);
  expect(found('thu')).toEqual([BUDGET.name]);
});

test('the old and the new place of a tone are the same', () => {
  expect(found('hòa')).toEqual([MARK.name]);
});

test('words may come in any order, and from the place of a section too', () => {
  expect(found('do thi ket qua')).toEqual([TOWN.name]);
});

test('without a query what was visited last comes first, the rest stays in its order', () => {
  expect(found('', [MARK.name, TOWN.name])).toEqual([MARK.name, TOWN.name, BUDGET.name, BUDGET_FIRST.name]);
});

test('what was visited last comes first only among equals', () => {
  expect(found('ngan sach', [BUDGET.name])).toEqual([BUDGET_FIRST.name, BUDGET.name]);
});

test('what was found is marked with its marks, in either normal form', () => {
  expect(marked('Kinh tế, thu – chi ngân sách', 'ngan sach')).toBe('Kinh tế, thu – chi [ngân] [sách]');
  expect(marked('Kinh tế'.normalize('NFD'), 'tế')).toBe('Kinh [tế]');
  expect(marked('Kinh tế', '')).toBe('Kinh tế');
});

test('a name whose folding has another length is shown whole', () => {
  expect(marked('İ tế', 'te')).toBe('İ tế');
});
