import { expect, test } from 'vitest';
import { momentWords } from '#client/objects/moment-words.ts';

test('what happened today is told by its time, what happened before also by its day', () => {
  const at = Date.UTC(2020, 3, 15, 4, 15);

  expect(momentWords(at, '2020-04-15')).toBe('11:15');
  expect(momentWords(at, '2020-04-16')).toBe('11:15 15/4');
  expect(momentWords(at, '2021-01-02')).toBe('11:15 15/4/2020');
});
