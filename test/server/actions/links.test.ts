import { afterAll, beforeAll, expect, test } from 'vitest';
import { idOf, type PersonId } from '#shared/model/ids.ts';
import type { Caller } from '#server/access/caller.ts';
import { deactivatePerson, resetPassword, updatePerson } from '#server/actions/accounts.ts';
import { createAdmin } from '#server/actions/first-run.ts';
import { acceptLink, invite, listInvitations, lookAtLink, revokeLink } from '#server/actions/links.ts';
import { addPeople, removePerson, setRoles } from '#server/actions/people.ts';
import { createToken, signIn } from '#server/actions/session.ts';
import { listAuditAfter } from '#server/storage/rows/audit.ts';
import { insertMemberships } from '#server/storage/rows/committees.ts';
import { foundCommittee, openWorld, type CommitteeWorld, type SmallCommittee } from '#test/world/committee.ts';
import { refusalOf } from '#test/world/refusal.ts';

let world: CommitteeWorld;
let small: SmallCommittee;
let tests = 0;

beforeAll(async () => {
  world = await openWorld();
  small = await foundCommittee(world);
});
afterAll(() => world.close());

const PASSWORD = 'mưa dầm trên mái ngói';
const ADDRESS = '10.0.0.1';
const MINUTE_MS = 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Somebody new in the committee, without a password. */
async function newcomer(): Promise<PersonId> {
  tests += 1;
  const people = [{ name: `Lê Thu ${'Ư'.repeat(tests)}`, title: '', roles: ['member'], login: `moi${tests}` }];
  const { items } = await addPeople(world.context, small.as.bureau, { id: small.committeeId, people });
  return items[0]?.id ?? idOf('');
}

async function admin(): Promise<Caller> {
  tests += 1;
  const login = `quantri${tests}`;
  const { id } = await createAdmin(world.context, { login, name: 'Tạ Minh Châu', password: PASSWORD });
  return { personId: id, login, name: 'Tạ Minh Châu', admin: true, demo: false, sessionHash: null };
}

async function inviteBy(caller: Caller, personId: PersonId): Promise<string> {
  const { items } = await invite(world.context, caller, { id: small.committeeId, personIds: [personId] });
  return items[0]?.path.replace('/moi#', '') ?? '';
}

const look = (secret: string) => lookAtLink(world.context, { secret, address: ADDRESS });
const accept = (secret: string, password = PASSWORD) =>
  acceptLink(world.context, { secret, password, address: ADDRESS });

test('an invitation lets its person in once, for 72 hours', async () => {
  const [one, other] = [await newcomer(), await newcomer()];
  const secret = await inviteBy(small.as.chair, one);
  const late = await inviteBy(small.as.bureau, other);

  expect(await look(secret)).toMatchObject({ kind: 'invitation', state: 'usable', by: 'CHAIR' });
  await accept(secret);
  expect(await refusalOf(accept(secret))).toBe('link/used');
  world.advance(3 * DAY_MS - MINUTE_MS);
  expect(await look(late)).toMatchObject({ state: 'usable' });
  world.advance(MINUTE_MS);
  expect(await look(late)).toMatchObject({ state: 'expired' });
  expect(await refusalOf(accept(late))).toBe('link/expired');
});

test('of two openings at once one sets the password', async () => {
  const secret = await inviteBy(small.as.chair, await newcomer());

  const codes = await Promise.all([refusalOf(accept(secret)), refusalOf(accept(secret, 'một câu hoàn toàn khác'))]);

  expect(codes.toSorted()).toEqual(['done', 'link/used']);
});

test('a new invitation ends the older one, and revoking ends the last', async () => {
  const personId = await newcomer();
  const first = await inviteBy(small.as.chair, personId);
  const second = await inviteBy(small.as.bureau, personId);

  expect([(await look(first)).state, (await look(second)).state]).toEqual(['revoked', 'usable']);
  const listed = (await listInvitations(world.context, small.as.bureau, { id: small.committeeId })).items;
  const last = listed.filter((one) => one.personId === personId);
  expect(last).toMatchObject([{ state: 'usable', by: 'BUREAU' }]);
  await revokeLink(world.context, small.as.bureau2, { id: last[0]?.id ?? idOf('') });
  expect(await refusalOf(accept(second))).toBe('link/revoked');
});

test('a bad password leaves the link good', async () => {
  const secret = await inviteBy(small.as.chair, await newcomer());

  expect(await refusalOf(accept(secret, 'ngắn'))).toBe('password/too-short');
  expect(await refusalOf(accept(secret, 'matkhau12345'))).toBe('password/common');
  expect((await look(secret)).state).toBe('usable');
  expect(await refusalOf(accept(secret))).toBe('done');
});

test('nobody is invited who has a password: that would be to take their account', async () => {
  const personId = await newcomer();
  await accept(await inviteBy(small.as.chair, personId));

  expect(await refusalOf(inviteBy(small.as.chair, personId))).toBe('person/has-password');
});

test('who administers is invited by who administers alone', async () => {
  const { personId } = small.as.admin;
  await world.context.storage.transact(async (tx) => {
    await tx
      .insertInto('memberships')
      .values({ committee_id: small.committeeId, person_id: personId, role: 'member' })
      .execute();
  });

  expect(await refusalOf(inviteBy(small.as.chair, personId))).toBe('forbidden');
});

