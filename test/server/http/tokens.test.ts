import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { meSchema } from '#shared/protocol/session.ts';
import { createToken } from '#server/actions/session.ts';
import { parseConfig } from '#server/config.ts';
import { openNode } from '#server/node.ts';
import { foundCommittee, type PersonName, type SmallCommittee } from '#test/world/committee.ts';
import { openServer, type OpenServer } from '#test/world/open-server.ts';

let dataDir = '';
let server: OpenServer;
let committee: SmallCommittee;
let tokens: ReadonlyMap<PersonName, string>;

const NAMES = ['chair', 'bureau', 'helper', 'owner', 'other', 'office', 'admin', 'stranger'] as const;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'dong-thao-'));
  const node = await openNode(parseConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' }));
  committee = await foundCommittee(node);
  const made: (readonly [PersonName, string])[] = [];
  for (const name of NAMES) {
    const { login } = committee.as[name];
    made.push([name, (await createToken(node.context, { login, name: 'script', days: 1 })).token]);
  }
  tokens = new Map(made);
  await node.close();
  server = await openServer({ dataDir, env: { PUBLIC_URL: 'https://vankien.example.vn' } });
});

afterAll(async () => {
  await server.close();
  await rm(dataDir, { recursive: true, force: true });
});

/** As a script does: a token and nothing else. */
async function statusFor(name: PersonName, method: string, path: string, body?: unknown): Promise<number> {
  const response = await fetch(server.url + path, {
    method,
    headers: { authorization: `Bearer ${tokens.get(name) ?? ''}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  await response.arrayBuffer();
  return response.status;
}

async function statuses(method: string, path: string, body?: unknown): Promise<Readonly<Record<string, number>>> {
  const answers = await Promise.all(
    NAMES.map(async (name) => [name, await statusFor(name, method, path, body)] as const),
  );
  return Object.fromEntries(answers);
}

test('a script with a token is its person, without cookie and origin', async () => {
  const response = await fetch(`${server.url}/api/me`, {
    headers: { authorization: `Bearer ${tokens.get('owner') ?? ''}` },
  });

  expect(meSchema.parse(await response.json())).toMatchObject({ id: committee.as.owner.personId, demo: false });
  expect(response.headers.has('set-cookie')).toBe(false);
});

test('a token that is none opens nothing', async () => {
  const answer = await fetch(`${server.url}/api/me`, { headers: { authorization: 'Bearer AAAA' } });

  expect(answer.status).toBe(401);
});

test('before the first numbered draft the parts exist for those alone who make them', async () => {
  const part = await statuses('GET', `/api/parts/${committee.open.partId}`);

  expect(part).toEqual({
    chair: 200,
    bureau: 200,
    helper: 200,
    owner: 404,
    other: 404,
    office: 404,
    admin: 404,
    stranger: 404,
  });
});

test('before the first numbered draft members know the report, and have no draft to read', async () => {
  expect(await statuses('GET', `/api/reports/${committee.report.reportId}/drafts`)).toEqual({
    chair: 200,
    bureau: 200,
    helper: 200,
    owner: 403,
    other: 403,
    office: 403,
    admin: 404,
    stranger: 404,
  });
});

test('a token changes what its person may change, and no more', async () => {
  const path = `/api/documents/${committee.open.documentId}/versions`;

  expect(await statuses('POST', path, { name: 'x' })).toEqual({
    chair: 403,
    bureau: 403,
    helper: 403,
    owner: 201,
    other: 403,
    office: 403,
    admin: 404,
    stranger: 404,
  });
});

test('behind https the browser is told to stay there', async () => {
  const { headers } = await fetch(`${server.url}/api/about`);

  expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
});
