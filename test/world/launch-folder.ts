import { spawn, type ChildProcess } from 'node:child_process';
import { cp, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from '#test/world/root.ts';

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface LaunchFolder {
  readonly path: string;
  write(name: string, text: string): Promise<void>;
  /** Starts `node ARGS` in the folder. */
  start(args: readonly string[], env?: Readonly<Record<string, string>>): ChildProcess;
  /** Runs `node ARGS` in the folder to its end. */
  run(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ended>;
  remove(): Promise<void>;
}

/**
 * The launch scripts in a clone with next to nothing in it: one package that lies in the folder itself, sources without
 * content, a builder that only notes what it was asked for, and a server that says what happens to it.
 */
export async function openLaunchFolder(): Promise<LaunchFolder> {
  const path = await realpath(await mkdtemp(join(tmpdir(), 'launch-')));
  const write = async (name: string, text: string): Promise<void> => {
    await mkdir(dirname(join(path, name)), { recursive: true });
    await writeFile(join(path, name), text);
  };
  await cp(join(root, 'server/launch'), join(path, 'server/launch'), { recursive: true });
  for (const [name, text] of Object.entries(files)) await write(name, text);

  const start: LaunchFolder['start'] = (args, env = {}) =>
    spawn(process.execPath, [...args], {
      cwd: path,
      env: { ...withoutNpm(process.env), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  return {
    path,
    write,
    start,
    run: (args, env) => untilEnd(start(args, env)),
    remove: () => rm(path, { recursive: true, force: true }),
  };
}

/** What a process said, once it has ended. */
export function untilEnd(child: ChildProcess): Promise<Ended> {
  const said = { out: '', err: '' };
  child.stdout?.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (said.err += chunk.toString()));
  return new Promise((settle, fail) => {
    child.once('error', fail);
    child.once('close', (code) => settle({ code, ...said }));
  });
}

const lock = {
  name: 'clone',
  version: '1.0.0',
  lockfileVersion: 3,
  requires: true,
  packages: {
    '': { name: 'clone', version: '1.0.0', dependencies: { inner: 'file:inner' } },
    inner: { version: '1.0.0' },
    'node_modules/inner': { resolved: 'inner', link: true },
  },
};

const files = {
  'package.json': '{"name":"clone","version":"1.0.0","type":"module","dependencies":{"inner":"file:inner"}}',
  'package-lock.json': JSON.stringify(lock),
  'inner/package.json': '{"name":"inner","version":"1.0.0"}',
  'client/a.ts': '',
  'shared/a.ts': '',
  'server/a.ts': '',
  'server/launch/build.mjs': `
    import { appendFileSync, mkdirSync } from 'node:fs';
    if (process.env.BUILD_FAILS) process.exit(3);
    appendFileSync('built.txt', process.argv.slice(2).join(' ') + '\\n');
    for (const half of ['client', 'server']) mkdirSync('dist/' + half, { recursive: true });`,
  'dist/server/main.mjs': `
    export async function startServer(env) {
      if (env.START_FAILS) throw new Error('The port is taken');
      const timer = setInterval(() => undefined, 1000);
      console.log('started');
      return {
        address: 'http://127.0.0.1:1',
        async stop() {
          await new Promise((settle) => setTimeout(settle, 200));
          clearInterval(timer);
          console.log('stopped');
        },
      };
    }`,
  'dist/server/cli.mjs': `
    export async function runCli(args) {
      console.log(args.join('|'));
      return args.length === 0 ? 2 : 0;
    }`,
};

/** A clone of its own: nothing of the npm that runs these tests, but its program, which may be the only one there is. */
function withoutNpm(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => name === 'npm_execpath' || !name.startsWith('npm_'));
  return { ...Object.fromEntries(kept), DATA_DIR: 'data' };
}
