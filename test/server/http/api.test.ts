import { request as openRequest, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { ERROR_CODES } from '#shared/model/errors.ts';
import { committeeSchema } from '#shared/protocol/committees.ts';
import type { OutlineNode, Report } from '#shared/protocol/reports.ts';
import { LIMITS } from '#shared/protocol/limits.ts';
import { problemSchema } from '#shared/protocol/problem.ts';
import { listEndpoints } from '#server/http/endpoints.ts';
import { openServer, readReport, signInAs, stranger, type OpenServer, type Visitor } from '#test/world/open-server.ts';

let server: OpenServer;
let chair: Visitor;
let bureau: Visitor;
let admin: Visitor;
let report: Report;

beforeAll(async () => {
  server = await openServer({ env: { DEMO: '1' } });
  chair = await signInAs(server.url, 'truongban');
  bureau = await signInAs(server.url, 'thuongtruc1');
  admin = await signInAs(server.url, 'quantri');
  report = await readReport(chair);
}, 60_000);

afterAll(() => server.close());

function sections(): readonly OutlineNode[] {
  const below = (node: OutlineNode): readonly OutlineNode[] => [node, ...node.children.flatMap(below)];
  return report.outline.flatMap(below);
}

/** A section with a text in this state, and its owner. */
async function sectionIn(
  state: OutlineNode['state'],
): Promise<{ readonly node: OutlineNode; readonly owner: Visitor }> {
  const node = sections().find((one) => one.state === state && one.documentId !== null);
  if (node === undefined) throw new Error(`No section is ${state}`);
  const committee = await chair.call('GET', `/api/committees/${report.committeeId}`);
  const owner = committeeSchema.parse(committee.json).people.find((person) => person.id === node.ownerId);
  return { node, owner: await signInAs(server.url, owner?.login ?? '') };
}

/** A request as no browser and no `fetch` would send it. */
function sendRaw(path: string, headers: Readonly<Record<string, string>>, body = '', method = 'POST'): Promise<number> {
  return new Promise((settle, fail) => {
    const sent = openRequest(server.url + path, { method, headers }, (answer: IncomingMessage) => {
      answer.resume();
      settle(answer.statusCode ?? 0);
    });
    sent.once('error', fail);
    sent.end(body);
  });
}

/** The head of an upload and the beginning of its body; the rest never comes. */
function beginUpload(visitor: Visitor, path: string) {
  const headers = { ...visitor.headers, 'content-type': 'multipart/form-data; boundary=x', 'content-length': '1000' };
  const sent = openRequest(server.url + path, { method: 'POST', headers });
  const status = new Promise<number>((settle) => {
    sent.once('response', (answer: IncomingMessage) => {
      answer.resume();
      settle(answer.statusCode ?? 0);
    });
  });
  sent.on('error', () => undefined);
  sent.write('--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n');
  return { status, leave: () => sent.destroy() };
}

describe('the figures', () => {
  test('are for this machine, unless somebody is spoken for', async () => {
    const ask = (headers: Readonly<Record<string, string>>) =>
      stranger(server.url).call('GET', '/metrics', undefined, headers);

    expect((await ask({})).status).toBe(200);
    expect((await ask({ 'x-forwarded-for': '203.0.113.7' })).status).toBe(404);
    expect((await ask({ forwarded: 'for=203.0.113.7' })).status).toBe(404);
  });

  test('are behind a public address for who bears the token alone', async () => {
    const env = { PUBLIC_URL: 'https://vankien.example.vn' };
    const open = await openServer({ env });
    const guarded = await openServer({ env: { ...env, METRICS_TOKEN: 'a-long-enough-token' } });
    const ask = (url: string, headers: Readonly<Record<string, string>>) =>
      stranger(url).call('GET', '/metrics', undefined, headers);
    const borne = { authorization: 'Bearer a-long-enough-token', 'x-forwarded-for': '203.0.113.7' };

    const statuses = [await ask(open.url, {}), await ask(guarded.url, {}), await ask(guarded.url, borne)];
    await Promise.all([open.close(), guarded.close()]);

    expect(statuses.map(({ status }) => status)).toEqual([404, 404, 200]);
  });
});

describe('the description', () => {
  const operation = z.object({
    operationId: z.string(),
    'x-access': z.string(),
    responses: z.record(z.string(), z.looseObject({ content: z.record(z.string(), z.unknown()).optional() })),
  });
  const description = z.object({
    openapi: z.string(),
    paths: z.record(z.string(), z.record(z.string(), operation)),
    components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
  });

  test('names every call, and every schema that it points to is there', async () => {
    const { text, json } = await stranger(server.url).call('GET', '/api/openapi.json');
    const { paths, components } = description.parse(json);
    const named = Object.values(paths).flatMap((path) => Object.values(path).map((one) => one.operationId));
    const pointed = [...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map((match) => match[1] ?? '');

    expect(named.toSorted()).toEqual(
      listEndpoints()
        .map(({ name }) => name)
        .toSorted(),
    );
    expect([...new Set(pointed)].filter((name) => components.schemas[name] === undefined)).toEqual([]);
    expect(text).not.toContain('__shared');
  });

  test('every change of a person with an answer may be repeated under a key', async () => {
    const { json } = await stranger(server.url).call('GET', '/api/openapi.json');
    const paths = z
      .object({
        paths: z.record(
          z.string(),
          z.record(z.string(), z.looseObject({ parameters: z.array(z.object({ name: z.string() })) })),
        ),
      })
      .parse(json).paths;
    const isRepeatable = (path: string, method: string): boolean =>
      paths[path]?.[method]?.parameters.some(({ name }) => name === 'Idempotency-Key') ?? false;

    expect(isRepeatable('/api/sections/{id}/submissions', 'post')).toBe(true);
    expect(isRepeatable('/api/documents/{id}/images', 'post')).toBe(true);
    expect(isRepeatable('/api/sections/{id}/submissions', 'get')).toBe(false);
    expect(isRepeatable('/api/session', 'post')).toBe(false);
    // Its answer is a secret, of which the store keeps nothing.
    expect(isRepeatable('/api/me/tokens', 'post')).toBe(false);
  });

  test('every call that reads answers with the status and the kind that it says', async () => {
    const { json } = await stranger(server.url).call('GET', '/api/openapi.json');
    const { paths } = description.parse(json);
    const { node } = await sectionIn('received');
    const ids: Readonly<Record<string, string>> = {
      committees: report.committeeId,
      reports: report.id,
      sections: node.id,
      parts: report.parts[0]?.id ?? '',
      documents: node.documentId ?? '',
    };
    const wrong: string[] = [];
    for (const [path, operations] of Object.entries(paths)) {
      const id = ids[path.split('/')[2] ?? ''];
      const get = operations['get'];
      if (get === undefined || get.operationId === 'getEvents' || (path.includes('{') && id === undefined)) continue;
      const query = path.endsWith('/export') ? '?format=docx' : '';
      const asker = get['x-access'] === 'admin' ? admin : bureau;
      const answer = await asker.call('GET', path.replace('{id}', id ?? '') + query);
      const kinds = Object.keys(get.responses[String(answer.status)]?.content ?? {});
      const kind = answer.headers.get('content-type')?.split(';')[0] ?? '';
      if (!kinds.includes(kind) && !kinds.includes('*/*')) wrong.push(`${path}: ${answer.status} ${kind}`);
    }

    expect(wrong).toEqual([]);
  });
});

describe('a refusal', () => {
  test('says its code, its status and one sentence in the language that was asked for', async () => {
    const answer = await stranger(server.url).call('GET', '/api/me', undefined, { 'accept-language': 'en' });
    const problem = problemSchema.parse(answer.json);

    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(problem).toMatchObject({ status: 401, code: 'not_signed_in' });
    expect(problem.title).toMatch(/^Your session/);
    expect(ERROR_CODES.some((code) => code === problem.code)).toBe(true);
  });

  test('names each wrong field by a pointer', async () => {
    const { node } = await sectionIn('received');
    const answer = await chair.call('POST', `/api/documents/${node.documentId}/threads`, {
      blockId: 'x',
      quote: 1,
      b: 2,
    });

    expect(answer.status).toBe(400);
    expect(problemSchema.parse(answer.json).errors).toEqual([
      { pointer: '/quote', code: 'invalid_type' },
      { pointer: '/text', code: 'required' },
      { pointer: '/b', code: 'unknown_field' },
    ]);
  });

  test.each([
    ['broken JSON', 'application/json', '{"login":'],
    ['another kind of body', 'text/plain', '{"login":"a","password":"b"}'],
    ['a form', 'application/x-www-form-urlencoded', 'login=a&password=b'],
    ['a compressed body', 'application/json', 'x'],
  ])('%s is malformed', async (name, type, body) => {
    const encoding: Readonly<Record<string, string>> =
      name === 'a compressed body' ? { 'content-encoding': 'gzip' } : {};

    expect(await sendRaw('/api/session', { 'content-type': type, ...encoding }, body)).toBe(400);
  });

  test('JSON is read down to its bound, and no deeper', async () => {
    const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);
    const codes = async (depth: number): Promise<readonly string[]> => {
      const { json } = await stranger(server.url).call('POST', '/api/session', nested(depth));
      return (problemSchema.parse(json).errors ?? []).map(({ code }) => code);
    };

    expect(await codes(LIMITS.jsonBodyDepth)).toEqual(['invalid_type']);
    expect(await codes(LIMITS.jsonBodyDepth + 1)).toEqual(['too_deep']);
  });

  test('a body at the limit is read, one byte more is too large', async () => {
    const bodyOf = (bytes: number): string => JSON.stringify('x'.repeat(bytes - 2));
    const send = (bytes: number): Promise<number> =>
      sendRaw('/api/session', { 'content-type': 'application/json' }, bodyOf(bytes));

    expect(await send(LIMITS.jsonBodyBytes)).toBe(400);
    expect(await send(LIMITS.jsonBodyBytes + 1)).toBe(413);
  });

  test('too many or too long headers are refused', async () => {
    const many = Object.fromEntries(Array.from({ length: LIMITS.headerCount + 1 }, (_, n) => [`x-${n}`, '1']));

    expect(await sendRaw('/healthz', many, '', 'GET')).toBe(431);
    expect(await sendRaw('/healthz', { 'x-long': 'x'.repeat(LIMITS.headerBytes) }, '', 'GET')).toBe(431);
  });
});

describe('who asks from elsewhere', () => {
  const changes = listEndpoints().filter(({ endpoint }) => endpoint.method !== 'GET');

  test.each(changes.map((change) => [change.name, change] as const))(
    '%s is refused before any work',
    async (_, change) => {
      const { endpoint } = change;
      const path = endpoint.path.replace(':id', 'AAAA');
      const cookie = { cookie: 'session=AAAA' };
      const host = new URL(server.url).host;
      const statuses = await Promise.all([
        sendRaw(path, { ...cookie, origin: 'http://evil.example' }, '', endpoint.method),
        sendRaw(path, { ...cookie, origin: 'null' }, '', endpoint.method),
        sendRaw(path, { ...cookie, origin: `https://${host}.evil.example` }, '', endpoint.method),
        sendRaw(path, { ...cookie, 'sec-fetch-site': 'cross-site' }, '', endpoint.method),
        sendRaw(path, { ...cookie, host: 'evil.example', origin: 'http://evil.example' }, '', endpoint.method),
        // Signing in uses no cookie, so that a program without a page may do it.
        ...(endpoint.access === 'public' ? [] : [sendRaw(path, cookie, '', endpoint.method)]),
      ]);

      expect(new Set(statuses)).toEqual(new Set([403]));
    },
  );

  test('a name that is not this server is answered with the setting that would allow it', async () => {
    const answer = await new Promise<string>((settle, fail) => {
      const sent = openRequest(`${server.url}/api/about`, { headers: { host: 'evil.example' } }, (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.once('end', () => settle(text));
      });
      sent.once('error', fail);
      sent.end();
    });

    expect(problemSchema.parse(JSON.parse(answer))).toMatchObject({ code: 'wrong_origin' });
    expect(answer).toContain('PUBLIC_URL');
  });
});

describe('a repeated change', () => {
  test('is done once and answered as the first time, and its key serves nothing else', async () => {
    const { node, owner } = await sectionIn('drafting');
    const path = `/api/documents/${node.documentId}/versions`;
    const key = { 'idempotency-key': 'one' };
    const [first, twin] = await Promise.all([
      owner.call('POST', path, { name: 'Mốc 1' }, key),
      owner.call('POST', path, { name: 'Mốc 1' }, key),
    ]);
    const later = await owner.call('POST', path, { name: 'Mốc 1' }, key);
    const other = await owner.call('POST', path, { name: 'Mốc 2' }, key);
    const versions = z.object({ items: z.array(z.object({ name: z.string() })) });
    const kept = versions
      .parse((await owner.call('GET', path)).json)
      .items.filter(({ name }) => name.startsWith('Mốc'));

    expect([first.status, twin.status, later.status]).toEqual([201, 201, 201]);
    expect([twin.text, later.text]).toEqual([first.text, first.text]);
    expect(other.status).toBe(422);
    expect(problemSchema.parse(other.json).code).toBe('idempotency/other-body');
    expect(kept).toHaveLength(1);
  });

  test('a refusal is not kept: what was put right goes through', async () => {
    const { node, owner } = await sectionIn('drafting');
    const path = `/api/documents/${node.documentId}/versions`;
    const key = { 'idempotency-key': 'two' };

    const refused = await owner.call('POST', path, { nam: 'x' }, key);
    const done = await owner.call('POST', path, { name: 'Mốc 3' }, key);

    expect([refused.status, done.status]).toEqual([400, 201]);
  });
});

describe('haste', () => {
  test('beyond the burst a person is told when to come again, and others are not', async () => {
    // So slow a rate that nothing comes back while the test runs.
    const slow = await openServer({ env: { DEMO: '1' }, limits: { requestBurst: 20, requestsPerSecond: 0.01 } });
    const [hasty, other] = await Promise.all([signInAs(slow.url, 'uyvien2'), signInAs(slow.url, 'truongban')]);
    const answers = await Promise.all(Array.from({ length: 25 }, () => hasty.call('GET', '/api/me')));
    const calm = await other.call('GET', '/api/me');
    await slow.close();
    const refused = answers.filter((answer) => answer.status === 429);

    expect(refused).toHaveLength(5);
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect(problemSchema.parse(refused[0]?.json).code).toBe('too_many');
    expect(calm.status).toBe(200);
  });
});

describe('a session', () => {
  test('ends with signing out, and its cookie opens nothing more', async () => {
    const person = await signInAs(server.url, 'uyvien3');

    const out = await person.call('DELETE', '/api/session');

    expect(out.status).toBe(204);
    expect(out.headers.getSetCookie()).toEqual(['session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax']);
    expect((await person.call('GET', '/api/me')).status).toBe(401);
  });
});

describe('a file', () => {
  test('of the report comes at once when it is made soon, under a name that every program reads', async () => {
    const answer = await bureau.call('GET', `/api/reports/${report.id}/export?format=docx`);

    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/wordprocessingml/);
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="[\w .()-]+"; filename\*=UTF-8''[\w.%-]+$/,
    );
    expect(answer.text.slice(0, 2)).toBe('PK');
  });

  test('that is no picture is not taken', async () => {
    const { node, owner } = await sectionIn('drafting');

    const answer = await owner.upload(`/api/documents/${node.documentId}/images`, Buffer.from('not a picture'));

    expect([answer.status, problemSchema.parse(answer.json).code]).toEqual([422, 'image/unsupported']);
  });

  test('is not waited for where its sender may not put it', async () => {
    const { node } = await sectionIn('received');
    const path = `/api/documents/${node.documentId}/images`;

    const begun = beginUpload(chair, path);

    expect(await begun.status).toBe(403);
  });

  test('is one of two at once for each person, and makes room when its sender goes away', async () => {
    const { node, owner } = await sectionIn('drafting');
    const path = `/api/documents/${node.documentId}/images`;
    const begun = [1, 2, 3].map(() => beginUpload(owner, path));

    expect(await Promise.race(begun.map(({ status }) => status))).toBe(429);
    for (const { leave } of begun) leave();

    await vi.waitFor(async () => expect((await owner.upload(path, Buffer.from('no picture'))).status).toBe(422));
  });

  test('that is too large is not taken', async () => {
    const { node, owner } = await sectionIn('drafting');

    const answer = await owner.upload(`/api/documents/${node.documentId}/images`, Buffer.alloc(LIMITS.imageBytes + 1));

    expect([answer.status, problemSchema.parse(answer.json).code]).toEqual([413, 'too_large']);
  });
});
