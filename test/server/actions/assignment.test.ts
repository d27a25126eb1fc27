import { expect, test } from 'vitest';
import type { PersonId } from '#shared/model/ids.ts';
import type { SectionDetail } from '#shared/protocol/sections.ts';
import { judgeLiveRight } from '#server/access/live.ts';
import { assignSection } from '#server/actions/assignment.ts';
import { getHome } from '#server/actions/home.ts';
import { getSection } from '#server/actions/sections.ts';
import { updatePerson } from '#server/storage/rows/people.ts';
import { foundForEachTest, type CommitteeWorld, type SmallCommittee } from '#test/world/committee.ts';
import { refusalOf } from '#test/world/refusal.ts';

let world: CommitteeWorld;
let committee: SmallCommittee;

foundForEachTest((opened, founded) => {
  world = opened;
  committee = founded;
  world.takeHints();
});

type Input = Parameters<typeof assignSection>[2];

function assign(
  more: Partial<Input> = {},
  by: 'chair' | 'bureau' | 'helper' | 'owner' = 'chair',
): Promise<SectionDetail> {
  return assignSection(world.context, committee.as[by], {
    id: committee.open.sectionId,
    ownerId: committee.as.owner.personId,
    coEditorIds: [committee.as.writer.personId],
    approverId: null,
    startOn: '2020-03-27',
    due: '2020-04-15',
    product: '',
    applyToChildren: false,
    ...more,
  });
}

async function gradeOf(person: 'owner' | 'writer' | 'other'): Promise<string | undefined> {
  const { rows } = world.context.storage;
  return (await judgeLiveRight(rows, committee.as[person].personId, committee.open.documentId))?.grade;
}

test('a section given to somebody else is theirs to write from that commit on', async () => {
  const { rows } = world.context.storage;
  const before = await judgeLiveRight(rows, committee.as.owner.personId, committee.open.documentId);
  const assigned = await assign({ ownerId: committee.as.other.personId, coEditorIds: [], product: 'Bản thảo' });

  expect(assigned).toMatchObject({ product: 'Bản thảo', rowVersion: 2, section: { coEditorIds: [] } });
  expect(assigned.section.ownerId).toBe(committee.as.other.personId);
  expect([await gradeOf('owner'), await gradeOf('writer'), await gradeOf('other')]).toEqual([
    'comment',
    'comment',
    'edit',
  ]);
  const after = await judgeLiveRight(rows, committee.as.owner.personId, committee.open.documentId);
  expect(after?.epoch).toBe((before?.epoch ?? 0) + 1);
  expect(world.takeHints()).toContainEqual({ kind: 'rights', documentIds: [committee.open.documentId] });
  const home = await getHome(world.context, committee.as.other);
  expect(home.sections.map((one) => one.section.id)).toContain(committee.open.sectionId);
});

test('a section waits on its owner since it was given, and without a time where that was not noted', async () => {
  const { owner, other } = committee.as;
  const waitsSince = async (person: typeof owner) =>
    (await getHome(world.context, person)).waiting.flatMap((one) =>
      one.kind === 'unstarted' && one.sectionId === committee.open.sectionId ? [one.at] : [],
    );
  const before = await waitsSince(owner);

  const { assignments } = await assign({ ownerId: other.personId });

  const given = assignments.find(({ personId, part }) => personId === other.personId && part === 'owner');
  expect(before).toEqual([null]);
  expect(given?.at).toBeGreaterThan(0);
  expect(await waitsSince(other)).toEqual([given?.at]);
  expect(await waitsSince(owner)).toEqual([]);
});

test('who was given a section and who had it taken is kept, once for each change', async () => {
  const { owner, writer, other, chair } = committee.as;
  await assign({ ownerId: other.personId, coEditorIds: [owner.personId], approverId: chair.personId });
  await assign({ ownerId: other.personId, coEditorIds: [owner.personId], approverId: chair.personId });

  const { assignments } = await getSection(world.context, committee.as.bureau, { id: committee.open.sectionId });
  const described = assignments.map(({ personId, part, change }) => [personId, part, change]);
  expect(described).toHaveLength(5);
  expect(described).toEqual(
    expect.arrayContaining([
      [owner.personId, 'owner', 'taken'],
      [writer.personId, 'coEditor', 'taken'],
      [other.personId, 'owner', 'given'],
      [owner.personId, 'coEditor', 'given'],
      [chair.personId, 'approver', 'given'],
    ]),
  );
});

test('new dates and an approver leave everyone writing who writes', async () => {
  await assign({ due: '2020-04-20', approverId: committee.as.chair.personId });

  expect(world.takeHints().filter((hint) => hint.kind === 'rights')).toEqual([]);
});

test('only people of the committee are given a section', async () => {
  const strangers: readonly PersonId[] = [committee.as.stranger.personId, committee.as.admin.personId];
  for (const personId of strangers) {
    await expect(assign({ ownerId: personId })).rejects.toMatchObject({
      code: 'assignment/not-member',
      details: { part: 'owner', personId },
    });
  }

  expect(await refusalOf(assign({ coEditorIds: [...strangers] }))).toBe('assignment/not-member');
  expect(await gradeOf('owner')).toBe('edit');
});

test('an owner among the co-editors, and a co-editor named twice, are named once', async () => {
  const { owner, writer } = committee.as;
  const assigned = await assign({ coEditorIds: [owner.personId, writer.personId, writer.personId] });

  expect(assigned.section.coEditorIds).toEqual([writer.personId]);
});

test('dates and approver go to all below when that is asked, owners do not', async () => {
  const top = committee.report.sections.get('results');
  if (top === undefined) throw new Error('There is no top section');
  const approverId = committee.as.chair.personId;
  const dates = { startOn: '2020-04-01', due: '2020-04-12' };
  await assign({ id: top.id, ownerId: null, coEditorIds: [], approverId, ...dates, applyToChildren: true });

  for (const { sectionId } of [committee.open, committee.closed]) {
    const detail = await getSection(world.context, committee.as.chair, { id: sectionId });
    expect(detail).toMatchObject({ approverId, section: dates });
    expect(detail.section.ownerId).toBe(committee.as.owner.personId);
  }
});

test('an assignment asked for by who saw an older one is refused, as are bad dates', async () => {
  await assign({ ifMatch: '"1"', due: '2020-04-16' });

  expect(await refusalOf(assign({ ifMatch: '"1"' }))).toBe('stale');
  expect(await refusalOf(assign({ due: '2020-03-01' }))).toBe('section/date-outside');
  expect(await refusalOf(assign({ startOn: '2020-04-30', due: '2020-04-29' }))).toBe('section/due-before-start');
});

test('chair and bureau assign, nobody else', async () => {
  expect([await refusalOf(assign({}, 'bureau')), await refusalOf(assign({}, 'helper'))]).toEqual(['done', 'forbidden']);
  expect(await refusalOf(assign({ ownerId: null }, 'owner'))).toBe('forbidden');
});

test('who can no longer come in is given nothing, and keeps what they have', async () => {
  const { other, writer } = committee.as;
  await world.context.storage.transact((tx) => updatePerson(tx, other.personId, { deactivated_at: 1 }));
  await world.context.storage.transact((tx) => updatePerson(tx, writer.personId, { deactivated_at: 1 }));

  expect(await refusalOf(assign({ ownerId: other.personId }))).toBe('assignment/not-member');
  expect(await refusalOf(assign())).toBe('done');
});
