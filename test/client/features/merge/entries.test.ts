import { expect, test } from 'vitest';
import { detailOfEntry, entriesOf, nameOfEntry } from '#client/features/merge/entries.ts';
import { mergeView } from './example.ts';

test('changes and conflicts follow each other as in the part', () => {
  expect(entriesOf(mergeView).map((entry) => entry.blockId)).toEqual(['b1', 'b2', 'b3', 'b4', 'b5', 'b6', 'b7']);
});

test('each is called by what happened to the words', () => {
  expect(entriesOf(mergeView).map(nameOfEntry)).toEqual([
    'insert',
    'figures',
    'delete',
    'conflict',
    'added',
    'move',
    'marks',
  ]);
});

test('a small change is told as what became what, an addition by its words', () => {
  const details = entriesOf(mergeView).map(detailOfEntry);

  expect(details[1]).toBe('trên 90% → 98,6%');
  expect(details[3]).toMatch(/^…137 vụ vi phạm/);
  expect(details[4]).toMatch(/^Thu gom, vận chuyển trong ngày/);
  expect(details[6]).toBe('xoá → xóa');
});

test('a paragraph with the same words in another form is a change of form', () => {
  const [, change] = mergeView.changes;
  if (change === undefined) throw new Error('the example lacks its change');
  const view = { ...mergeView, changes: [{ ...change, before: change.after }], conflicts: [] };

  expect(entriesOf(view).map(nameOfEntry)).toEqual(['form']);
});
