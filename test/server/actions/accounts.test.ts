import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { DomainError } from '#shared/model/errors.ts';
import { idOf, type PersonId } from '#shared/model/ids.ts';
import { identifyCaller, isCallerAlive, type Caller } from '#server/access/caller.ts';
import { judgeLiveRight } from '#server/access/live.ts';
import { activatePerson, deactivatePerson, listPeople, resetPassword, updatePerson } from '#server/actions/accounts.ts';
import { createAdmin } from '#server/actions/first-run.ts';
import { acceptLink, invite } from '#server/actions/links.ts';
import { addPeople, setRoles } from '#server/actions/people.ts';
import { listRightChanges } from '#server/actions/right-changes.ts';
import { createToken, signIn } from '#server/actions/session.ts';
import { foundCommittee, openWorld, type CommitteeWorld, type SmallCommittee } from '#test/world/committee.ts';
import { refusalOf } from '#test/world/refusal.ts';

let world: CommitteeWorld;
let small: SmallCommittee;
let admin: Caller;
let tests = 0;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

beforeEach(async () => {
  small = await foundCommittee(world);
  admin = await newAdmin();
  world.takeHints();
});

const PASSWORD = 'mưa dầm trên mái ngói';
const ADDRESS = '10.0.0.1';

async function newAdmin(): Promise<Caller> {
  tests += 1;
  const login = `quantri${tests}`;
  const { id } = await createAdmin(world.context, { login, name: 'Tạ Minh Châu', password: PASSWORD });
  return { personId: id, login, name: 'Tạ Minh Châu', admin: true, demo: false, sessionHash: null };
}

/** A member with a password, who came in. */
async function cameIn(): Promise<{ readonly personId: PersonId; readonly login: string; readonly sessionId: string }> {
  tests += 1;
  const login = `moi${tests}`;
  const people = [{ name: `Lê ${'Ơ'.repeat(tests)}`, title: '', roles: ['helper'], login }];
  const { items } = await addPeople(world.context, small.as.bureau, { id: small.committeeId, people });
  const personId = items[0]?.id ?? idOf<PersonId>('');
  const invited = await invite(world.context, small.as.bureau, { id: small.committeeId, personIds: [personId] });
  const secret = invited.items[0]?.path.replace('/moi#', '') ?? '';
  const { sessionId } = await acceptLink(world.context, { secret, password: PASSWORD, address: ADDRESS });
  return { personId, login, sessionId };
}

async function refusalDetails(work: () => Promise<unknown>): Promise<Readonly<Record<string, unknown>>> {
  try {
    await work();
  } catch (error) {
    if (error instanceof DomainError) return error.details;
  }
  return {};
}

test('who is deactivated is out everywhere at that commit: session, token, texts, door', async () => {
  const { personId, login, sessionId } = await cameIn();
  const { token } = await createToken(world.context, { login, name: 'Kịch bản', days: 1 });
  const { storage, now } = world.context;
  const callers = await Promise.all([
    identifyCaller(storage, { sessionId }, now()),
    identifyCaller(storage, { token }, now()),
  ]);
  const right = () => judgeLiveRight(storage.rows, personId, small.open.documentId);
  expect([callers.every((one) => one?.personId === personId), (await right())?.grade]).toEqual([true, 'comment']);
  world.takeHints();

  const person = await deactivatePerson(world.context, admin, { id: personId });

  expect(person).toMatchObject({ account: 'deactivated' });
  for (const caller of callers) expect(caller && (await isCallerAlive(storage.rows, caller, now()))).toBe(false);
  const ofNoSession = { ...admin, personId, sessionHash: null };
  expect(await isCallerAlive(storage.rows, ofNoSession, now())).toBe(false);
  expect(await identifyCaller(storage, { sessionId }, now())).toBeUndefined();
  expect(await identifyCaller(storage, { token }, now())).toBeUndefined();
  expect(await right()).toBeUndefined();
  const enter = () => refusalOf(signIn(world.context, { login, password: PASSWORD, address: ADDRESS }));
  expect(await enter()).toBe('session/wrong-password');
  expect(
    world
      .takeHints()
      .map(({ kind }) => kind)
      .toSorted(),
  ).toEqual(['committee', 'rights', 'sessions']);
  await activatePerson(world.context, admin, { id: personId });
  expect([await enter(), (await right())?.grade]).toEqual(['done', 'comment']);
});

