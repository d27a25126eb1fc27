import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { DomainError } from '#shared/model/errors.ts';
import { idOf, type PersonId } from '#shared/model/ids.ts';
import type { CommitteeRole } from '#shared/model/person.ts';
import { judgeLiveRight } from '#server/access/live.ts';
import type { Caller } from '#server/access/caller.ts';
import { addPeople, checkPeople, listMembers, removePerson, setRoles } from '#server/actions/people.ts';
import { listRightChanges } from '#server/actions/right-changes.ts';
import { findDocumentHead } from '#server/storage/rows/documents.ts';
import { foundCommittee, openWorld, type CommitteeWorld, type SmallCommittee } from '#test/world/committee.ts';
import { refusalOf } from '#test/world/refusal.ts';

let world: CommitteeWorld;
let small: SmallCommittee;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

beforeEach(async () => {
  small = await foundCommittee(world);
  world.takeHints();
});

const line = (name: string, ...roles: readonly string[]) => ({ name, title: '', roles });
const add = (caller: Caller, ...people: readonly ReturnType<typeof line>[]) =>
  addPeople(world.context, caller, { id: small.committeeId, people });
const change = (caller: Caller, personId: PersonId, ...roles: readonly CommitteeRole[]) =>
  setRoles(world.context, caller, { id: small.committeeId, personId, roles });
const remove = (caller: Caller, personId: PersonId) =>
  removePerson(world.context, caller, { id: small.committeeId, personId });
const grade = async (personId: PersonId) =>
  (await judgeLiveRight(world.context.storage.rows, personId, small.annex.documentId))?.grade;

async function refusalDetails(work: Promise<unknown>): Promise<Readonly<Record<string, unknown>>> {
  try {
    await work;
  } catch (error) {
    if (error instanceof DomainError) return error.details;
  }
  return {};
}

test('people come with the logins that checking foretold', async () => {
  const people = [line('Nguyễn Thị Minh Hà', 'member'), line('Trần Quốc Bảo', 'helper', 'member')];
  const { rows } = world.context.storage;
  const before = (await rows.selectFrom('people').select('id').execute()).length;

  const foretold = await checkPeople(world.context, small.as.bureau, { id: small.committeeId, people });
  expect(await rows.selectFrom('people').select('id').execute()).toHaveLength(before);
  const { items } = await add(small.as.bureau, ...people);

  expect(foretold.errors).toEqual([]);
  expect(items.map(({ login }) => login).toSorted()).toEqual([...foretold.logins].toSorted());
  expect(items.map(({ roles, account }) => [roles, account])).toContainEqual([['helper', 'member'], 'none']);
});

test('a list with one bad line adds nobody, and names line and field', async () => {
  const people = [line('Lê An', 'member'), line('', 'member'), line('Lê Chi', 'king')];

  const fields = [
    { pointer: '/people/1/name', code: 'person/name-empty' },
    { pointer: '/people/2/roles', code: 'person/role-unknown' },
  ];
  const checked = await checkPeople(world.context, small.as.bureau, { id: small.committeeId, people });
  expect(checked.errors).toEqual(fields);
  expect(await refusalDetails(add(small.as.bureau, ...people))).toEqual({ fields });
  const { items } = await listMembers(world.context, small.as.bureau, { id: small.committeeId });
  expect(items.some(({ name }) => name === 'Lê An')).toBe(false);
});

test('five thousand people are added in one deed, each right with its entry', async () => {
  const people = Array.from({ length: 5_000 }, (_, at) => ({ ...line('Nguyễn Văn An', 'member'), title: `Số ${at}` }));

  const { items } = await addPeople(world.context, small.as.chair, { id: small.committeeId, people });

  expect(new Set(items.map(({ login }) => login)).size).toBe(5_000);
  const entries = await world.context.storage.rows
    .selectFrom('audit')
    .select('seq')
    .where('object_id', '=', small.committeeId)
    .where('action', '=', 'committee.setRoles')
    .execute();
  expect(entries).toHaveLength(5_000);
}, 60_000);

test('the same list pasted a second time adds nobody twice', async () => {
  await add(small.as.bureau, line('Lê Đôi', 'member'));

  expect(await refusalOf(add(small.as.bureau, line('Lê Đôi', 'member')))).toBe('people/lines-wrong');
});

test('the bureau looks after everyone but the chair', async () => {
  const { bureau, chair, owner } = small.as;

  const fields = [{ pointer: '/people/0/roles', code: 'committee/chair-only' }];
  expect(await refusalDetails(add(bureau, line('Lê Trưởng', 'chair')))).toEqual({ fields });
  expect(await refusalOf(change(bureau, owner.personId, 'chair'))).toBe('committee/chair-only');
  expect(await refusalOf(change(bureau, chair.personId, 'member'))).toBe('committee/chair-only');
  expect(await refusalOf(remove(bureau, chair.personId))).toBe('committee/chair-only');
  expect((await change(bureau, owner.personId, 'helper', 'member')).roles).toEqual(['helper', 'member']);
  expect((await change(chair, owner.personId, 'chair')).roles).toEqual(['chair']);
});

