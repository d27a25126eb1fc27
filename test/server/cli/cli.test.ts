import { spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { requireBuilds } from '#server/launch/builds.mjs';
import { startServer, type RunningServer } from '#server/main.ts';
import { root } from '#test/world/root.ts';

/** What people call; it runs the built program, which is made beforehand so that no command tells of it. */
const PROGRAM = join(root, 'server/launch/cli.mjs');
beforeAll(() => requireBuilds(['server']), 120_000);

describe('the command line with no server running', { timeout: 60_000 }, () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cli-'));
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('adds an administrator with the password that is given on the standard input', async () => {
    const added = await run(folder, ['create-admin', 'Chi.Lan', '--name', 'Lan'], 'a long enough one\n');
    const again = await run(folder, ['create-admin', 'chi.lan'], 'a long enough one\n');

    expect(added).toMatchObject({ code: 0, errors: '' });
    expect(added.output).not.toContain('a long enough one');
    expect(again).toEqual({
      code: 1,
      output: '',
      errors: 'Tên đăng nhập chi.lan đã có người dùng. · The login chi.lan is taken.\n',
    });
  });

  it('makes a password where none is given, and refuses a short one', async () => {
    const made = await run(folder, ['create-admin', 'lan'], '');
    const short = await run(folder, ['create-admin', 'minh'], 'short\n');

    expect(made.output).toMatch(/Password, shown this once: ([a-z2-9]{4}-){4}[a-z2-9]{4}\n$/);
    expect(short).toMatchObject({ code: 1, output: '' });
    expect(short.errors).toMatch(/^[^\n]*at least 12[^\n]*\n$/);
  });

  it('says what is wrong with its usage, and changes nothing', async () => {
    const unknown = await run(folder, ['dance']);
    const lacking = await run(folder, ['token']);

    expect([unknown.code, lacking.code]).toEqual([2, 2]);
    expect(unknown.errors).toMatch(/^Không có lệnh “dance”[^\n]* · There is no command “dance”[^\n]*\n$/);
    expect(lacking.errors).toMatch(/^Thiếu “login”[^\n]* · “login” is missing[^\n]*\n$/);
    await expect(stat(join(folder, 'dong-thao.db'))).rejects.toThrow();
  });

  it('shows its commands in both languages, and keeps them apart from what was asked wrongly', async () => {
    const asked = await run(folder, ['--help']);
    const nothing = await run(folder, []);

    expect(asked).toMatchObject({ code: 0, errors: '' });
    expect(asked.output).toContain('Cách dùng · Usage: npm run cli --');
    for (const name of ['create-admin', 'demo', 'token', 'export', 'verify'])
      expect(asked.output).toMatch(new RegExp(`^ +${name} [^·]+ · [^·]+`, 'm'));
    expect(nothing).toMatchObject({ code: 2, output: '' });
    expect(nothing.errors).toBe(asked.output);
  });

  it('names the setting that is wrong', async () => {
    const failed = await run(folder, ['verify'], '', { PORT: 'abc' });

    expect(failed).toMatchObject({
      output: '',
      errors: 'PORT: phải là số từ 0 đến 65535 · must be a number from 0 to 65535\n',
    });
    expect(failed.code).not.toBe(0);
  });
});

