import { request } from 'node:http';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import WebSocket from 'ws';
import { z } from 'zod';
import { idOf, type SessionId } from '#shared/model/ids.ts';
import { meSchema } from '#shared/protocol/session.ts';
import { hashSecret } from '#server/access/caller.ts';
import { createToken } from '#server/actions/session.ts';
import { findPerson } from '#server/storage/rows/people.ts';
import { deleteSession, findSession, insertSession } from '#server/storage/rows/sessions.ts';
import type { PersonName } from '#test/world/committee.ts';
import { listen } from '#test/world/listener.ts';
import { openOffice, type Office } from '#test/world/office.ts';
import { stranger, visitorWith, type Visitor } from '#test/world/open-server.ts';

let office: Office;

beforeAll(async () => {
  office = await openOffice();
}, 60_000);

afterAll(() => office.close());

const PASSWORD = 'mưa dầm trên mái ngói';
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

function loginOf(name: PersonName): string {
  return office.committee.as[name].login;
}

/** Gives somebody a new password by a link from the administrator; answers with who came in by it. */
async function reset(name: PersonName, password = PASSWORD): Promise<Visitor> {
  const { personId } = office.committee.as[name];
  const made = await office.as('admin').call('POST', `/api/people/${personId}/password-reset`);
  const { path } = z.object({ path: z.string() }).parse(made.json);
  const secret = path.slice(path.indexOf('#') + 1);
  const accepted = await stranger(office.url).call('POST', '/api/links/accept', { secret, password });
  expect(accepted.status).toBe(204);
  return visitorWith(office.url, accepted);
}

/** The cookie of a new session that was last used, and made, so long ago. */
async function sessionOf(name: PersonName, idleMs: number, ageMs = idleMs): Promise<string> {
  const now = Date.now();
  const sessionId = `${name} idle for ${idleMs}`.replaceAll(' ', '-');
  const times = { created_at: now - ageMs, used_at: now - idleMs, expires_at: now - ageMs + 14 * DAY_MS };
  const key = { id: idOf<SessionId>(office.context.newId()), hash: hashSecret(sessionId) };
  const person = { person_id: office.committee.as[name].personId, demo: 0 };
  await office.context.storage.transact((tx) => insertSession(tx, { ...key, ...person, ...times }));
  return `session=${sessionId}`;
}

async function whoIs(headers: Readonly<Record<string, string>>, query = ''): Promise<string> {
  const answer = await fetch(`${office.url}/api/me${query}`, { headers });
  const text = await answer.text();
  return answer.status === 200 ? meSchema.parse(JSON.parse(text)).name : String(answer.status);
}

/** How a live connection to the open text goes: `open`, or the code with which it was closed. */
function connect(headers: Readonly<Record<string, string>>, query = ''): Promise<string> {
  const { documentId } = office.committee.open;
  const socket = new WebSocket(`${office.url.replace('http', 'ws')}/sync/${documentId}${query}`, { headers });
  return new Promise((settle, fail) => {
    socket.once('error', fail);
    socket.once('close', (code) => settle(String(code)));
    socket.once('message', (data) => {
      // Who may not come in is told so, with `2 auth denied`.
      if (z.instanceof(Buffer).parse(data)[0] === 2) return;
      settle('open');
      socket.terminate();
    });
  });
}

