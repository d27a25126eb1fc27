import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { identifyCaller, type Caller } from '#server/access/caller.ts';
import { createAdmin } from '#server/actions/first-run.ts';
import {
  changePassword,
  endOtherSessions,
  endSession,
  listSessions,
  listTokens,
  makeToken,
  revokeToken,
} from '#server/actions/own.ts';
import { signIn } from '#server/actions/session.ts';
import { findPerson, updatePerson } from '#server/storage/rows/people.ts';
import { openWorld, type CommitteeWorld } from '#test/world/committee.ts';
import { refusalOf } from '#test/world/refusal.ts';

let world: CommitteeWorld;
let login: string;
let tests = 0;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

beforeEach(async () => {
  login = await newPerson();
});

const PASSWORD = 'mưa dầm trên mái ngói';
const OTHER = 'một câu hoàn toàn khác';
const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; rv:121.0) Gecko/20100101 Firefox/121.0';

async function newPerson(): Promise<string> {
  tests += 1;
  await createAdmin(world.context, { login: `nguoi${tests}`, name: 'Tạ Minh Châu', password: PASSWORD });
  return `nguoi${tests}`;
}

async function enter(
  as = login,
  password = PASSWORD,
): Promise<{ readonly caller: Caller; readonly sessionId: string }> {
  const { sessionId } = await signIn(world.context, { login: as, password, address: '10.0.0.1', userAgent: FIREFOX });
  const caller = await identifyCaller(world.context.storage, { sessionId }, world.context.now());
  if (caller === undefined) throw new Error('Nobody came in');
  return { caller, sessionId };
}

const isIn = async (credentials: { readonly sessionId?: string; readonly token?: string }) =>
  (await identifyCaller(world.context.storage, credentials, world.context.now())) !== undefined;

test('a person sees where they are signed in, and which of it is this', async () => {
  await enter();
  const { caller } = await enter();

  const { items } = await listSessions(world.context, caller);

  expect(items.map(({ device, isThis }) => [device, isThis])).toEqual([
    ['Firefox · Windows', true],
    ['Firefox · Windows', false],
  ]);
  expect(JSON.stringify(items)).not.toContain(caller.sessionHash);
});

test('a person ends one of their sessions, or all others, and nobody else’s', async () => {
  const [one, two, three] = [await enter(), await enter(), await enter()];
  const stranger = await enter(await newPerson());
  const foreign = (await listSessions(world.context, stranger.caller)).items[0];
  const oldest = (await listSessions(world.context, three.caller)).items.at(-1);
  if (foreign === undefined || oldest === undefined) throw new Error('A session is missing');
  world.takeHints();

  expect(await refusalOf(endSession(world.context, three.caller, { id: foreign.id }))).toBe('not_found');
  await endSession(world.context, three.caller, { id: oldest.id });
  expect([await isIn(one), await isIn(two), await isIn(three)]).toEqual([false, true, true]);
  expect(world.takeHints()).toEqual([{ kind: 'sessions', personId: three.caller.personId }]);

  await endOtherSessions(world.context, three.caller);
  expect([await isIn(two), await isIn(three), await isIn(stranger)]).toEqual([false, true, true]);
});

test('a new password ends every other session, and opens the door in place of the old', async () => {
  const [other, own] = [await enter(), await enter()];

  await changePassword(world.context, own.caller, { old: PASSWORD, new: OTHER });

  expect([await isIn(other), await isIn(own)]).toEqual([false, true]);
  expect(await refusalOf(enter())).toBe('session/wrong-password');
  expect(await isIn(await enter(login, OTHER))).toBe(true);
});

test('a new password needs the old one, and has to be a good one', async () => {
  const { caller } = await enter();
  const change = (old: string, password: string) =>
    refusalOf(changePassword(world.context, caller, { old, new: password }));

  expect(await change('không phải', OTHER)).toBe('password/wrong-old');
  expect(await change(PASSWORD, 'ngắn')).toBe('password/too-short');
  expect(await change(PASSWORD, `${login}-2020-2025`)).toBe('password/holds-name');
  expect(await isIn(await enter())).toBe(true);
});

test('a newer password does not give way to whoever knew the one before', async () => {
  const { caller } = await enter();
  const { personId } = caller;
  const changing = refusalOf(changePassword(world.context, caller, { old: PASSWORD, new: OTHER }));
  await world.context.storage.transact((tx) => updatePerson(tx, personId, { password_hash: 'newer' }));

  expect(await changing).toBe('password/wrong-old');
  expect((await findPerson(world.context.storage.rows, personId))?.password_hash).toBe('newer');
});

test('guessing the old password gets slow', async () => {
  const { caller } = await enter();
  const guess = () => refusalOf(changePassword(world.context, caller, { old: 'đoán mò', new: OTHER }));

  const codes: string[] = [];
  for (let time = 0; time < 6; time += 1) codes.push(await guess());

  expect(codes).toEqual([...Array.from({ length: 5 }, () => 'password/wrong-old'), 'too_many']);
});

test('who was let in makes no token once their session has ended', async () => {
  const { caller } = await enter();
  await endOtherSessions(world.context, (await enter()).caller);

  expect(await refusalOf(makeToken(world.context, caller, { name: 'Kịch bản', days: 1 }))).toBe('not_signed_in');
  expect((await listTokens(world.context, caller)).items).toEqual([]);
});

test('a token works until it is revoked, is shown once, and makes no other', async () => {
  const { caller } = await enter();

  const made = await makeToken(world.context, caller, { name: 'Kịch bản', days: 30 });

  const listed = (await listTokens(world.context, caller)).items;
  expect(listed).toEqual([
    {
      id: made.id,
      name: 'Kịch bản',
      createdAt: made.createdAt,
      expiresAt: made.createdAt + 30 * 24 * 60 * 60 * 1000,
      usedAt: null,
    },
  ]);
  const { token } = made;
  const bearer = await identifyCaller(world.context.storage, { token }, world.context.now());
  if (bearer === undefined) throw new Error('The token is not known');
  expect(await refusalOf(makeToken(world.context, bearer, { name: 'Khác', days: 1 }))).toBe('token/session-needed');
  const stranger = await enter(await newPerson());
  expect(await refusalOf(revokeToken(world.context, stranger.caller, { id: made.id }))).toBe('not_found');

  await revokeToken(world.context, caller, { id: made.id });

  expect([await isIn({ token }), (await listTokens(world.context, caller)).items]).toEqual([false, []]);
});
