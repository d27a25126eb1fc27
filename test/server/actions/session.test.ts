import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { DomainError } from '#shared/model/errors.ts';
import { idOf, type PersonId } from '#shared/model/ids.ts';
import { hashSecret, identifyCaller, isCallerAlive, type Caller } from '#server/access/caller.ts';
import { about, createToken, demoSignIn, forgetEndedSessions, me, signIn, signOut } from '#server/actions/session.ts';
import { createAdmin } from '#server/actions/first-run.ts';
import { findPersonByLogin, updatePerson } from '#server/storage/rows/people.ts';
import { findSession, listSessionsOf } from '#server/storage/rows/sessions.ts';
import { foundCommittee, openWorld, type CommitteeWorld } from '#test/world/committee.ts';
import { refusalOf } from '#test/world/refusal.ts';

let world: CommitteeWorld;
/** Of this test's own, as failures are counted by login and by address. */
let login: string;
let address: string;
let tests = 0;

beforeAll(async () => {
  world = await openWorld({ demo: true });
});
afterAll(() => world.close());

beforeEach(async () => {
  tests += 1;
  login = `quantri-${tests}`;
  address = `10.0.${tests}.1`;
  await createAdmin(world.context, { login: login.toUpperCase(), name: 'Tạ Minh Châu', password: PASSWORD });
});

const PASSWORD = 'mat khau that dai 1';
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

function enter(password: string, as = login, from = address) {
  return signIn(world.context, { login: as, password, address: from });
}

async function identify(sessionId: string): Promise<Caller | undefined> {
  return identifyCaller(world.context.storage, { sessionId }, world.context.now());
}

test('a session is known by its cookie until it is signed out', async () => {
  const { sessionId } = await enter(PASSWORD, ` ${login.toUpperCase()} `);
  const caller = await identify(sessionId);
  expect(caller).toMatchObject({ login, admin: true, demo: false });
  expect(await findSession(world.context.storage.rows, sessionId)).toBeUndefined();
  if (caller === undefined) throw new Error('Nobody is signed in');
  world.takeHints();

  await signOut(world.context, caller);

  expect(await identify(sessionId)).toBeUndefined();
  expect(await isCallerAlive(world.context.storage.rows, caller, world.context.now())).toBe(false);
  expect(world.takeHints()).toEqual([{ kind: 'sessions', personId: caller.personId }]);
});

test('a wrong password, an unknown login and a person without a password get one answer', async () => {
  const { as } = await foundCommittee(world);

  expect(await refusalOf(enter('sai'))).toBe('session/wrong-password');
  expect(await refusalOf(enter('sai', 'khong-co'))).toBe('session/wrong-password');
  expect(await refusalOf(enter('sai', as.owner.login))).toBe('session/wrong-password');
});

test('a password that is changed while it is looked at opens no session any more', async () => {
  const { rows } = world.context.storage;
  const { id } = (await findPersonByLogin(rows, login)) ?? { id: idOf<PersonId>('') };
  const entering = refusalOf(enter(PASSWORD));
  await world.context.storage.transact((tx) => updatePerson(tx, id, { password_hash: 'another' }));

  expect(await entering).toBe('session/wrong-password');
  expect(await listSessionsOf(rows, id, world.context.now())).toEqual([]);
});

test('after five failures an account waits, twice as long each time, and is never locked out for ever', async () => {
  for (let tries = 0; tries < 5; tries += 1) expect(await refusalOf(enter('sai'))).toBe('session/wrong-password');

  await expect(enter(PASSWORD)).rejects.toMatchObject({ code: 'too_many', details: { retryAfter: 2 } });
  expect(await refusalOf(enter('sai', 'khac'))).toBe('session/wrong-password');
  world.advance(2_000);
  expect(await refusalOf(enter('sai'))).toBe('session/wrong-password');
  world.advance(2_000);
  await expect(enter(PASSWORD)).rejects.toMatchObject({ code: 'too_many', details: { retryAfter: 2 } });
  world.advance(2_000);

  expect(await refusalOf(enter(PASSWORD))).toBe('done');
  expect(await refusalOf(enter('sai'))).toBe('session/wrong-password');
});

test('tries at once gain nothing', async () => {
  const outcomes = await Promise.all(Array.from({ length: 8 }, () => refusalOf(enter('sai'))));

  expect(outcomes.filter((one) => one === 'session/wrong-password')).toHaveLength(5);
  expect(outcomes.filter((one) => one === 'too_many')).toHaveLength(3);
});

test('an address that fails sixty times in an hour waits, with whatever login', async () => {
  await Promise.all(Array.from({ length: 60 }, (_, count) => refusalOf(enter('sai', `nguoi-${count}`))));

  expect(await refusalOf(enter(PASSWORD))).toBe('too_many');
  expect(await refusalOf(enter(PASSWORD, login, `${address}9`))).toBe('done');
  world.advance(HOUR_MS);
  expect(await refusalOf(enter(PASSWORD))).toBe('done');
});

