import { expect, test } from 'vitest';
import { changedFields, formOf, planSave, rebase } from '#client/features/outline/section-form.ts';
import { idOf } from '#shared/model/ids.ts';
import { detailOf, node } from '#test/client/features/outline/example.ts';

const base = formOf(detailOf(node('S', { due: '2020-04-10' }), { product: 'Dự thảo' }));
const ALL = { edit: true, assign: true };

test('what I changed stays, and the rest is as the others left it', () => {
  const mine = { ...base, title: 'Kinh tế' };
  const theirs = { ...base, due: '2020-04-15', guidance: 'Nêu số liệu.' };

  expect(rebase(base, mine, theirs)).toEqual({
    form: { ...theirs, title: 'Kinh tế' },
    conflicts: [],
  });
});

test('a field that both changed keeps mine and is a conflict, unless both made the same of it', () => {
  const mine = { ...base, product: 'Bản in', due: '2020-04-12' };
  const theirs = { ...base, product: 'Tệp Word', due: '2020-04-12' };

  const { form, conflicts } = rebase(base, mine, theirs);

  expect(form.product).toBe('Bản in');
  expect(conflicts).toEqual(['product']);
});

test('lists differ by what is in them', () => {
  const coEditorIds = [idOf<never>('a')];

  expect(changedFields(base, { ...base, coEditorIds: [] })).toEqual([]);
  expect(changedFields(base, { ...base, coEditorIds })).toEqual(['coEditorIds']);
});

test('only what was changed is saved, days with the people where those are changed too', () => {
  expect(planSave(['title', 'due'], ALL, false)).toEqual({ fields: ['title', 'due'], hasAssignment: false });
  expect(planSave(['title', 'due', 'ownerId'], ALL, false)).toEqual({ fields: ['title'], hasAssignment: true });
  expect(planSave([], ALL, true)).toEqual({ fields: [], hasAssignment: true });
});

test('nothing is asked for that the person has no right to', () => {
  expect(planSave(['due', 'ownerId'], { edit: false, assign: true }, false)).toEqual({
    fields: [],
    hasAssignment: true,
  });
  expect(planSave(['due'], { edit: false, assign: true }, false)).toEqual({ fields: [], hasAssignment: true });
  expect(planSave(['due'], { edit: true, assign: false }, false)).toEqual({ fields: ['due'], hasAssignment: false });
});
