import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { aboutSchema, meSchema } from '#shared/protocol/session.ts';
import { problemSchema } from '#shared/protocol/problem.ts';
import { startServer, type RunningServer } from '#server/main.ts';
import { signInAs, stranger, visitorWith, type Visitor } from '#test/world/open-server.ts';

const servers: { readonly server: RunningServer; readonly folder: string }[] = [];

afterEach(async () => {
  for (const { server, folder } of servers.splice(0)) {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
});

/** A server over an empty folder, as after `npm start` on a new machine. */
async function start(env: Readonly<Record<string, string>> = {}): Promise<RunningServer> {
  const folder = await mkdtemp(join(tmpdir(), 'dong-thao-'));
  const server = await startServer({ PORT: '0', DATA_DIR: folder, LOG_LEVEL: 'silent', ...env });
  servers.push({ server, folder });
  return server;
}

function secretOf({ setUpPath }: RunningServer): string {
  const [, secret = ''] = /^\/thiet-lap#([\w-]{43})$/.exec(setUpPath ?? '') ?? [];
  return secret;
}

const HA = {
  login: 'Ha.Nguyen',
  name: 'Nguyễn Thị Minh Hà',
  title: 'Chánh Văn phòng',
  password: 'mưa dầm trên mái ngói',
};

/** Makes the first account, and gives who came in. */
async function setUp(server: RunningServer, fields: object = {}): Promise<Visitor> {
  const answer = await stranger(server.address).call('POST', '/api/set-up', {
    secret: secretOf(server),
    ...HA,
    ...fields,
  });
  expect([answer.status, answer.text]).toEqual([201, '']);
  return visitorWith(server.address, answer);
}

function codeOf({ json }: { readonly json: unknown }): string {
  return problemSchema.parse(json).code;
}

const ids = z.object({ id: z.string() });
const paths = z.object({ items: z.array(z.object({ personId: z.string(), path: z.string() })) });
const people = z.object({ items: z.array(z.object({ id: z.string(), login: z.string(), account: z.string() })) });

const ORGANISATION = {
  name: 'Đảng ủy phường Ngọc Lâm',
  parentName: 'Quận ủy Long Biên',
  place: 'Ngọc Lâm',
  abbreviation: 'ĐU',
  profile: 'dang-hd36-2018',
  toneStyle: 'old',
  signature: { form: 'onBehalfOfBody', body: 'Ban Thường vụ', position: 'Bí thư', name: '' },
  recipients: ['Quận ủy'],
};

test('a new office sets itself up: first account, organisation, committee, people, and each comes in by a link', async () => {
  const server = await start();
  const nobody = stranger(server.address);
  expect(aboutSchema.parse((await nobody.call('GET', '/api/about')).json)).toMatchObject({ setUp: true, demo: false });

  const admin = await setUp(server);
  const organisation = ids.parse((await admin.call('POST', '/api/organisations', ORGANISATION)).json);
  const committee = ids.parse(
    (
      await admin.call('POST', '/api/committees', {
        organisationId: organisation.id,
        title: 'Tiểu ban Văn kiện',
        congress: 'Đại hội XXIII',
        term: '2020 - 2025',
        startedOn: '2020-03-26',
        roles: ['bureau'],
        chair: { name: 'Trần Quốc Bảo', title: 'Bí thư' },
      })
    ).json,
  );
  const lines = [{ name: 'Lê Thu Hương', title: 'Phó Chủ tịch', roles: ['member', 'helper'] }];
  const added = await admin.call('POST', `/api/committees/${committee.id}/people`, { people: lines });
  const members = people.parse((await admin.call('GET', `/api/committees/${committee.id}/people`)).json).items;

  expect(added.status).toBe(201);
  expect(members.map(({ login, account }) => [login, account])).toEqual([
    ['baotq', 'none'],
    ['ha.nguyen', 'active'],
    ['huonglt', 'none'],
  ]);
  const personIds = members.filter(({ account }) => account === 'none').map(({ id }) => id);
  const invited = await admin.call('POST', `/api/committees/${committee.id}/invitations`, { personIds });
  const [, second] = paths.parse(invited.json).items;
  const secret = second?.path.replace('/moi#', '') ?? '';
  for (const time of [1, 2]) {
    const looked = await nobody.call('POST', '/api/links/look', { secret });
    expect([time, looked.json]).toEqual([
      time,
      expect.objectContaining({
        kind: 'invitation',
        state: 'usable',
        name: 'Lê Thu Hương',
        login: 'huonglt',
        committee: 'Tiểu ban Văn kiện',
        by: HA.name,
      }),
    ]);
  }
  const accepted = await nobody.call('POST', '/api/links/accept', { secret, password: 'tram hai cay so' });
  const huong = visitorWith(server.address, accepted);
  expect(meSchema.parse((await huong.call('GET', '/api/me')).json)).toMatchObject({
    login: 'huonglt',
    admin: false,
    committees: [{ title: 'Tiểu ban Văn kiện', roles: ['helper', 'member'] }],
  });
  const again = await nobody.call('POST', '/api/links/accept', { secret, password: 'tram hai cay so' });
  expect([again.status, codeOf(again)]).toEqual([409, 'link/used']);
  const entered = await nobody.call('POST', '/api/session', { login: 'huonglt', password: 'tram hai cay so' });
  expect(entered.status).toBe(204);
});

test('of two who set up at once one wins, and the other is told', async () => {
  const server = await start();
  const call = (login: string) =>
    stranger(server.address).call('POST', '/api/set-up', { secret: secretOf(server), ...HA, login });

  const answers = await Promise.all([call('mot'), call('hai')]);

  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  const loser = answers.find(({ status }) => status === 409);
  expect(loser && codeOf(loser)).toBe('set-up/done');
  expect(loser?.headers.getSetCookie()).toEqual([]);
});

test('the link to the first account is new at each start, and dead with the first account', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'dong-thao-'));
  const env = { PORT: '0', DATA_DIR: folder, LOG_LEVEL: 'silent' };
  const first = await startServer(env);
  await first.stop();
  const second = await startServer(env);
  const look = async (server: RunningServer) =>
    (await stranger(second.address).call('POST', '/api/links/look', { secret: secretOf(server) })).json;

  expect(await look(first)).toEqual({ kind: 'setUp', state: 'revoked', mayPlayDemo: true });
  expect(await look(second)).toEqual({ kind: 'setUp', state: 'usable', mayPlayDemo: true });
  const old = await stranger(second.address).call('POST', '/api/set-up', { ...HA, secret: secretOf(first) });
  expect([old.status, codeOf(old)]).toEqual([409, 'link/revoked']);
  await setUp(second);
  expect(await look(second)).toMatchObject({ state: 'used' });
  await second.stop();
  const third = await startServer(env);
  servers.push({ server: third, folder });

  expect(third.setUpPath).toBeUndefined();
  expect((await stranger(third.address).call('GET', '/api/about')).json).toMatchObject({ setUp: false });
});

