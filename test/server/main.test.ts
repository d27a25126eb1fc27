import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createAdmin } from '#server/actions/first-run.ts';
import { parseConfig } from '#server/config.ts';
import { startServer } from '#server/main.ts';
import { openNode } from '#server/node.ts';
import { openServer, signInAs, type OpenServer } from '#test/world/open-server.ts';

let folder = '';
let server: OpenServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dong-thao-'));
  server = await openServer();
});

afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

/** What the start is refused with. */
async function refusal(env: Readonly<Record<string, string>>): Promise<string> {
  const ended = startServer({ PORT: '0', LOG_LEVEL: 'silent', DATA_DIR: join(folder, 'data'), ...env });
  return ended.then(
    async (started) => {
      await started.stop();
      return 'started';
    },
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
}

test.each([
  ['PORT', 'abc'],
  ['LOG_LEVEL', 'loud'],
  ['DATABASE_URL', 'postgres://a/b'],
  ['DATABASE_ULR', 'postgres://a/b'],
  ['LIMITS_FILE', '/does/not/exist.json'],
])('a start with a bad %s ends with one line that names it', async (name, value) => {
  expect(await refusal({ [name]: value })).toMatch(new RegExp(`^${name}: [^\\n]+ · [^\\n]+$`));
});

test.each([
  ['a file', '/etc/hostname', 'is not a folder'],
  ['in a file', '/etc/hostname/data', 'is not a folder'],
  ['where the system makes no folders', '/proc/nope', 'can not be made or written to'],
  ['a name too long', `/tmp/${'a'.repeat(300)}`, 'can not be made or written to'],
])('a data folder that is %s ends the start with one line in both languages', async (_, dataDir, reason) => {
  const line = await refusal({ DATA_DIR: dataDir });

  expect(line).toMatch(/^DATA_DIR: [^\n]+ · DATA_DIR: [^\n]+\.$/);
  expect(line).toContain(dataDir);
  expect(line).toContain(reason);
});

test('a store that others use, of a newer version or that is none ends the start with one line in both languages', async () => {
  const dataDir = join(folder, 'store');
  const file = join(dataDir, 'dong-thao.db');
  const node = await openNode(parseConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' }));
  const inUse = await refusal({ DATA_DIR: dataDir });
  await node.close();
  const database = new Database(file);
  database.exec('pragma user_version=99');
  database.close();
  const newer = await refusal({ DATA_DIR: dataDir });
  const other = join(folder, 'other');
  await mkdir(other);
  await writeFile(join(other, 'dong-thao.db'), 'not a store '.repeat(1000));
  const unreadable = await refusal({ DATA_DIR: other });

  expect(inUse).toMatch(/^DATA_DIR: [^\n]+ · DATA_DIR: another program is using the data in [^\n]+\.$/);
  expect(newer).toMatch(/^DATA_DIR: [^\n]+ · DATA_DIR: [^\n]+ belongs to a newer version [^\n]+\.$/);
  expect(unreadable).toMatch(/^DATA_DIR: [^\n]+ · DATA_DIR: [^\n]+ can not be opened \(SQLITE_\w+\)[^\n]+\.$/);
});

test('a folder of data below others that are not there yet is made', async () => {
  expect(await refusal({ DATA_DIR: join(folder, 'a', 'b', 'c') })).toBe('started');
});

test('a start with settings that this release does not use names them in one line', async () => {
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);

  const outcome = await refusal({ LOG_LEVEL: 'fatal', SMTP_URL: 'smtp://mail.example.vn', REDIS_URL: 'redis://a' });
  const lines = said.mock.calls.map(([line]) => String(line));
  said.mockRestore();

  expect(outcome).toBe('started');
  expect(lines).toContain(
    'Bản này chưa dùng đến: REDIS_URL, SMTP_URL · This release does not use: REDIS_URL, SMTP_URL\n',
  );
});

test('a start without accounts says where the first one is made, and once there is one says nothing of it', async () => {
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const linesOfStart = async (): Promise<readonly string[]> => {
    const before = said.mock.calls.length;
    await refusal({ LOG_LEVEL: 'fatal', DATA_DIR: join(folder, 'new') });
    return said.mock.calls.slice(before).map(([line]) => String(line));
  };

  const [first, second] = [await linesOfStart(), await linesOfStart()];
  const node = await openNode(parseConfig({ DATA_DIR: join(folder, 'new'), LOG_LEVEL: 'silent' }));
  await createAdmin(node.context, { login: 'quantri', name: 'Lan', password: 'a long enough one' });
  await node.close();
  const third = await linesOfStart();
  said.mockRestore();

  const links = [first, second].map((lines) => /http:\/\/[\d.]+:\d+\/thiet-lap#[\w-]{43}/.exec(lines.join(''))?.[0]);
  expect(links.every((link) => link !== undefined)).toBe(true);
  expect(links[0]).not.toBe(links[1]);
  expect(third.join('')).not.toContain('/thiet-lap');
});

test('who came in through the demo is out once the server starts without it', async () => {
  const dataDir = join(folder, 'demo');
  const first = await openServer({ env: { DEMO: '1' }, dataDir });
  const visitor = await signInAs(first.url, 'truongban');
  const cookie = visitor.headers['cookie'] ?? '';
  await first.close();
  const statusOf = async (server: OpenServer): Promise<number> => {
    const { status } = await fetch(`${server.url}/api/me`, { headers: { cookie } });
    await server.close();
    return status;
  };

  expect(await statusOf(await openServer({ env: { DEMO: '1' }, dataDir }))).toBe(200);
  expect(await statusOf(await openServer({ dataDir }))).toBe(401);
}, 60_000);

test.each([
  ['not JSON', '{'],
  ['a list', '[]'],
  ['an unknown limit', '{"requestBursts": 1}'],
  ['a limit that is no number', '{"requestBurst": "many"}'],
])('limits in %s end the start with one line', async (_, text) => {
  const file = join(folder, 'limits.json');
  await writeFile(file, text);

  expect(await refusal({ LIMITS_FILE: file })).toMatch(/^LIMITS_FILE: [^\n]+$/);
});

test('a port in use ends the start with one line that names it, and the store is free again', async () => {
  const port = new URL(server.url).port;

  expect(await refusal({ PORT: port })).toMatch(new RegExp(`^PORT: [^\\n]*${port}[^\\n]*$`));
  expect(await refusal({})).toBe('started');
});

test('a running server lives and is ready', async () => {
  const [health, ready] = await Promise.all([fetch(`${server.url}/healthz`), fetch(`${server.url}/readyz`)]);

  expect([health.status, ready.status]).toEqual([200, 200]);
});

test('figures are shown to this machine', async () => {
  const answer = await fetch(`${server.url}/metrics`);

  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain('dongthao_connections 0');
});

test('figures under a token are shown to who bears it, and exist for nobody else', async () => {
  const guarded = await openServer({ env: { METRICS_TOKEN: 'a-token-of-many-letters' } });
  const ask = async (authorization?: string): Promise<number> =>
    (await fetch(`${guarded.url}/metrics`, authorization === undefined ? {} : { headers: { authorization } })).status;

  const statuses = [
    await ask(),
    await ask('Bearer a-token-of-many-lettersx'),
    await ask('Bearer a-token-of-many-letters'),
  ];
  await guarded.close();

  expect(statuses).toEqual([404, 404, 200]);
});
