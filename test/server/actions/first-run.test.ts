import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeSetUpLink, setUp } from '#server/actions/first-run.ts';
import { lookAtLink } from '#server/actions/links.ts';
import { openWorld, type CommitteeWorld } from '#test/world/committee.ts';
import { refusalOf } from '#test/world/refusal.ts';

let world: CommitteeWorld;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const ADDRESS = '10.0.0.1';
const MINUTE_MS = 60 * 1000;
const HA = { login: 'ha', name: 'Nguyễn Thị Minh Hà', title: '', password: 'mưa dầm trên mái ngói' };

test('the link to the first account is good for an hour, and the next start gives another', async () => {
  const secretOf = async (): Promise<string> => (await makeSetUpLink(world.context))?.split('#')[1] ?? '';
  const late = await secretOf();
  world.advance(59 * MINUTE_MS);
  expect(await lookAtLink(world.context, { secret: late, address: ADDRESS })).toMatchObject({ state: 'usable' });
  world.advance(MINUTE_MS);

  expect(await lookAtLink(world.context, { secret: late, address: ADDRESS })).toMatchObject({ state: 'expired' });
  expect(await refusalOf(setUp(world.context, { ...HA, secret: late, address: ADDRESS }))).toBe('link/expired');
  const secret = await secretOf();
  expect(await refusalOf(setUp(world.context, { ...HA, secret, address: ADDRESS }))).toBe('done');
});