test('nobody else of the committee changes it, and nobody outside knows of it', async () => {
  const other = await foundCommittee(world);

  for (const who of [small.as.helper, small.as.owner, small.as.office])
    expect(await refusalOf(change(who, who.personId, 'bureau'))).toBe('forbidden');
  for (const who of [small.as.stranger, small.as.admin, other.as.chair])
    expect(await refusalOf(change(who, small.as.owner.personId, 'helper'))).toBe('not_found');
});

test('the last chair stays, even against their own will', async () => {
  const { chair, bureau } = small.as;

  expect(await refusalOf(change(chair, chair.personId, 'member'))).toBe('person/last-chair');
  expect(await refusalOf(remove(chair, chair.personId))).toBe('person/last-chair');
  await change(chair, bureau.personId, 'bureau', 'chair');
  expect(await refusalOf(remove(chair, chair.personId))).toBe('done');
});

test('who owns sections is not taken out; the caller is told which, as far as they may know', async () => {
  const refused = remove(small.as.bureau, small.as.owner.personId);

  expect(await refusalDetails(refused)).toEqual({
    sections: [{ id: small.open.sectionId, title: 'Kinh tế' }],
    others: 1,
  });
  expect(await refusalOf(remove(small.as.chair, small.as.owner.personId))).toBe('person/still-assigned');
});

test('who is taken out is co-editor and approver no more, and the texts hear of it at once', async () => {
  const { writer, chair } = small.as;
  const { rows } = world.context.storage;
  const before = await findDocumentHead(rows, small.open.documentId);
  world.takeHints();

  await remove(chair, writer.personId);

  expect(await rows.selectFrom('co_editors').selectAll().where('person_id', '=', writer.personId).execute()).toEqual(
    [],
  );
  const moves = await rows
    .selectFrom('assignment_moves')
    .selectAll()
    .where('person_id', '=', writer.personId)
    .execute();
  expect(moves.map(({ part, change: what, by_id: by }) => [part, what, by])).toEqual([
    ['coEditor', 'taken', chair.personId],
    ['coEditor', 'taken', chair.personId],
  ]);
  const after = await findDocumentHead(rows, small.open.documentId);
  expect(after?.epoch).toBe((before?.epoch ?? 0) + 1);
  const documents = [small.open, small.closed, small.annex].flatMap((one) => [one.documentId, one.partDocumentId]);
  const told = world.takeHints().find((hint) => hint.kind === 'rights');
  expect(told?.documentIds.toSorted()).toEqual([...new Set(documents)].toSorted());
});

test('a change of roles changes the right on every text with its commit', async () => {
  const { bureau, other, helper } = small.as;
  expect([await grade(other.personId), await grade(helper.personId)]).toEqual(['edit', 'comment']);

  await change(bureau, helper.personId, 'bureau');
  await remove(bureau, small.as.office.personId);

  expect([await grade(helper.personId), await grade(small.as.office.personId)]).toEqual(['suggest', undefined]);
});

test('a person is taken in by who knows them from elsewhere, and by nobody who doesn’t', async () => {
  const other = await foundCommittee(world);
  const { personId } = other.as.helper;
  expect(await refusalOf(change(small.as.chair, personId, 'member'))).toBe('not_found');
  await world.context.storage.transact(async (tx) => {
    const row = { committee_id: other.committeeId, person_id: small.as.chair.personId, role: 'member' as const };
    await tx.insertInto('memberships').values(row).execute();
  });

  expect((await change(small.as.chair, personId, 'member')).roles).toEqual(['member']);
  expect(await refusalOf(change(small.as.chair, idOf('nobody'), 'member'))).toBe('not_found');
});

test('chair and bureau see who was given which role, by whom, newest first', async () => {
  const { chair, bureau, office, owner } = small.as;
  const { committeeId } = small;
  const { items } = await add(bureau, line('Lê Mới', 'member'));
  await change(chair, office.personId, 'office', 'helper');
  await remove(bureau, office.personId);

  const seen = await listRightChanges(world.context, bureau, { id: committeeId });

  expect(seen.items.map(({ name, roles, by }) => [name, roles, by])).toEqual([
    ['OFFICE', [], 'BUREAU'],
    ['OFFICE', ['helper', 'office'], 'CHAIR'],
    [items[0]?.name, ['member'], 'BUREAU'],
  ]);
  expect(await refusalOf(listRightChanges(world.context, owner, { id: committeeId }))).toBe('forbidden');
});

test('the changes of rights come a page at a time, each once', async () => {
  const people = Array.from({ length: 150 }, (_, at) => ({ ...line('Lê An', 'member'), title: `Số ${at}` }));
  await addPeople(world.context, small.as.bureau, { id: small.committeeId, people });
  const page = (cursor?: number) => listRightChanges(world.context, small.as.chair, { id: small.committeeId, cursor });

  const first = await page();
  const second = await page(first.next ?? undefined);

  expect([first.items.length, second.items.length, second.next]).toEqual([100, 50, null]);
  expect(new Set([...first.items, ...second.items].map(({ personId }) => personId)).size).toBe(150);
});