test('nobody is deactivated while they own sections or are alone at the head of a committee', async () => {
  const { owner, chair, bureau } = small.as;
  const deactivate = (id: PersonId) => deactivatePerson(world.context, admin, { id });

  // Whoever administers may not know what the sections are about.
  expect(await refusalOf(deactivate(owner.personId))).toBe('person/still-assigned');
  expect(await refusalDetails(() => deactivate(owner.personId))).toEqual({ sections: [], others: 2 });
  expect(await refusalOf(deactivate(chair.personId))).toBe('person/last-chair');
  expect(await refusalDetails(() => deactivate(chair.personId))).toEqual({
    committees: [{ id: small.committeeId, title: 'Tiểu ban Văn kiện' }],
  });
  await setRoles(world.context, chair, { id: small.committeeId, personId: bureau.personId, roles: ['chair'] });
  expect(await refusalOf(deactivate(chair.personId))).toBe('done');
});

test('each committee of a person sees who gave them a link to a new password', async () => {
  const { personId } = await cameIn();
  const other = await foundCommittee(world);
  world.takeHints();

  await resetPassword(world.context, admin, { id: personId });

  const { items } = await listRightChanges(world.context, small.as.chair, { id: small.committeeId });
  expect(items[0]).toMatchObject({ kind: 'newPassword', personId, roles: [], by: 'Tạ Minh Châu' });
  expect(world.takeHints()).toContainEqual({ kind: 'committee', committeeId: small.committeeId });
  expect((await listRightChanges(world.context, other.as.chair, { id: other.committeeId })).items).toEqual([]);
});

test('somebody who can come in goes on administering', async () => {
  const own = await openWorld();
  const { id } = await createAdmin(own.context, { login: 'quantri', name: 'Tạ Minh Châu', password: PASSWORD });
  const only: Caller = { ...admin, personId: id };
  const second = await createAdmin(own.context, { login: 'quantri2', name: 'Lê Bình', password: PASSWORD });
  await deactivatePerson(own.context, only, { id: second.id });

  expect(await refusalOf(deactivatePerson(own.context, only, { id }))).toBe('person/last-admin');
  expect(await refusalOf(updatePerson(own.context, only, { id, admin: false }))).toBe('person/last-admin');
  await activatePerson(own.context, only, { id: second.id });
  expect((await updatePerson(own.context, only, { id, admin: false })).admin).toBe(false);
  expect(await refusalOf(listPeople(own.context, only, {}))).toBe('forbidden');
  await own.close();
});

test('a name is changed by the rule of names, and what is left out stays', async () => {
  const { personId } = await cameIn();
  const change = (fields: object) => updatePerson(world.context, admin, { id: personId, ...fields });

  expect(await change({ name: ' Trần  Bảo ' })).toMatchObject({ name: 'Trần Bảo', title: '', admin: false });
  expect(await change({ title: 'Bí thư' })).toMatchObject({ name: 'Trần Bảo', title: 'Bí thư' });
  expect(await refusalOf(change({ name: 'Bảo\u202e' }))).toBe('person/name-marks');
});

test('accounts come by login, a page at a time, and are found by name without marks', async () => {
  const people = Array.from({ length: 230 }, (_, at) => ({
    name: 'Vũ Thị Trang',
    title: `Tổ ${at}`,
    roles: ['member'],
    login: `trang.${tests}.${String(at).padStart(3, '0')}`,
  }));
  await addPeople(world.context, small.as.bureau, { id: small.committeeId, people });
  const logins: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listPeople(world.context, admin, { cursor, q: `trang.${tests}.` });
    expect(page.items.length).toBeLessThanOrEqual(100);
    logins.push(...page.items.map(({ login }) => login));
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);

  expect(logins).toEqual(people.map(({ login }) => login));
  const [found] = (await listPeople(world.context, admin, { q: 'vu thi trang' })).items;
  expect(found?.committees).toEqual([{ id: small.committeeId, title: 'Tiểu ban Văn kiện', roles: ['member'] }]);
});

test('who administers the demo has no hand on real accounts', async () => {
  const demoAdmin = small.as.admin;
  const { personId } = admin;

  expect(await refusalOf(resetPassword(world.context, demoAdmin, { id: personId }))).toBe('not_found');
  expect(await refusalOf(deactivatePerson(world.context, demoAdmin, { id: personId }))).toBe('not_found');
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listPeople(world.context, demoAdmin, { cursor });
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  expect(seen).toContain(small.as.owner.personId);
  expect(seen).not.toContain(personId);
});

test('nobody without the right to administer sees or changes an account', async () => {
  const { chair, owner } = small.as;
  const target = { id: owner.personId };

  for (const work of [
    listPeople(world.context, chair, {}),
    updatePerson(world.context, chair, { ...target, admin: true }),
    resetPassword(world.context, chair, target),
    deactivatePerson(world.context, chair, target),
    activatePerson(world.context, chair, target),
  ])
    expect(await refusalOf(work)).toBe('forbidden');
});

test('a deactivated account gets no new password', async () => {
  const { personId } = await cameIn();
  await deactivatePerson(world.context, admin, { id: personId });

  expect(await refusalOf(resetPassword(world.context, admin, { id: personId }))).toBe('person/deactivated');
});
