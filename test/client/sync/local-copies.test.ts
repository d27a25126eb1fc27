// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { writeLocal } from '#client/sync/kept-text.ts';
import { copyName, countUnsavedTexts, forgetSavedCopies, waitingKey } from '#client/sync/local-copies.ts';

/** As much of IndexedDB as there is to see of it by names: databases are listed and deleted. */
function serveDatabases(names: readonly string[]): () => readonly string[] {
  let left = names;
  vi.stubGlobal('indexedDB', {
    databases: async () => left.map((name) => ({ name, version: 1 })),
    deleteDatabase: (name: string) => {
      left = left.filter((one) => one !== name);
      const request = new EventTarget();
      queueMicrotask(() => request.dispatchEvent(new Event('success')));
      return request;
    },
  });
  return () => left;
}

beforeEach(() => localStorage.clear());
afterEach(() => vi.unstubAllGlobals());

test('texts with something that the server has not are counted, those of the account alone', () => {
  writeLocal(waitingKey(copyName('me', 'd1', 'l1')), '3');
  writeLocal(waitingKey(copyName('me', 'd2', 'l1')), '1');
  writeLocal(waitingKey(copyName('other', 'd1', 'l1')), '1');

  expect(countUnsavedTexts('me')).toBe(2);
  expect(countUnsavedTexts('other')).toBe(1);
  expect(countUnsavedTexts('nobody')).toBe(0);
});

test('signing out takes what the server has whole, and leaves the rest and the texts of others', async () => {
  const [saved, unsaved, foreign] = [
    copyName('me', 'd1', 'l1'),
    copyName('me', 'd2', 'l1'),
    copyName('other', 'd1', 'l1'),
  ] as const;
  writeLocal(waitingKey(unsaved), '3');
  const left = serveDatabases([saved, unsaved, foreign, 'else']);

  await forgetSavedCopies('me');

  expect(left()).toEqual([unsaved, foreign, 'else']);
});