test('who only administers is idle after half an hour, others after twelve; nobody stays longer than two weeks', async () => {
  const { as } = await foundCommittee(world);
  const admin = await enter(PASSWORD);
  const member = await demoSignIn(world.context, { login: as.owner.login });
  world.advance(31 * MINUTE_MS);
  expect(await identify(admin.sessionId)).toBeUndefined();
  expect(await identify(member.sessionId)).toMatchObject({ personId: as.owner.personId, demo: true });
  world.advance(12 * HOUR_MS + 1);
  expect(await identify(member.sessionId)).toBeUndefined();

  const busy = await demoSignIn(world.context, { login: as.owner.login });
  for (let hours = 0; hours < 14 * 24; hours += 8) {
    expect(await identify(busy.sessionId)).toBeDefined();
    world.advance(8 * HOUR_MS);
  }
  expect(await identify(busy.sessionId)).toBeUndefined();
});

test('the use of a session is written at most once a minute', async () => {
  const { sessionId } = await enter(PASSWORD);
  const usedAt = async () => (await findSession(world.context.storage.rows, hashSecret(sessionId)))?.used_at;
  const first = await usedAt();

  await identify(sessionId);
  expect(await usedAt()).toBe(first);
  world.advance(MINUTE_MS);
  await identify(sessionId);

  await vi.waitFor(async () => expect(await usedAt()).toBeGreaterThan((first ?? 0) + MINUTE_MS - 1));
});

test('who reads is known while nothing can be written, stays so, and its use is tried once a minute', async () => {
  const { as } = await foundCommittee(world);
  const { sessionId } = await enter(PASSWORD);
  const { token } = await createToken(world.context, { login: as.owner.login, name: 'kịch bản', days: 30 });
  let tries = 0;
  const over = (transact: () => Promise<never>) => ({
    ...world.context.storage,
    rows: world.context.storage.rows,
    transact: () => {
      tries += 1;
      return transact();
    },
  });
  const full = over(() => Promise.reject(new DomainError('store_trouble')));
  const hanging = over(() => new Promise(() => undefined));

  for (const storage of [full, hanging, full]) {
    world.advance(20 * MINUTE_MS);
    const now = world.context.now();
    for (let times = 0; times < 3; times += 1) {
      expect(await identifyCaller(storage, { sessionId }, now)).toMatchObject({ login });
      expect(await identifyCaller(storage, { token }, now)).toMatchObject({ login: as.owner.login });
    }
  }

  expect(tries).toBe(6);
});

test('the demo signs in its own people while it is on, and nobody else', async () => {
  const { as } = await foundCommittee(world);
  const off = { ...world.context, demo: false };

  expect(await refusalOf(demoSignIn(world.context, { login }))).toBe('not_found');
  expect(await refusalOf(demoSignIn(world.context, { login: 'ai-do' }))).toBe('not_found');
  expect(await refusalOf(demoSignIn(off, { login: as.owner.login }))).toBe('session/demo-off');
  expect(await refusalOf(demoSignIn(world.context, { login: as.owner.login }))).toBe('done');
  expect(await about(off, { version: '1' })).toEqual({ version: '1', demo: false, demoPeople: [], setUp: false });
  expect((await about(world.context, { version: '1' })).demoPeople.map((one) => one.roles)).toContainEqual(['chair']);
});

test('a token does what its person may do until it runs out, and is kept as its hash', async () => {
  const { as, committeeId } = await foundCommittee(world);
  const { token } = await createToken(world.context, { login: as.owner.login, name: 'kịch bản', days: 30 });
  const identifyToken = () => identifyCaller(world.context.storage, { token }, world.context.now());
  const caller = await identifyToken();

  expect(caller).toMatchObject({ personId: as.owner.personId, sessionHash: null, demo: false });
  if (caller === undefined) throw new Error('The token is not known');
  expect(await me(world.context, caller)).toMatchObject({ committees: [{ id: committeeId, roles: ['member'] }] });
  expect(JSON.stringify(await world.context.storage.rows.selectFrom('tokens').selectAll().execute())).not.toContain(
    token,
  );
  expect(await identifyCaller(world.context.storage, { token: `${token}x` }, world.context.now())).toBeUndefined();
  expect(await refusalOf(createToken(world.context, { login: 'ai-do', name: '', days: 1 }))).toBe('not_found');
  world.advance(30 * 24 * HOUR_MS);

  expect(await identifyToken()).toBeUndefined();
  expect(await isCallerAlive(world.context.storage.rows, caller, world.context.now())).toBe(false);
});

test('a login is taken once', async () => {
  const taken = createAdmin(world.context, { login, name: 'Khác', password: PASSWORD });

  expect(await refusalOf(taken)).toBe('person/login-taken');
});

test('sessions that are over are forgotten', async () => {
  const { sessionId } = await enter(PASSWORD);
  world.advance(15 * 24 * HOUR_MS);

  await forgetEndedSessions(world.context);

  expect(await findSession(world.context.storage.rows, hashSecret(sessionId))).toBeUndefined();
});