test.each([
  [{ password: 'ngắn' }, 'password/too-short'],
  [{ password: 'matkhau12345' }, 'password/common'],
  [{ password: 'ha.nguyen-2020' }, 'password/holds-name'],
  [{ name: 'Hà\u202e' }, 'person/name-marks'],
  [{ login: 'hà' }, 'person/login-shape'],
])('a first account with %j is refused, and the link stays good', async (fields, code) => {
  const server = await start();

  const refused = await stranger(server.address).call('POST', '/api/set-up', {
    secret: secretOf(server),
    ...HA,
    ...fields,
  });

  expect([refused.status, codeOf(refused)]).toEqual([422, code]);
  await setUp(server);
});

test('the demo is one press away, for this machine alone, and leaves the way to a real account open', async () => {
  const server = await start();
  const nobody = stranger(server.address);
  const press = () => nobody.call('POST', '/api/set-up/demo', { secret: secretOf(server) });

  expect((await nobody.call('POST', '/api/demo/session', { login: 'truongban' })).status).toBe(404);
  const [one, other] = await Promise.all([press(), press()]);

  expect([one.status, other.status]).toEqual([204, 204]);
  const about = aboutSchema.parse((await nobody.call('GET', '/api/about')).json);
  expect(about).toMatchObject({ demo: true, setUp: true });
  expect(about.demoPeople.map(({ login }) => login)).toContain('truongban');
  const chair = await signInAs(server.address, 'truongban');
  expect(meSchema.parse((await chair.call('GET', '/api/me')).json).committees).toHaveLength(1);
  await setUp(server);
  expect(codeOf(await press())).toBe('set-up/done');
}, 60_000);

