import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffTexts, sideOf, type Run } from '#client/features/merge/word-diff.ts';

function textOf(runs: readonly Run[]): string {
  return runs.map((run) => run.text).join('');
}

test('a figure differs as a whole, with its comma and its percent sign', () => {
  expect(diffTexts('đạt 92,74%.', 'đạt 98,6%.')).toEqual([
    { kind: 'same', text: 'đạt ' },
    { kind: 'removed', text: '92,74%' },
    { kind: 'added', text: '98,6%' },
    { kind: 'same', text: '.' },
  ]);
});

test('a rewritten phrase is one change', () => {
  expect(diffTexts('xử lý rất nhiều vụ', 'xử lý gần đủ vụ')).toEqual([
    { kind: 'same', text: 'xử lý ' },
    { kind: 'removed', text: 'rất nhiều' },
    { kind: 'added', text: 'gần đủ' },
    { kind: 'same', text: ' vụ' },
  ]);
});

test('texts with nothing in common are one removed and one added', () => {
  const before = Array.from({ length: 3_000 }, (_, at) => `a${String(at)}`).join('-_ ');
  const after = Array.from({ length: 3_000 }, (_, at) => `b${String(at)}`).join('+= ');

  expect(diffTexts(before, after).map((run) => run.kind)).toEqual(['removed', 'added']);
});

test('each side of a comparison reads as its text', () => {
  const text = fc.string({
    unit: fc.constantFrom('a', 'ữ', 'b', ' ', '.', ',', '\n', '1', '(', '\u0301'),
    maxLength: 40,
  });
  fc.assert(
    fc.property(text, text, (before, after) => {
      const runs = diffTexts(before, after);
      expect(textOf(sideOf(runs, 'before'))).toBe(before);
      expect(textOf(sideOf(runs, 'after'))).toBe(after);
    }),
  );
});