test('T19 signing in never takes over an id that was there before', async () => {
  await reset('owner');
  const planted = 'A'.repeat(43);
  const old = office.as('owner').headers['cookie'] ?? '';

  const answers = await Promise.all(
    [`session=${planted}`, `__Host-session=${planted}`, old].map((cookie) =>
      stranger(office.url).call('POST', '/api/session', { login: loginOf('owner'), password: PASSWORD }, { cookie }),
    ),
  );

  const given = answers.map(({ headers }) => headers.getSetCookie()[0] ?? '');
  expect(answers.map(({ status, text }) => [status, text])).toEqual([1, 2, 3].map(() => [204, '']));
  for (const cookie of given) {
    expect(cookie).toMatch(/^session=[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/);
    expect(cookie).not.toContain(planted);
    expect(cookie).not.toContain(old);
  }
  expect(new Set(given.map((cookie) => cookie.split(';')[0])).size).toBe(3);
  expect(await whoIs({ cookie: `session=${planted}` })).toBe('401');
});

test('T19 a session that was copied before signing out opens nothing after it, and ends what is open', async () => {
  const copy = office.as('writer').headers;
  const stream = await listen(office, 'writer');
  const path = `/sync/${office.committee.open.documentId}`;
  const socket = new WebSocket(office.url.replace('http', 'ws') + path, { headers: copy });
  const closed = new Promise<number>((settle) => socket.once('close', settle));
  await new Promise((settle) => socket.once('open', settle));
  expect(await whoIs(copy)).toBe('WRITER');

  const left = await office.as('writer').call('DELETE', '/api/session');

  expect(left.headers.getSetCookie()[0]).toMatch(/^session=; Path=\/; Max-Age=0; /);
  await stream.ended;
  expect(await closed).toBe(4401);
  expect([await whoIs(copy), await connect(copy)]).toEqual(['401', '4401']);
});

test.each([
  ['other', 'just now', 0, 0, 'OTHER', 'open'],
  ['other', 'before twelve hours', 12 * HOUR_MS - MINUTE_MS, 0, 'OTHER', 'open'],
  ['other', 'twelve hours ago', 12 * HOUR_MS + MINUTE_MS, 0, '401', '4401'],
  ['other', 'just now, for two weeks', MINUTE_MS, 14 * DAY_MS + MINUTE_MS, '401', '4401'],
  ['admin', 'before half an hour', HOUR_MS / 2 - MINUTE_MS, 0, 'ADMIN', '4404'],
  ['admin', 'half an hour ago', HOUR_MS / 2 + MINUTE_MS, 0, '401', '4401'],
] as const)(
  'T19 the session of %s that was last used %s is as old as that',
  async (name, _when, idle, age, who, live) => {
    const cookie = await sessionOf(name, idle, Math.max(idle, age));

    expect(await connect({ cookie })).toBe(live);
    expect(await whoIs({ cookie })).toBe(who);
  },
);

test('T19 a new password ends every session, and the old password and the link open nothing more', async () => {
  const first = await reset('office');
  const second = visitorWith(
    office.url,
    await stranger(office.url).call('POST', '/api/session', { login: loginOf('office'), password: PASSWORD }),
  );
  expect([await whoIs(first.headers), await whoIs(second.headers)]).toEqual(['OFFICE', 'OFFICE']);

  const third = await reset('office', 'gió mùa đông bắc về');

  expect(await Promise.all([first, second, office.as('office')].map(({ headers }) => whoIs(headers)))).toEqual([
    '401',
    '401',
    '401',
  ]);
  expect(await whoIs(third.headers)).toBe('OFFICE');
  const old = await stranger(office.url).call('POST', '/api/session', { login: loginOf('office'), password: PASSWORD });
  expect(old.status).not.toBe(204);
});

test('T19 a call whose body comes slowly does nothing once its session has ended', async () => {
  const cookie = await sessionOf('admin', 2 * MINUTE_MS);
  const hash = hashSecret(cookie.slice('session='.length));
  const { rows } = office.context.storage;
  const usedAt = async () => (await findSession(rows, hash))?.used_at;
  const before = await usedAt();
  const { personId } = office.committee.as.helper;
  const body = JSON.stringify({ title: 'Changed by nobody' });
  const headers = { cookie, origin: office.url, 'content-type': 'application/json', 'content-length': body.length };
  const asking = request(`${office.url}/api/people/${personId}`, { method: 'PATCH', headers });
  const answer = new Promise<number | undefined>((settle, fail) => {
    asking.once('response', (response) => settle(response.resume().statusCode));
    asking.once('error', fail);
  });

  asking.write(body.slice(0, 5));
  // The use of a session is noted once its caller is known.
  await vi.waitFor(async () => expect(await usedAt()).not.toBe(before), { timeout: 10_000 });
  await office.context.storage.transact((tx) => deleteSession(tx, hash));
  asking.end(body.slice(5));

  expect(await answer).toBe(401);
  expect((await findPerson(rows, personId))?.title).not.toBe('Changed by nobody');
});

test('T19 a picture that comes slowly is not kept once its session has ended', async () => {
  const cookie = await sessionOf('owner', 2 * MINUTE_MS);
  const hash = hashSecret(cookie.slice('session='.length));
  const { rows } = office.context.storage;
  const usedAt = async () => (await findSession(rows, hash))?.used_at;
  const before = await usedAt();
  const head =
    '--x\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n';
  const headers = { cookie, origin: office.url, 'content-type': 'multipart/form-data; boundary=x' };
  const path = `/api/documents/${office.committee.open.documentId}/images`;
  const asking = request(`${office.url}${path}`, { method: 'POST', headers });
  const answer = new Promise<number | undefined>((settle, fail) => {
    asking.once('response', (response) => settle(response.resume().statusCode));
    asking.once('error', fail);
  });

  asking.write(head);
  await vi.waitFor(async () => expect(await usedAt()).not.toBe(before), { timeout: 10_000 });
  await office.context.storage.transact((tx) => deleteSession(tx, hash));
  asking.end('no picture\r\n--x--\r\n');

  expect(await answer).toBe(401);
});

test('T19 of a cookie and a token the token says who calls, and a wrong one is not made up for by the cookie', async () => {
  const { token } = await createToken(office.context, { login: loginOf('other'), name: 'script', days: 1 });
  const { cookie = '' } = office.as('bureau').headers;
  const bearer = (secret: string) => ({ cookie, authorization: `Bearer ${secret}` });

  expect([await whoIs({ cookie }), await whoIs(bearer(token))]).toEqual(['BUREAU', 'OTHER']);
  expect([await whoIs(bearer('A'.repeat(43))), await whoIs(bearer(`${token}A`))]).toEqual(['401', '401']);
  expect([await connect({ cookie }, `?token=${token}`), await connect({ cookie }, '?token=wrong')]).toEqual([
    'open',
    '4401',
  ]);
});

test('T19 a session, a token and what is kept of either are no keys to another door', async () => {
  const { token } = await createToken(office.context, { login: loginOf('other'), name: 'script', days: 1 });
  const sessionId = 'session-bureau';

  const answers = await Promise.all([
    whoIs({ authorization: `Bearer ${sessionId}` }),
    whoIs({ cookie: `session=${token}` }),
    whoIs({ cookie: `session=${hashSecret(sessionId)}` }),
    whoIs({ authorization: `Bearer ${hashSecret(token)}` }),
    whoIs({ authorization: `Basic ${Buffer.from(`x:${token}`).toString('base64')}` }),
    whoIs({ 'x-forwarded-user': loginOf('bureau') }),
    whoIs({}, `?token=${token}`),
    whoIs({}, `?session=${sessionId}`),
    connect({}, `?token=${sessionId}`),
    connect({ authorization: `Bearer ${token}` }),
  ]);

  expect(answers).toEqual(['401', '401', '401', '401', '401', '401', '401', '401', '4401', '4401']);
});

test('T19 a person ends a session of their own elsewhere, and nobody else’s', async () => {
  const sessions = z.object({ items: z.array(z.object({ id: z.string(), isThis: z.boolean() })) });
  const cookie = await sessionOf('chair', 0);
  const list = sessions.parse((await office.as('chair').call('GET', '/api/me/sessions')).json);
  const elsewhere = list.items.find(({ isThis }) => !isThis)?.id ?? '';

  expect((await office.as('bureau').call('DELETE', `/api/me/sessions/${elsewhere}`)).status).toBe(404);
  expect(await whoIs({ cookie })).toBe('CHAIR');
  expect((await office.as('chair').call('DELETE', `/api/me/sessions/${elsewhere}`)).status).toBe(204);
  await vi.waitFor(async () => expect(await whoIs({ cookie })).toBe('401'));
  expect(await whoIs(office.as('chair').headers)).toBe('CHAIR');
});
