import fc from 'fast-check';
import { expect, test } from 'vitest';
import { COMMITTEE_ROLES } from '#shared/model/person.ts';
import { SECTION_RELATIONS, SECTION_STATES, VISIBILITIES } from '#shared/model/section.ts';
import {
  committeeRights,
  mayChangeRoles,
  partRights,
  reportRights,
  sectionRights,
  textGrade,
} from '#shared/rules/rights.ts';
import type { SectionStanding } from '#shared/rules/rights.ts';

const standings = fc.record({
  roles: fc.uniqueArray(fc.constantFrom(...COMMITTEE_ROLES)),
  relation: fc.constantFrom(...SECTION_RELATIONS),
  state: fc.constantFrom(...SECTION_STATES),
  visibility: fc.constantFrom(...VISIBILITIES),
});

const openDrafting: SectionStanding = { roles: [], relation: 'none', state: 'drafting', visibility: 'open' };

test('a person without role or relation knows nothing of a section, a part or a report', () => {
  expect(sectionRights(openDrafting)).toEqual([]);
  expect(partRights({ roles: [], hasDraft: true })).toEqual([]);
  expect(reportRights({ roles: [], hasDraft: true })).toEqual([]);
});

test('an owner and a co-editor edit while assigned, drafting or returned, and never else', () => {
  for (const relation of ['owner', 'coEditor'] as const) {
    for (const state of SECTION_STATES) {
      const may = sectionRights({ roles: ['member'], relation, state, visibility: 'closedUntilSubmitted' });
      expect(may.includes('edit')).toBe(['assigned', 'drafting', 'returned'].includes(state));
      expect(may).toContain('comment');
    }
  }
});

test('only the owner submits and withdraws', () => {
  fc.assert(
    fc.property(standings, (standing) => {
      const rights = sectionRights(standing);
      if (rights.includes('submit') || rights.includes('withdraw')) expect(standing.relation).toBe('owner');
    }),
  );
});

test('a closed section does not exist for others before it is submitted, and again after it is returned', () => {
  for (const role of ['bureau', 'helper', 'member', 'office'] as const) {
    for (const state of SECTION_STATES) {
      const rights = sectionRights({ roles: [role], relation: 'none', state, visibility: 'closedUntilSubmitted' });
      expect(rights.includes('see')).toBe(state === 'submitted' || state === 'received');
      expect(rights.length === 0).toBe(state !== 'submitted' && state !== 'received');
    }
  }
});

test('the chair reads and comments everywhere and edits nothing', () => {
  fc.assert(
    fc.property(standings, (standing) => {
      const rights = sectionRights({ ...standing, roles: ['chair'], relation: 'none' });
      expect(rights).toEqual(expect.arrayContaining(['see', 'read', 'comment', 'suggest']));
      expect(rights).not.toContain('edit');
    }),
  );
});

test('only the bureau receives, returns, reopens, edits parts, applies merges and freezes', () => {
  for (const role of COMMITTEE_ROLES) {
    const isBureau = role === 'bureau';
    const submitted = sectionRights({ ...openDrafting, roles: [role], state: 'submitted' });
    const received = sectionRights({ ...openDrafting, roles: [role], state: 'received' });
    expect([submitted.includes('receive'), submitted.includes('return'), received.includes('reopen')]).toEqual([
      isBureau,
      isBureau,
      isBureau,
    ]);
    const parts = partRights({ roles: [role], hasDraft: true });
    expect([parts.includes('edit'), parts.includes('applyMerge'), parts.includes('revertMerge')]).toEqual([
      isBureau,
      isBureau,
      isBureau,
    ]);
    expect(reportRights({ roles: [role], hasDraft: true }).includes('freeze')).toBe(isBureau);
  }
});

test('members and the office know the parts from the first numbered draft on', () => {
  for (const role of ['member', 'office'] as const) {
    expect(partRights({ roles: [role], hasDraft: false })).toEqual([]);
    expect(partRights({ roles: [role], hasDraft: true })).toEqual(['see', 'read', 'comment']);
  }
});

test('rights add up: a further role never takes one away', () => {
  fc.assert(
    fc.property(standings, fc.constantFrom(...COMMITTEE_ROLES), (standing, role) => {
      const more = sectionRights({ ...standing, roles: [...standing.roles, role] });
      expect(more).toEqual(expect.arrayContaining([...sectionRights(standing)]));
    }),
  );
});

test('nothing may be done to what may not be known', () => {
  fc.assert(
    fc.property(standings, (standing) => {
      const rights = sectionRights(standing);
      if (rights.length > 0) expect(rights).toContain('see');
    }),
  );
});

test('the grade in a text is the highest right in it', () => {
  expect(textGrade([])).toBe('none');
  expect(textGrade(['see', 'read'])).toBe('read');
  expect(textGrade(['see', 'read', 'comment', 'edit'])).toBe('edit');
});

test('whoever is of a committee knows it; chair and bureau look after its people', () => {
  for (const role of COMMITTEE_ROLES) {
    const rights = committeeRights({ roles: [role], admin: false, hasChair: true });
    const isHead = role === 'chair' || role === 'bureau';
    expect([role, rights]).toEqual([role, isHead ? ['see', 'manage', 'createReport'] : ['see']]);
  }
});

test('who administers sets up a committee without a chair, and stands outside once it has one', () => {
  expect(committeeRights({ roles: [], admin: true, hasChair: false })).toEqual(['see', 'manage']);
  expect(committeeRights({ roles: [], admin: true, hasChair: true })).toEqual([]);
  expect(committeeRights({ roles: [], admin: false, hasChair: false })).toEqual([]);
});

test('the bureau gives and takes every role but that of the chair', () => {
  const bureau = { roles: ['bureau'], admin: false, hasChair: true } as const;
  const chair = { roles: ['chair'], admin: false, hasChair: true } as const;

  expect(mayChangeRoles(bureau, { from: ['member'], to: ['helper', 'bureau'] })).toBe(true);
  expect(mayChangeRoles(bureau, { from: ['chair', 'member'], to: ['chair'] })).toBe(true);
  expect(mayChangeRoles(bureau, { from: [], to: ['chair'] })).toBe(false);
  expect(mayChangeRoles(bureau, { from: ['chair'], to: ['member'] })).toBe(false);
  expect(mayChangeRoles(chair, { from: [], to: ['chair'] })).toBe(true);
  expect(mayChangeRoles({ roles: [], admin: true, hasChair: false }, { from: [], to: ['chair'] })).toBe(true);
  expect(mayChangeRoles({ roles: ['member'], admin: false, hasChair: true }, { from: [], to: [] })).toBe(false);
});
