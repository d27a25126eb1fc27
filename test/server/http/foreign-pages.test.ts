import { request, type IncomingHttpHeaders } from 'node:http';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { problemSchema } from '#shared/protocol/problem.ts';
import { createToken } from '#server/actions/session.ts';
import { listEndpoints, type NamedEndpoint } from '#server/http/endpoints.ts';
import { openOffice, type Office } from '#test/world/office.ts';
import { sampleBody } from '#test/world/samples.ts';

/** What a page of elsewhere, or a browser that shows it, can send in a member's name. */

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** As given and nothing else: no header that a client library would add. */
function send(office: Office, { method, path, headers = {}, body }: Sent): Promise<Answer> {
  return new Promise((settle, fail) => {
    // Said as a browser does: without it the body of a DELETE would be taken for the next request.
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const asked = request(office.url + path, { method, headers: { ...headers, ...length } }, (response) => {
      response.setEncoding('utf8');
      let text = '';
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => settle({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    asked.once('upgrade', (response, socket) => {
      socket.destroy();
      settle({ status: response.statusCode ?? 0, headers: response.headers, text: '' });
    });
    asked.once('error', fail);
    asked.end(body);
  });
}

const CHANGES = listEndpoints().filter(({ endpoint }) => endpoint.method !== 'GET');
const READS = listEndpoints().filter(({ endpoint }) => endpoint.method === 'GET');

function pathOf({ endpoint }: NamedEndpoint, id = 'none'): string {
  return endpoint.path.replace(/:\w+/g, id);
}

/** Every row of every table. */
async function allRows({ context }: Office): Promise<string> {
  const { rows } = context.storage;
  const tables = await sql<{ name: string }>`select name from sqlite_master where type = 'table'`.execute(rows);
  const contents = await Promise.all(
    tables.rows.map(async ({ name }) => [name, (await sql`select * from ${sql.table(name)}`.execute(rows)).rows]),
  );
  return JSON.stringify(contents);
}

function codeOf({ text }: Answer): string {
  const read = problemSchema.safeParse(parse(text));
  return read.success ? read.data.code : text;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const WORLDS = [
  { name: 'in the office’s own network', publicUrl: undefined },
  { name: 'behind a public address', publicUrl: 'https://vankien.example.vn' },
] as const;

describe.each(WORLDS)('T20 $name', ({ publicUrl }) => {
  let office: Office;
  let own: string;
  let foreign: readonly string[];
  let token: string;

  beforeAll(async () => {
    office = await openOffice(publicUrl === undefined ? {} : { publicUrl });
    own = publicUrl ?? office.url;
    const others = ['null', '', 'file://', 'https://evil.example'];
    foreign = [...new Set([...pagesLike(own), ...pagesLike(office.url), ...others])].filter((page) => page !== own);
    const { login } = office.committee.as.owner;
    token = (await createToken(office.context, { login, name: 'script', days: 1 })).token;
  }, 60_000);

  afterAll(() => office.close());

  /** Every way in which a request can come that no page of ours sends. */
  function strangeWays(isPublic: boolean): readonly Readonly<Record<string, string>>[] {
    const cookie = 'session=session-chair';
    return [
      ...foreign.map((origin) => ({ cookie, origin })),
      ...foreign.map((origin) => ({ cookie, origin, 'sec-fetch-site': 'same-origin' })),
      ...['cross-site', 'same-site', 'none', 'same-origin, cross-site', ''].map((site) => ({
        cookie,
        'sec-fetch-site': site,
      })),
      // Nobody's name is used where nobody has to be known.
      ...(isPublic ? [] : [{ cookie }, { cookie: 'session=of-nobody' }, { cookie: '__Host-session=session-chair' }]),
      { origin: 'https://evil.example' },
      { origin: 'https://evil.example', cookie: 'session=of-nobody' },
      { origin: 'https://evil.example', authorization: `Bearer ${token}` },
      { 'sec-fetch-site': 'cross-site' },
    ];
  }

  /** The calls that are not answered as wanted, each asked in several ways with a body that can't be read. */
  async function answeredOtherwise(
    waysOf: (isPublic: boolean) => readonly Readonly<Record<string, string>>[],
    wanted: (isPublic: boolean) => string,
  ): Promise<readonly string[]> {
    const wrong: string[] = [];
    for (const call of CHANGES) {
      const { method, access } = call.endpoint;
      const isPublic = access === 'public';
      const asked = waysOf(isPublic).map(async (way) => {
        const headers = { 'content-type': 'application/json', ...way };
        const answer = await send(office, { method, path: pathOf(call), headers, body: '{' });
        const said = `${answer.status} ${codeOf(answer)}`;
        if (said !== wanted(isPublic)) wrong.push(`${call.name} with ${JSON.stringify(way)}: ${said}`);
      });
      await Promise.all(asked);
    }
    return wrong;
  }

  test('no change is made for a page of elsewhere, nor is anything looked at before it is refused', async () => {
    const before = await allRows(office);

    // Neither is the body read, which can't be, nor is it asked who calls, which may be nobody.
    const wrong = await answeredOtherwise(strangeWays, () => '403 wrong_origin');

    expect(wrong).toEqual([]);
    expect(await allRows(office)).toBe(before);
  }, 60_000);

  test('a page of ours, and a program that speaks for itself, come as far as the door', async () => {
    const cookie = 'session=of-nobody';
    const ways: readonly Readonly<Record<string, string>>[] = [
      { cookie, origin: own },
      { cookie, 'sec-fetch-site': 'same-origin' },
      { authorization: 'Bearer of-nobody' },
      { authorization: 'Bearer of-nobody', cookie },
    ];
    const wanted = (isPublic: boolean): string => (isPublic ? '400 malformed' : '401 not_signed_in');

    const wrong = await answeredOtherwise(() => ways, wanted);

    expect(wrong).toEqual([]);
  }, 60_000);

  test('no call takes a body that a form of elsewhere could send', async () => {
    const before = await allRows(office);
    const wrong: string[] = [];
    const headers = { cookie: 'session=session-chair', origin: own };
    for (const call of CHANGES.filter(({ endpoint }) => endpoint.bodyKind === 'json')) {
      for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', '']) {
        const body = JSON.stringify(sampleBody(call.endpoint));
        const sent = { ...headers, ...(type === '' ? {} : { 'content-type': type }) };
        const answer = await send(office, { method: call.endpoint.method, path: pathOf(call), headers: sent, body });
        if (answer.status !== 400 || codeOf(answer) !== 'malformed')
          wrong.push(`${call.name} with ${type}: ${answer.status} ${codeOf(answer)}`);
      }
    }

    expect(wrong).toEqual([]);
    expect(await allRows(office)).toBe(before);
  }, 60_000);

  test('no page of elsewhere is let read an answer, or asked what it would like to send', async () => {
    const wrong: string[] = [];
    for (const call of [...CHANGES, ...READS.filter(({ name }) => name !== 'getEvents')]) {
      const headers = {
        cookie: 'session=session-chair',
        origin: 'https://evil.example',
        'access-control-request-method': call.endpoint.method,
        'access-control-request-headers': 'content-type',
      };
      for (const method of ['OPTIONS', call.endpoint.method]) {
        const answer = await send(office, { method, path: pathOf(call), headers });
        const allowed = Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'));
        const isShared = answer.headers['cross-origin-resource-policy'] !== 'same-origin';
        if (allowed.length > 0 || isShared) wrong.push(`${method} ${call.name}: ${allowed.join(' ')}`);
      }
    }

    expect(wrong).toEqual([]);
  }, 60_000);

  test('a name of elsewhere that points here gets nothing', async () => {
    const wrong: string[] = [];
    for (const call of [...CHANGES, ...READS]) {
      for (const host of ['evil.example', `evil.example:${new URL(office.url).port}`, '127.0.0.1.evil.example']) {
        const headers = { cookie: 'session=session-chair', host, origin: `http://${host}` };
        const answer = await send(office, { method: call.endpoint.method, path: pathOf(call), headers });
        if (codeOf(answer) !== 'wrong_origin') wrong.push(`${call.name} at ${host}: ${codeOf(answer)}`);
      }
    }

    expect(wrong).toEqual([]);
  }, 60_000);

  /** A live connection as a browser opens one. */
  async function upgrade(headers: Readonly<Record<string, string>>): Promise<Answer> {
    const wanted = {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': Buffer.from('sixteen letters.').toString('base64'),
    };
    const path = `/sync/${office.committee.open.documentId}`;
    return send(office, { method: 'GET', path, headers: { ...wanted, ...headers } });
  }

  test('no live connection is opened for a page of elsewhere, known or not', async () => {
    const before = await allRows(office);
    const wrong: string[] = [];
    for (const origin of foreign) {
      const answers = await Promise.all(
        ['session=session-owner', 'session=of-nobody', ''].map((cookie) => upgrade({ cookie, origin })),
      );
      const told = new Set(answers.map(({ status, headers, text }) => JSON.stringify([status, headers, text])));
      if (answers.some(({ status }) => status !== 403) || told.size > 1)
        wrong.push(`${origin}: ${[...told].join(' ')}`);
    }

    expect(wrong).toEqual([]);
    expect(await allRows(office)).toBe(before);
  });

  test('a live connection is opened for a page of ours, and for a program', async () => {
    const cookie = 'session=session-owner';
    const [page, program, strange] = await Promise.all([
      upgrade({ cookie, origin: own }),
      upgrade({ cookie }),
      upgrade({ cookie, host: 'evil.example', origin: 'http://evil.example' }),
    ]);

    expect([page.status, program.status, strange.status]).toEqual([101, 101, 403]);
  });
});

/** Origins that a hasty comparison would take for this one. */
function pagesLike(origin: string): readonly string[] {
  const { protocol, hostname, port } = new URL(origin);
  const colon = port === '' ? '' : `:${port}`;
  const other = Number(z.coerce.number().parse(port || '443')) + 1;
  return [
    `${protocol}//${hostname}:${other}`,
    `${protocol}//${hostname}.evil.example${colon}`,
    `${protocol}//evil-${hostname}${colon}`,
    `${protocol}//evil.${hostname}${colon}`,
    `${protocol}//${hostname}${colon}.evil.example`,
    `${protocol}//${hostname}${colon}@evil.example`,
    `${protocol}//evil.example/${hostname}${colon}`,
    `${protocol}//evil.example#${hostname}${colon}`,
    `${protocol}//localhost${colon}`,
    `ws://${hostname}${colon}`,
    `data:text/html,${hostname}`,
    `${hostname}${colon}`,
  ];
}
