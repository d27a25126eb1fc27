import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SECTION_MOVES, SECTION_STATES } from '#shared/model/section.ts';
import { moveSection } from '#shared/rules/workflow.ts';

test('a section goes from assigned through drafting and submitted to received', () => {
  expect(moveSection('assigned', 'startDrafting')).toEqual({ ok: true, value: 'drafting' });
  expect(moveSection('drafting', 'submit')).toEqual({ ok: true, value: 'submitted' });
  expect(moveSection('submitted', 'receive')).toEqual({ ok: true, value: 'received' });
});

test('only a submitted section can be returned, received or withdrawn', () => {
  for (const state of SECTION_STATES.filter((one) => one !== 'submitted')) {
    for (const move of ['return', 'receive', 'withdraw'] as const) {
      expect(moveSection(state, move)).toEqual({ ok: false, code: 'submission/not-open', details: { state } });
    }
  }
});

test('withdrawing and reopening lead to drafting, returning to returned', () => {
  expect(moveSection('submitted', 'withdraw')).toEqual({ ok: true, value: 'drafting' });
  expect(moveSection('received', 'reopen')).toEqual({ ok: true, value: 'drafting' });
  expect(moveSection('submitted', 'return')).toEqual({ ok: true, value: 'returned' });
});

test('a returned section can be submitted again', () => {
  expect(moveSection('returned', 'submit')).toEqual({ ok: true, value: 'submitted' });
});

test('whatever is pressed in whatever order, only `received` is reached through `submitted`', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...SECTION_MOVES), { maxLength: 40 }), (moves) => {
      let state: (typeof SECTION_STATES)[number] = 'assigned';
      for (const move of moves) {
        const outcome = moveSection(state, move);
        if (!outcome.ok) continue;
        if (outcome.value === 'received') expect(state).toBe('submitted');
        state = outcome.value;
      }
    }),
  );
});
