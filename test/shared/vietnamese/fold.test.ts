import { expect, test } from 'vitest';
import { containsText, foldPlacement, foldText, foldTones } from '#shared/vietnamese/fold.ts';
import cases from './vi-fold.json' with { type: 'json' };

test.each(cases.pairs)('"$query" in "$text": $matches ($rule)', ({ text, query, matches }) => {
  expect(containsText(text, query)).toBe(matches);
});

test.each(cases.tonePlacement.pairs)('$old and $new are one word', (pair) => {
  expect(foldPlacement(pair.old)).toBe(pair.new.toLowerCase());
  expect(foldText(pair.old)).toBe(foldText(pair.new));
});

test.each(cases.tonePlacement.stay)('the tone of %s stays where it is', (word) => {
  expect(foldPlacement(word)).toBe(word.toLowerCase());
});

test('the u of qu carries no tone, wherever somebody wrote it', () => {
  expect(containsText('Quý III', 'qúy')).toBe(true);
  expect(containsText('Quý III', 'qùy')).toBe(false);
});

test('a syllable that goes on after its vowels has one spelling only', () => {
  expect(containsText('hoán đổi', 'hóan')).toBe(false);
  expect(containsText('hoán đổi', 'hóa')).toBe(true);
});

test('each folding takes off what its name says', () => {
  expect(foldText('Đường Điện Biên')).toBe('duong dien bien');
  expect(foldTones('Đường Điện Biên')).toBe('đương điên biên');
  expect(foldText('Đường'.normalize('NFD'))).toBe('duong');
});

test('a fold has as many letters as the composed text, so that places stay true', () => {
  for (const { text } of cases.pairs) {
    const length = text.normalize('NFC').length;
    expect([foldText(text), foldTones(text), foldPlacement(text)].map((folded) => folded.length)).toEqual([
      length,
      length,
      length,
    ]);
  }
});
