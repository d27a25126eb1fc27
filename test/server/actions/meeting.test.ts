import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { idOf, type PersonId } from '#shared/model/ids.ts';
import { acceptLink, invite, lookAtLink, revokeLink } from '#server/actions/links.ts';
import {
  claimName,
  confirmClaim,
  listClaims,
  listFreeNames,
  lookAtClaim,
  openMeeting,
  refuseClaim,
} from '#server/actions/meeting.ts';
import { addPeople, setRoles } from '#server/actions/people.ts';
import { insertMemberships } from '#server/storage/rows/committees.ts';
import { foundCommittee, openWorld, type CommitteeWorld, type SmallCommittee } from '#test/world/committee.ts';
import { refusalOf } from '#test/world/refusal.ts';

let world: CommitteeWorld;
let small: SmallCommittee;
/** Of this test's own: three who have no password. */
let people: readonly PersonId[];
let secret: string;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

beforeEach(async () => {
  small = await foundCommittee(world);
  const lines = ['Đỗ Ân', 'Lê Bình', 'Ấu Dương Am'].map((name) => ({ name, title: '', roles: ['member'] }));
  const { items } = await addPeople(world.context, small.as.bureau, { id: small.committeeId, people: lines });
  const idOfName = (name: string): PersonId => items.find((one) => one.name === name)?.id ?? idOf('');
  people = ['Đỗ Ân', 'Lê Bình', 'Ấu Dương Am'].map(idOfName);
  secret = await open();
});

const PASSWORD = 'mưa dầm trên mái ngói';
const ADDRESS = '10.0.0.1';
const HOUR_MS = 60 * 60 * 1000;

async function open(hours = 2): Promise<string> {
  return (await openMeeting(world.context, small.as.bureau, { id: small.committeeId, hours })).secret;
}

const names = async (by = secret) => (await listFreeNames(world.context, { secret: by, address: ADDRESS })).items;
const claim = async (personId: PersonId = idOf(''), by = secret) =>
  (await claimName(world.context, { secret: by, personId, address: ADDRESS })).claimSecret;
const stateOf = async (claimSecret: string) =>
  (await lookAtClaim(world.context, { claimSecret, address: ADDRESS })).state;
const accept = (claimSecret: string) =>
  acceptLink(world.context, { secret: claimSecret, password: PASSWORD, address: ADDRESS });

async function claims() {
  return (await listClaims(world.context, small.as.bureau, { id: small.committeeId })).items;
}

test('the code can be read aloud, and shows the names that nobody has taken, in the order of a list', async () => {
  const offered = await names(secret.toLowerCase().replace('-', ' '));

  expect(secret).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
  const own = offered.filter(({ personId }) => people.includes(personId));
  expect(own.map(({ name }) => name)).toEqual(['Ấu Dương Am', 'Đỗ Ân', 'Lê Bình']);
});

test('a room that sends the right code at once is let look, all of it', async () => {
  const looks = await Promise.all(Array.from({ length: 40 }, () => refusalOf(names())));

  expect(new Set(looks)).toEqual(new Set(['done']));
});

test('who said a name is theirs comes in once the inviter has confirmed, and not before', async () => {
  const [person] = people;
  const claimSecret = await claim(person);
  expect(await stateOf(claimSecret)).toBe('waiting');
  expect(await refusalOf(accept(claimSecret))).toBe('claim/waiting');
  const [waiting] = await claims();
  expect(waiting).toMatchObject({ personId: person, name: 'Đỗ Ân', state: 'waiting' });

  await confirmClaim(world.context, small.as.chair, { id: waiting?.id ?? idOf('') });

  expect(await stateOf(claimSecret)).toBe('confirmed');
  expect(await refusalOf(accept(claimSecret))).toBe('done');
  expect(await stateOf(claimSecret)).toBe('used');
  expect(await refusalOf(accept(claimSecret))).toBe('link/used');
});

test('the code by itself sets no password', async () => {
  expect(await refusalOf(accept(secret))).toBe('not_found');
  expect(await lookAtLink(world.context, { secret, address: ADDRESS })).toMatchObject({
    kind: 'meeting',
    state: 'usable',
    committee: 'Tiểu ban Văn kiện',
    by: 'BUREAU',
  });
});

test('of two who say the same name one is heard', async () => {
  const [person] = people;

  const codes = await Promise.all([refusalOf(claim(person)), refusalOf(claim(person))]);

  expect(codes.toSorted()).toEqual(['claim/taken', 'done']);
  expect((await names()).some(({ personId }) => personId === person)).toBe(false);
});

test('a refused name is free again, and the decision is made once', async () => {
  const [person] = people;
  const claimSecret = await claim(person);
  const [{ id } = { id: idOf<never>('') }] = await claims();

  await refuseClaim(world.context, small.as.bureau, { id });

  expect(await stateOf(claimSecret)).toBe('refused');
  expect(await refusalOf(accept(claimSecret))).toBe('claim/refused');
  expect(await refusalOf(confirmClaim(world.context, small.as.bureau, { id }))).toBe('claim/not-waiting');
  expect((await names()).some(({ personId }) => personId === person)).toBe(true);
  expect(await refusalOf(claim(person))).toBe('done');
});

