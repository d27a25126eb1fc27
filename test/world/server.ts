import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { keepLines } from '#test/world/kept-log.ts';
import { root } from '#test/world/root.ts';

const startWithinMs = 120_000;
const stopWithinMs = 20_000;

export interface ServerProcess {
  /** `http://127.0.0.1:…`, without a slash at its end. */
  readonly url: string;
  readonly pid: number;
  readonly dataDir: string;
  /** All that it has said so far, log and errors. */
  logs(): string;
  /** Ends it as a power cut would; resolves when it is gone. */
  kill9(): Promise<void>;
  /** Asks it to stop as a service manager would, and waits. Fails when it has to be killed. */
  stop(): Promise<void>;
}

export interface ServerProcessOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Kept when the server ends; without it the server has a folder that goes with it. */
  readonly dataDir?: string;
}

/** Runs the built server by `server/launch/start.mjs` in a process of its own, on a free port, until it says that it is ready. */
export async function startServerProcess(options: ServerProcessOptions = {}): Promise<ServerProcess> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'dong-thao-')));
  const child = spawn(process.execPath, [join(root, 'server/launch/start.mjs')], {
    cwd: root,
    // The name of a script of npm makes it end with us, whatever happens to us.
    env: {
      npm_lifecycle_event: 'test',
      LOG_LEVEL: 'debug',
      ...process.env,
      PORT: '0',
      HOST: '127.0.0.1',
      DATA_DIR: dataDir,
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const logs = collect(child);
  const ended = new Promise<void>((settle) => child.once('close', () => settle()));
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    await ended;
    keepLines(logs());
    if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
  };
  try {
    const url = await hearAddress(child, logs);
    await waitUntilReady(url, child, logs);
    return {
      url,
      pid: child.pid ?? 0,
      dataDir,
      logs,
      kill9: () => end('SIGKILL'),
      async stop() {
        const late = setTimeout(() => child.kill('SIGKILL'), stopWithinMs);
        await end('SIGTERM');
        clearTimeout(late);
        if (child.signalCode === 'SIGKILL') throw new Error(`The server did not stop: ${logs()}`);
      },
    };
  } catch (error) {
    await end('SIGKILL');
    throw error;
  }
}

function collect(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
  return () => text;
}

function hearAddress(child: ChildProcess, logs: () => string): Promise<string> {
  return new Promise((settle, fail) => {
    const late = setTimeout(() => fail(new Error(`The server did not start: ${logs()}`)), startWithinMs);
    child.once('close', (code) => {
      clearTimeout(late);
      fail(new Error(`The server ended with ${code}: ${logs()}`));
    });
    child.once('message', (message: unknown) => {
      clearTimeout(late);
      settle(parseAddress(message));
    });
  });
}

function parseAddress(message: unknown): string {
  if (typeof message === 'object' && message !== null && 'address' in message && typeof message.address === 'string')
    return message.address.replace(/\/$/, '');
  throw new Error(`The server said no address but ${JSON.stringify(message)}`);
}

async function waitUntilReady(url: string, child: ChildProcess, logs: () => string): Promise<void> {
  const until = Date.now() + stopWithinMs;
  while (child.exitCode === null && Date.now() < until) {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    if (answer?.ok === true) return;
    await delay(50);
  }
  throw new Error(`The server is not ready: ${logs()}`);
}