test('who is in other committees too is invited by who looks after those, or administers', async () => {
  const personId = await newcomer();
  const other = await foundCommittee(world);
  const join = (id: PersonId, role: 'member' | 'bureau') =>
    world.context.storage.transact((tx) =>
      insertMemberships(tx, [{ committee_id: other.committeeId, person_id: id, role }]),
    );
  await join(personId, 'member');
  const { chair, bureau } = small.as;
  await join(chair.personId, 'member');

  expect(await refusalOf(inviteBy(chair, personId))).toBe('person/elsewhere-too');
  await join(chair.personId, 'bureau');
  expect(await refusalOf(inviteBy(chair, personId))).toBe('done');
  expect(await refusalOf(inviteBy(bureau, personId))).toBe('person/elsewhere-too');
  expect(await refusalOf(inviteBy({ ...bureau, admin: true }, personId))).toBe('done');
});

test('who is to be chair is invited by a chair, neither by the bureau nor from outside', async () => {
  const personId = await newcomer();
  await setRoles(world.context, small.as.chair, { id: small.committeeId, personId, roles: ['chair'] });

  expect(await refusalOf(inviteBy(small.as.bureau, personId))).toBe('committee/chair-only');
  expect(await refusalOf(inviteBy({ ...small.as.bureau, admin: true }, personId))).toBe('committee/chair-only');
  expect(await refusalOf(inviteBy(small.as.chair, personId))).toBe('done');
});

test('a link ends when its person is to come to more than it was made for', async () => {
  const [elsewhere, head, admits, plain] = [await newcomer(), await newcomer(), await newcomer(), await newcomer()];
  const secrets = [];
  for (const personId of [elsewhere, head, admits, plain]) secrets.push(await inviteBy(small.as.bureau, personId));
  const other = await foundCommittee(world);
  await world.context.storage.transact((tx) =>
    insertMemberships(tx, [{ committee_id: small.committeeId, person_id: other.as.chair.personId, role: 'member' }]),
  );
  const { chair } = small.as;

  await setRoles(world.context, other.as.chair, { id: other.committeeId, personId: elsewhere, roles: ['member'] });
  await setRoles(world.context, chair, { id: small.committeeId, personId: head, roles: ['chair'] });
  await updatePerson(world.context, await admin(), { id: admits, admin: true });
  await setRoles(world.context, chair, { id: small.committeeId, personId: plain, roles: ['helper'] });

  const codes = [];
  for (const secret of secrets) codes.push(await refusalOf(accept(secret)));
  expect(codes).toEqual(['link/revoked', 'link/revoked', 'link/revoked', 'done']);
});

test('only chair and bureau invite, only people of their committee, and all or none', async () => {
  const personId = await newcomer();
  const other = await foundCommittee(world);
  const stranger = other.as.owner.personId;
  const both = { id: small.committeeId, personIds: [personId, stranger] };

  expect(await refusalOf(inviteBy(small.as.helper, personId))).toBe('forbidden');
  expect(await refusalOf(inviteBy(other.as.chair, personId))).toBe('not_found');
  expect(await refusalOf(invite(world.context, small.as.bureau, both))).toBe('not_found');
  const listed = (await listInvitations(world.context, small.as.bureau, { id: small.committeeId })).items;
  expect(listed.some((one) => one.personId === personId)).toBe(false);
});

test('an invitation ends when its person is taken out or deactivated', async () => {
  const [one, other] = [await newcomer(), await newcomer()];
  const [first, second] = [await inviteBy(small.as.chair, one), await inviteBy(small.as.chair, other)];

  await removePerson(world.context, small.as.chair, { id: small.committeeId, personId: one });
  await deactivatePerson(world.context, await admin(), { id: other });

  expect([await refusalOf(accept(first)), await refusalOf(accept(second))]).toEqual(['link/revoked', 'link/revoked']);
});

test('a new password in place of a forgotten one ends what came in under the old', async () => {
  const personId = await newcomer();
  const session = await accept(await inviteBy(small.as.chair, personId));
  const login = `moi${tests}`;
  await createToken(world.context, { login, name: 'Kịch bản', days: 1 });
  const { path } = await resetPassword(world.context, await admin(), { id: personId });
  world.takeHints();
  const secret = path.replace('/moi#', '');
  expect(await look(secret)).toMatchObject({ kind: 'passwordReset', state: 'usable', committee: null });

  await accept(secret, 'một câu hoàn toàn khác');

  const { rows } = world.context.storage;
  const sessions = await rows.selectFrom('sessions').selectAll().where('person_id', '=', personId).execute();
  const tokens = await rows.selectFrom('tokens').selectAll().where('person_id', '=', personId).execute();
  expect([sessions.length, tokens.length, session.sessionId.length]).toEqual([1, 0, 43]);
  expect(world.takeHints()).toContainEqual({ kind: 'sessions', personId });
  const enter = (password: string) => refusalOf(signIn(world.context, { login, password, address: ADDRESS }));
  expect([await enter(PASSWORD), await enter('một câu hoàn toàn khác')]).toEqual(['session/wrong-password', 'done']);
});

test('a link to a new password is good for a day', async () => {
  const personId = await newcomer();
  const { path } = await resetPassword(world.context, await admin(), { id: personId });
  world.advance(DAY_MS);

  expect(await refusalOf(accept(path.replace('/moi#', '')))).toBe('link/expired');
});

test('no secret is kept, neither with the links nor in the audit', async () => {
  const secret = await inviteBy(small.as.chair, await newcomer());

  const { rows } = world.context.storage;
  const links = await rows.selectFrom('links').selectAll().execute();
  const entries = await listAuditAfter(rows, 0, 10_000);
  expect(JSON.stringify([links, entries])).not.toContain(secret);
  expect(entries.some(({ action }) => action === 'committee.invite')).toBe(true);
});