test('the demo is refused where others could come in', async () => {
  const server = await start({ PUBLIC_URL: 'https://vankien.example.vn' });
  const visitor = stranger(server.address);

  const refused = await visitor.call(
    'POST',
    '/api/set-up/demo',
    { secret: secretOf(server) },
    { origin: 'https://vankien.example.vn' },
  );

  expect([refused.status, codeOf(refused)]).toEqual([409, 'demo/not-local']);
});

test('thirty wrong codes in an hour make an address wait for codes; a long secret opens all the same', async () => {
  const server = await start();
  const nobody = stranger(server.address);
  const look = (secret: string) => nobody.call('POST', '/api/links/look', { secret });
  for (let time = 0; time < 35; time += 1) expect((await look('x'.repeat(43))).status).toBe(404);

  for (let at = 0; at < 30; at += 1) expect((await look(`7k4p qx${10 + at}`)).status).toBe(404);

  const late = await look('7K4P-QX2M');
  expect([late.status, Number(late.headers.get('retry-after')) > 0]).toEqual([429, true]);
  expect((await look(secretOf(server))).status).toBe(200);
  await setUp(server);
});

test('a list of five thousand people is checked in one request, and no other request may be so large', async () => {
  const server = await start();
  const admin = await setUp(server);
  const organisation = ids.parse((await admin.call('POST', '/api/organisations', ORGANISATION)).json);
  const made = await admin.call('POST', '/api/committees', {
    organisationId: organisation.id,
    title: 'Tiểu ban Văn kiện',
    congress: '',
    term: '',
    startedOn: '2020-03-26',
    roles: ['chair'],
  });
  const line = { name: 'Nguyễn Thị Minh Nguyệt', roles: ['member'] };
  const people = Array.from({ length: 5_000 }, (_, at) => ({ ...line, title: `Bí thư chi bộ tổ dân phố số ${at}` }));

  const checked = await admin.call('POST', `/api/committees/${ids.parse(made.json).id}/people/check`, { people });
  const elsewhere = await admin.call('POST', '/api/organisations', { ...ORGANISATION, people });

  expect(checked.status).toBe(200);
  const { logins, errors } = z
    .object({ logins: z.array(z.string()), errors: z.array(z.unknown()) })
    .parse(checked.json);
  expect([logins.length, errors]).toEqual([5_000, []]);
  expect([elsewhere.status, codeOf(elsewhere)]).toEqual([413, 'too_large']);
});

test('whoever signs in gets a session that nobody chose for them', async () => {
  const server = await start();
  await setUp(server);
  const chosen = 'session=chosen-by-somebody-else';
  const { login, password } = HA;

  const answer = await stranger(server.address).call('POST', '/api/session', { login, password }, { cookie: chosen });

  const [cookie = ''] = answer.headers.getSetCookie();
  expect([answer.status, cookie.includes('chosen')]).toEqual([204, false]);
  const asChosen = await stranger(server.address).call('GET', '/api/me', undefined, { cookie: chosen });
  expect(asChosen.status).toBe(401);
});