test('nobody can say to be who has a password, who administers, or who is of no committee here', async () => {
  const [person] = people;
  const { items } = await invite(world.context, small.as.chair, {
    id: small.committeeId,
    personIds: [person ?? idOf('')],
  });
  const link = items[0]?.path.replace('/moi#', '') ?? '';
  await acceptLink(world.context, { secret: link, password: PASSWORD, address: ADDRESS });

  for (const taken of [person, small.as.admin.personId, small.as.stranger.personId])
    expect(await refusalOf(claim(taken))).toBe('claim/taken');
});

test('who says to be the chair is let in by a chair alone', async () => {
  const [personId = idOf<PersonId>('')] = people;
  await setRoles(world.context, small.as.chair, { id: small.committeeId, personId, roles: ['chair'] });
  await claim(personId);
  const [{ id } = { id: idOf<never>('') }] = await claims();

  expect(await refusalOf(confirmClaim(world.context, small.as.bureau, { id }))).toBe('committee/chair-only');
  expect(await refusalOf(confirmClaim(world.context, small.as.chair, { id }))).toBe('done');
});

test('a confirmed name lets nobody come to more than it was confirmed for', async () => {
  const [personId = idOf<PersonId>('')] = people;
  const claimSecret = await claim(personId);
  const [{ id } = { id: idOf<never>('') }] = await claims();
  await confirmClaim(world.context, small.as.bureau, { id });

  await setRoles(world.context, small.as.chair, { id: small.committeeId, personId, roles: ['chair'] });

  expect(await refusalOf(accept(claimSecret))).toBe('claim/refused');
});

test('a confirmed name opens no account into which its person came by another way since', async () => {
  const [person = idOf<PersonId>('')] = people;
  const claimSecret = await claim(person);
  const [{ id } = { id: idOf<never>('') }] = await claims();
  await confirmClaim(world.context, small.as.bureau, { id });
  const { items } = await invite(world.context, small.as.chair, { id: small.committeeId, personIds: [person] });
  const link = items[0]?.path.replace('/moi#', '') ?? '';
  await acceptLink(world.context, { secret: link, password: PASSWORD, address: ADDRESS });

  expect(await refusalOf(accept(claimSecret))).toBe('link/revoked');
});

test('a code ends with its hours, with a newer one, and when it is revoked', async () => {
  const old = secret;
  secret = await open(1);
  expect(await refusalOf(names(old))).toBe('link/revoked');
  world.advance(HOUR_MS);
  expect(await refusalOf(names())).toBe('link/expired');

  const { id, secret: last } = await openMeeting(world.context, small.as.bureau, { id: small.committeeId, hours: 24 });
  await revokeLink(world.context, small.as.chair, { id });
  expect(await refusalOf(claim(people[0], last))).toBe('link/revoked');
});

test('a claim outlives the code’s replacement, and not its time', async () => {
  const [one, other] = people;
  const [first, second] = [await claim(one), await claim(other)];
  await open(24);
  const ids = (await claims()).map(({ id }) => id);

  await confirmClaim(world.context, small.as.bureau, { id: ids[1] ?? idOf('') });
  expect(await refusalOf(accept(first))).toBe('done');
  world.advance(2 * HOUR_MS);
  expect(await stateOf(second)).toBe('expired');
  expect(await refusalOf(confirmClaim(world.context, small.as.bureau, { id: ids[0] ?? idOf('') }))).toBe(
    'link/expired',
  );
});

test('nobody is let in by a code who is in a committee too that the inviter does not look after', async () => {
  const [person = idOf<PersonId>('')] = people;
  const other = await foundCommittee(world);
  await world.context.storage.transact((tx) =>
    insertMemberships(tx, [{ committee_id: other.committeeId, person_id: person, role: 'member' }]),
  );
  await claim(person);
  const [{ id } = { id: idOf<never>('') }] = await claims();

  expect(await refusalOf(confirmClaim(world.context, small.as.bureau, { id }))).toBe('person/elsewhere-too');
  expect(await refusalOf(refuseClaim(world.context, small.as.bureau, { id }))).toBe('done');
});

test('only chair and bureau open a meeting, see who is there and decide', async () => {
  await claim(people[0]);
  const [{ id } = { id: idOf<never>('') }] = await claims();
  const { helper } = small.as;
  const { committeeId } = small;
  const other = await foundCommittee(world);

  expect(await refusalOf(openMeeting(world.context, helper, { id: committeeId, hours: 1 }))).toBe('forbidden');
  expect(await refusalOf(listClaims(world.context, helper, { id: committeeId }))).toBe('forbidden');
  expect(await refusalOf(confirmClaim(world.context, helper, { id }))).toBe('forbidden');
  expect(await refusalOf(confirmClaim(world.context, other.as.chair, { id }))).toBe('not_found');
});

test('the screen that shows the code hears of each claim', async () => {
  world.takeHints();

  await claim(people[0]);

  expect(world.takeHints()).toEqual([{ kind: 'committee', committeeId: small.committeeId }]);
});
