import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '#server/main.ts';

export interface OpenServer {
  /** `http://127.0.0.1:…`, without a slash at its end. */
  readonly url: string;
  readonly dataDir: string;
  /** Stops it and, unless the folder was given, takes its folder away. */
  close(): Promise<void>;
}

export interface OpenServerOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Limits to raise. */
  readonly limits?: Readonly<Record<string, number>>;
  /** Kept when the server closes; without it the server has a folder that goes with it. */
  readonly dataDir?: string;
}

/** The real server from its sources in this process: on a free port, silent, over a folder of its own. */
export async function openServer(options: OpenServerOptions = {}): Promise<OpenServer> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'dong-thao-')));
  const remove = async (): Promise<void> => {
    if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
  };
  try {
    const server = await startServer({
      PORT: '0',
      DATA_DIR: dataDir,
      LOG_LEVEL: 'silent',
      ...(options.limits === undefined ? {} : { LIMITS_FILE: await writeLimits(dataDir, options.limits) }),
      ...options.env,
    });
    return {
      url: server.address,
      dataDir,
      async close() {
        await server.stop();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function writeLimits(dataDir: string, limits: Readonly<Record<string, number>>): Promise<string> {
  const file = join(dataDir, 'limits.json');
  await writeFile(file, JSON.stringify(limits));
  return file;
}

/** One person's calls, by the cookie that the demo's sign-in gives. */
export interface Visitor {
  /** Who it is and whose page it comes from, for a request made otherwise. */
  readonly headers: Readonly<Record<string, string>>;
  call(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Called>;
  /** Sends one file, in the field `file`. */
  upload(path: string, bytes: Uint8Array<ArrayBuffer>): Promise<Called>;
  /** An answer that goes on until it is left. */
  stream(path: string, signal: AbortSignal): Promise<Response>;
}

interface Called {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed text; undefined where it is no JSON. */
  readonly json: unknown;
}

/** Somebody who is not signed in. */
export function stranger(url: string): Visitor {
  return visitor(url, undefined);
}

/** Signs in as a person of the demo. */
export async function signInAs(url: string, login: string): Promise<Visitor> {
  const answer = await stranger(url).call('POST', '/api/demo/session', { login });
  if (answer.status !== 204) throw new Error(`${login} could not sign in: ${answer.text}`);
  return visitor(url, answer.headers.getSetCookie()[0]?.split(';')[0]);
}

function visitor(url: string, cookie: string | undefined): Visitor {
  // As a browser does from a page of ours.
  const own = { origin: url, ...(cookie === undefined ? {} : { cookie }) };
  return {
    headers: own,
    async call(method, path, body, headers = {}) {
      const sent: RequestInit = { method, headers: { ...own, ...headers } };
      if (body !== undefined) {
        sent.headers = { 'content-type': 'application/json', ...own, ...headers };
        sent.body = JSON.stringify(body);
      }
      return readAnswer(await fetch(url + path, sent));
    },
    async upload(path, bytes) {
      const form = new FormData();
      form.append('file', new Blob([bytes]), 'picture');
      return readAnswer(await fetch(url + path, { method: 'POST', headers: own, body: form }));
    },
    stream: (path, signal) => fetch(url + path, { headers: own, signal }),
  };
}

async function readAnswer(response: Response): Promise<Called> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: parse(text) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