describe('the command line with a committee in the store', { timeout: 60_000 }, () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cli-'));
    expect((await run(folder, ['demo'])).code).toBe(0);
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('says that the demo was there before, and plays it no second time', async () => {
    const again = await run(folder, ['demo']);

    expect(again).toMatchObject({ code: 0, errors: '' });
    expect(again.output).toMatch(/không có gì thay đổi\. · [^\n]*nothing was changed\.\n$/);
  });

  it('prints nothing but a token', async () => {
    const { code, output, errors } = await run(folder, ['token', 'uyvien1']);

    expect([code, errors]).toEqual([0, '']);
    expect(output).toMatch(/^[A-Za-z0-9_-]{43}\n$/);
  });

  it('writes the report to a file, and names the reports there are to who asks for another', async () => {
    const file = join(folder, 'report.docx');

    const asked = await run(folder, ['export', 'unknown', '--out', file]);
    const id = /Reports: (\S+)\./.exec(asked.errors)?.[1] ?? '';
    const written = await run(folder, ['export', id, '--format', 'docx', '--out', file]);

    expect(asked).toMatchObject({ code: 1, output: '' });
    expect(written).toMatchObject({ code: 0, errors: '' });
    expect((await readFile(file)).subarray(0, 2).toString()).toBe('PK');
  });

  it('finds all well where nothing was tampered with', async () => {
    expect(await run(folder, ['verify'])).toMatchObject({ code: 0, errors: '' });
  });

  it('opens the store itself where a killed server left its way in', async () => {
    const left = await mkdtemp(join(tmpdir(), 'cli-'));
    await cp(folder, left, { recursive: true });
    await writeFile(
      join(left, 'control.json'),
      JSON.stringify({ path: join(left, 'gone', 's'), secret: 'of the dead' }),
    );

    expect(await run(left, ['verify'])).toMatchObject({ code: 0, errors: '' });
    await rm(left, { recursive: true, force: true });
  });

  it('names each text and each entry that was tampered with', async () => {
    const broken = await mkdtemp(join(tmpdir(), 'cli-'));
    await cp(folder, broken, { recursive: true });
    const database = new Database(join(broken, 'dong-thao.db'));
    const [gap, changed] = textsIn(database);
    database.prepare('update documents set last_seq = last_seq + 1 where id = ?').run([gap]);
    database.prepare('update updates set hash = zeroblob(32) where document_id = ? and seq = 1').run([changed]);
    database.exec("update audit set action = 'nothing' where seq = 7");
    database.close();

    const found = await run(broken, ['verify']);

    expect(found.code).toBe(1);
    expect(found.output).toMatch(new RegExp(`Text ${gap}: update \\d+ is missing`));
    expect(found.output).toContain(`Text ${changed}: update 1 is not as it was stored`);
    expect(found.output).toContain('Audit entry 7 was changed');
    expect(found.errors).toMatch(/^\d chỗ hỏng [^\n]+ · \d faults in [^\n]+\n$/);
    await rm(broken, { recursive: true, force: true });
  });
});

describe('the command line beside a running server', { timeout: 60_000 }, () => {
  let folder: string;
  let server: RunningServer;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cli-'));
    server = await startServer({ DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'silent' });
  });

  afterAll(async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('has the server do the work, which then knows the people and their tokens', async () => {
    expect((await run(folder, ['demo'])).code).toBe(0);

    const token = (await run(folder, ['token', 'truongban'])).output.trim();
    const me = await fetch(`${server.address}/api/me`, { headers: { authorization: `Bearer ${token}` } });

    expect(me.status).toBe(200);
    expect(await me.json()).toMatchObject({ login: 'truongban' });
    expect((await run(folder, ['verify'])).code).toBe(0);
  });

  it('keeps the way in for the owner of the data folder alone', async () => {
    expect((await stat(join(folder, 'control.json'))).mode & 0o777).toBe(0o600);
  });

  it('lets no second server on the same data folder, and says so in one sentence', async () => {
    const second = startServer({ DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'silent' });

    await expect(second).rejects.toThrow(/^DATA_DIR: [^\n]* · DATA_DIR: another program is using the data [^\n]*$/);
  });
});

interface Ran {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

function run(folder: string, args: readonly string[], input = '', env: NodeJS.ProcessEnv = {}): Promise<Ran> {
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    cwd: root,
    env: { ...process.env, DATA_DIR: folder, ...env },
    stdio: 'pipe',
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  child.stdin.end(input);
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, output, errors })));
}

function textsIn(database: Database.Database): readonly string[] {
  const rows = database.prepare('select document_id from updates group by document_id limit 2').raw().all([]);
  return rows.map((row) => (Array.isArray(row) ? String(row[0]) : ''));
}
