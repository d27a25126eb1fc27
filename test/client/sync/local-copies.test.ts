// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keptTextsOf, writeLocal } from '#client/sync/kept-text.ts';
import { countUnsavedTexts, forgetSavedCopies } from '#client/sync/local-copies.ts';

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
  writeLocal('dong-thao/waiting/dong-thao/me/d1/l1', '3');
  writeLocal('dong-thao/waiting/dong-thao/other/d1/l1', '1');
  keptTextsOf('me', 'd2').add({ at: 0, text: 'Bổ sung', added: 'sung' });

  expect(countUnsavedTexts('me')).toBe(2);
  expect(countUnsavedTexts('other')).toBe(1);
  expect(countUnsavedTexts('nobody')).toBe(0);
});

test('signing out takes what the server has whole, and leaves the rest and the texts of others', async () => {
  writeLocal('dong-thao/waiting/dong-thao/me/unsaved/l1', '3');
  const left = serveDatabases(['dong-thao/me/saved/l1', 'dong-thao/me/unsaved/l1', 'dong-thao/other/saved/l1', 'else']);

  await forgetSavedCopies('me');

  expect(left()).toEqual(['dong-thao/me/unsaved/l1', 'dong-thao/other/saved/l1', 'else']);
});
