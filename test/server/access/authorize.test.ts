import { expect, test } from 'vitest';
import { SECTION_STATES, type SectionState } from '#shared/model/section.ts';
import { sectionRights } from '#shared/rules/rights.ts';
import { idOf } from '#shared/model/ids.ts';
import {
  authorizeCommittee,
  authorizeDocument,
  authorizePart,
  authorizeReport,
  authorizeSection,
} from '#server/access/authorize.ts';
import { findLastRightChange, judgeLiveRight } from '#server/access/live.ts';
import { assignSection } from '#server/actions/assignment.ts';
import { freezeDraft } from '#server/actions/drafts.ts';
import { setRoles } from '#server/actions/people.ts';
import { submitSection } from '#server/actions/submissions.ts';
import { updateSectionState } from '#server/storage/rows/sections.ts';
import {
  foundForEachTest,
  textOf,
  writeText,
  type CommitteeWorld,
  type PersonName,
  type SmallCommittee,
} from '#test/world/committee.ts';
import { refusalOf } from '#test/world/refusal.ts';

let world: CommitteeWorld;
let committee: SmallCommittee;

foundForEachTest((opened, founded) => {
  world = opened;
  committee = founded;
});

const rows = () => world.context.storage.rows;

const ROLES: Readonly<Partial<Record<PersonName, 'chair' | 'bureau' | 'helper' | 'member' | 'office'>>> = {
  chair: 'chair',
  bureau: 'bureau',
  bureau2: 'bureau',
  helper: 'helper',
  owner: 'member',
  writer: 'member',
  other: 'member',
  office: 'office',
};

const RELATIONS: Readonly<Partial<Record<PersonName, 'owner' | 'coEditor'>>> = { owner: 'owner', writer: 'coEditor' };

test.each(SECTION_STATES)(
  'in a closed section that is %s each person has what the table of rights says',
  async (state) => {
    await world.context.storage.transact((tx) => updateSectionState(tx, committee.closed.sectionId, state, 1));

    for (const name of Object.keys(committee.as) as PersonName[]) {
      const role = ROLES[name];
      const relation = RELATIONS[name] ?? 'none';
      const expected = role === undefined ? [] : rightsIn(state, role, relation);
      const access = authorizeSection(rows(), committee.as[name], committee.closed.sectionId, 'see');
      if (expected.length === 0) expect(await refusalOf(access)).toBe('not_found');
      else expect((await access).rights).toEqual(expected);
    }
  },
);

function rightsIn(
  state: SectionState,
  role: NonNullable<(typeof ROLES)[PersonName]>,
  relation: 'owner' | 'coEditor' | 'none',
) {
  return sectionRights({ roles: [role], relation, state, visibility: 'closedUntilSubmitted' });
}

test('what may be known and not so used is forbidden, what may not be known is not there', async () => {
  const { as, open, report, committeeId } = committee;

  expect(await refusalOf(authorizeSection(rows(), as.other, open.sectionId, 'edit'))).toBe('forbidden');
  expect(await refusalOf(authorizeDocument(rows(), as.other, open.documentId, 'edit'))).toBe('forbidden');
  expect(await refusalOf(authorizeDocument(rows(), as.stranger, open.documentId, 'read'))).toBe('not_found');
  expect(await refusalOf(authorizeDocument(rows(), as.other, open.partDocumentId, 'read'))).toBe('not_found');
  expect(await refusalOf(authorizePart(rows(), as.chair, open.partId, 'applyMerge'))).toBe('forbidden');
  expect(await refusalOf(authorizeReport(rows(), as.owner, report.reportId, 'exportDraft'))).toBe('forbidden');
  expect(await refusalOf(authorizeReport(rows(), as.admin, report.reportId, 'see'))).toBe('not_found');
  expect(await refusalOf(authorizeCommittee(rows(), as.admin, committeeId, 'see'))).toBe('not_found');
  for (const unknown of [
    authorizeSection(rows(), as.chair, idOf('x'), 'see'),
    authorizeDocument(rows(), as.chair, idOf('x'), 'read'),
  ]) {
    expect(await refusalOf(unknown)).toBe('not_found');
  }
});

