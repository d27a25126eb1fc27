import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { committeeSchema } from '#shared/protocol/committees.ts';
import { reportSchema, type Report } from '#shared/protocol/reports.ts';
import { meSchema } from '#shared/protocol/session.ts';
import { parseConfig } from '#server/config.ts';
import { playDemo } from '#server/demo/play.ts';
import { listen } from '#server/http/listen.ts';
import { requireBuilds } from '#server/launch/builds.mjs';
import { startServer } from '#server/main.ts';
import { openNode } from '#server/node.ts';
import { openKeptLog } from '#test/world/kept-log.ts';
import { root } from '#test/world/root.ts';

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
    const env = {
      PORT: '0',
      DATA_DIR: dataDir,
      LOG_LEVEL: 'silent',
      ...(options.limits === undefined ? {} : { LIMITS_FILE: await writeLimits(dataDir, options.limits) }),
      ...options.env,
    };
    const server = await startServer(env, undefined, openKeptLog());
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

export interface FullableServer extends OpenServer {
  /** From now on the store's file has no room for another page, as on a full disk. */
  fill(): Promise<void>;
  /** There is room again. */
  makeRoom(): Promise<void>;
}

/** The built screens over a server in this process, with the founding example in a store that can be full. */
export async function openFullableServer(): Promise<FullableServer> {
  await requireBuilds(['client']);
  const dataDir = await mkdtemp(join(tmpdir(), 'dong-thao-'));
  const node = await openNode(parseConfig({ DATA_DIR: dataDir, DEMO: '1' }), openKeptLog());
  await playDemo(node.context);
  const { storage } = node.context;
  const http = await listen({
    ...node,
    host: '127.0.0.1',
    port: 0,
    publicUrl: undefined,
    metricsToken: undefined,
    version: '',
    client: join(root, 'dist', 'client'),
    hasPolicy: true,
  });
  // A limit of the writer's own connection, so it is set through a transaction.
  const limitPages = async (count: number): Promise<void> => {
    await storage.transact((tx) => sql.raw(`pragma max_page_count=${count}`).execute(tx));
  };
  return {
    url: `http://127.0.0.1:${http.port}`,
    dataDir,
    async fill() {
      const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(storage.rows);
      await limitPages(rows[0]?.page_count ?? 0);
    },
    makeRoom: () => limitPages(MOST_PAGES),
    async close() {
      await http.stop();
      await node.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

const MOST_PAGES = 1_073_741_823;

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

/** Who came in by an answer that gave a session. */
export function visitorWith(url: string, answer: Pick<Called, 'headers'>): Visitor {
  return visitor(url, answer.headers.getSetCookie()[0]?.split(';')[0]);
}

/** Signs in as a person of the demo. */
export async function signInAs(url: string, login: string): Promise<Visitor> {
  const answer = await stranger(url).call('POST', '/api/demo/session', { login });
  if (answer.status !== 204) throw new Error(`${login} could not sign in: ${answer.text}`);
  return visitorWith(url, answer);
}

/** The report of the founding example, as its reader may know it. */
export async function readReport(reader: Visitor): Promise<Report> {
  const { committees } = meSchema.parse((await reader.call('GET', '/api/me')).json);
  const committee = committeeSchema.parse((await reader.call('GET', `/api/committees/${committees[0]?.id}`)).json);
  return reportSchema.parse((await reader.call('GET', `/api/reports/${committee.reports[0]?.id}`)).json);
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
