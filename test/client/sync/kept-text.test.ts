// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { keptTextsOf, type KeptText } from '#client/sync/kept-text.ts';

beforeEach(() => localStorage.clear());

const sentence = (text: string): KeptText => ({ at: 1, text, added: text });
const open = () => keptTextsOf('me', 'd1');
const textsOf = (kept: { read(): readonly KeptText[] }) => kept.read().map(({ text }) => text);

test('what two tabs keep of one text is there, whichever was opened or wrote first', () => {
  const [one, other] = [open(), open()];

  one.add(sentence('Câu của thẻ một.'));
  other.add(sentence('Câu của thẻ hai.'));
  one.add(sentence('Câu sau đó.'));

  expect(textsOf(open()).toSorted()).toEqual(['Câu của thẻ hai.', 'Câu của thẻ một.', 'Câu sau đó.']);
});

test('who has done with what is shown does not throw away what another tab kept meanwhile', () => {
  const [one, other] = [open(), open()];
  one.add(sentence('Đã thấy.'));
  other.add(sentence('Chưa thấy.'));

  one.clear();

  expect([textsOf(one), textsOf(open())]).toEqual([['Chưa thấy.'], ['Chưa thấy.']]);
});

test('what is done with is gone', () => {
  const kept = open();
  kept.add(sentence('Đã chép đi.'));

  kept.clear();

  expect([textsOf(kept), textsOf(open()), localStorage.length]).toEqual([[], [], 0]);
});