test('a container has no text to do anything with', async () => {
  const top = committee.report.sections.get('results');
  if (top === undefined) throw new Error('There is no container');

  expect((await authorizeSection(rows(), committee.as.chair, top.id, 'see')).rights).toEqual(['see']);
});

test('who left the committee is nobody to its sections any more, though they once owned them', async () => {
  await world.context.storage.transact(async (tx) => {
    await tx.deleteFrom('memberships').where('person_id', '=', committee.as.owner.personId).execute();
  });

  expect(await refusalOf(authorizeSection(rows(), committee.as.owner, committee.open.sectionId, 'see'))).toBe(
    'not_found',
  );
  expect(await judgeLiveRight(rows(), committee.as.owner.personId, committee.open.documentId)).toBeUndefined();
});

test('a live right is the grade in the text with the epoch in which it was read', async () => {
  const judge = (by: PersonName, documentId = committee.open.documentId) =>
    judgeLiveRight(rows(), committee.as[by].personId, documentId);

  expect(await judge('owner')).toMatchObject({ grade: 'edit', documentState: 'assigned', epoch: 1, name: 'OWNER' });
  expect(await judge('chair')).toMatchObject({ grade: 'suggest' });
  expect(await judge('other')).toMatchObject({ grade: 'comment' });
  expect(await judge('stranger')).toBeUndefined();
  expect(await judge('other', committee.closed.documentId)).toBeUndefined();
  expect(await judge('bureau', committee.open.partDocumentId)).toMatchObject({ grade: 'edit', documentState: 'part' });
  expect(await judge('other', committee.open.partDocumentId)).toBeUndefined();
  await freezeDraft(world.context, committee.as.bureau, { id: committee.report.reportId, note: '' });

  expect(await judge('other', committee.open.partDocumentId)).toMatchObject({ grade: 'comment' });
});

test('the last change of rights is told with who made it and why', async () => {
  const tell = (who: keyof typeof committee.as) =>
    findLastRightChange(rows(), committee.as[who].personId, committee.open.documentId);
  expect(await tell('owner')).toMatchObject({ move: '', by: '' });
  await writeText(world, committee.open.documentId, committee.as.owner, textOf('a: Câu'));
  await submitSection(world.context, committee.as.owner, { id: committee.open.sectionId, note: '' });

  expect(await tell('owner')).toMatchObject({ move: 'submit', by: 'OWNER', isOwn: true });
  expect(await tell('writer')).toMatchObject({ move: 'submit', by: 'OWNER', isOwn: false });
});

test('a share that is taken and roles that are changed are told to whom they were', async () => {
  const tell = (who: keyof typeof committee.as, documentId = committee.open.documentId) =>
    findLastRightChange(rows(), committee.as[who].personId, documentId);

  await assignSection(world.context, committee.as.chair, {
    id: committee.open.sectionId,
    ownerId: committee.as.other.personId,
    coEditorIds: [],
    approverId: null,
    startOn: null,
    due: null,
    product: '',
    applyToChildren: false,
  });
  await setRoles(world.context, committee.as.chair, {
    id: committee.committeeId,
    personId: committee.as.bureau.personId,
    roles: ['helper'],
  });

  expect(await tell('owner')).toMatchObject({ move: 'unassign', by: 'CHAIR' });
  expect(await tell('other')).toMatchObject({ move: 'assign', by: 'CHAIR' });
  expect(await tell('bureau', committee.open.partDocumentId)).toMatchObject({ move: 'setRoles', by: 'CHAIR' });
  expect(await tell('chair')).not.toMatchObject({ move: 'setRoles' });
});
