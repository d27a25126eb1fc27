import { readFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { networkInterfaces } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inBothLanguages, type TerminalKey } from '#shared/messages/both-languages.ts';
import { makeSetUpLink } from '#server/actions/first-run.ts';
import { endDemoSessions } from '#server/actions/session.ts';
import { openControl, type Control } from '#server/cli/control.ts';
import { drawQr } from '#server/cli/qr.ts';
import { isLoopback, namesOfUnused, parseConfig, type Config } from '#server/config.ts';
import { playDemo } from '#server/demo/play.ts';
import { listen, type HttpServer } from '#server/http/listen.ts';
import { startJobs, type Jobs } from '#server/jobs/start.ts';
import { openNode, type Node } from '#server/node.ts';

export interface RunningServer {
  /** `http://127.0.0.1:3000`, without a slash at its end. */
  readonly address: string;
  /** Where the first account is made; undefined once there is one. */
  readonly setUpPath: string | undefined;
  stop(): Promise<void>;
}

/** What stands in for the built client while the program is being developed. */
export interface Development {
  readonly clientMiddleware: Middleware;
}

type Middleware = (
  request: Parameters<RequestListener>[0],
  response: Parameters<RequestListener>[1],
  next: (error?: unknown) => void,
) => void;

/**
 * Starts the whole server. Rejects with one sentence, for who started it, when a setting can't be used or the port can't be had; then
 * nothing is left open. The log may be somebody else's.
 */
export async function startServer(
  env: NodeJS.ProcessEnv,
  development?: Development,
  log?: Node['context']['log'],
): Promise<RunningServer> {
  const config = parseConfig(env);
  const node = await openNode(config, log);
  try {
    if (config.demo && (await playDemo(node.context)) === 'cut off')
      throw new Error(inBothLanguages('console.demoCutOff'));
    await endDemoSessions(node.context);
    const http = await startHttp(config, node, development);
    const edges = await openEdges(config, node).catch(async (error: unknown) => {
      await http.stop();
      throw error;
    });
    const addresses = addressesOf(config.host, http.port);
    const [address = ''] = addresses;
    node.context.log.info({ address, demo: config.demo }, 'server.listening');
    const setUpPath = await makeSetUpLink(node.context);
    if (config.logLevel !== 'silent') greet(config, addresses, setUpPath);
    return {
      address,
      setUpPath,
      async stop() {
        await edges.control.close();
        await Promise.all([http.stop(), edges.jobs.stop()]);
        await node.close();
      },
    };
  } catch (error) {
    await node.close();
    throw error;
  }
}

async function openEdges(config: Config, node: Node): Promise<{ readonly control: Control; readonly jobs: Jobs }> {
  const control = await openControl(node.context, config.dataDir);
  try {
    return { control, jobs: await startJobs(node.context, node.limits) };
  } catch (error) {
    await control.close();
    throw error;
  }
}

/** Where people reach the server: on every address of the machine there are several, this machine's own first. */
function addressesOf(host: string, port: number): readonly string[] {
  const isEvery = host === '0.0.0.0' || host === '::';
  const outside = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter((one) => !one.internal && one.family === 'IPv4');
  const names = isEvery ? ['127.0.0.1', ...outside.map((one) => one.address)] : [host];
  return names.map((name) => `http://${name.includes(':') ? `[${name}]` : name}:${port}`);
}

function greet(config: Config, addresses: readonly string[], setUpPath: string | undefined): void {
  const reached = config.publicUrl === undefined ? addresses : [config.publicUrl];
  for (const address of reached) say('console.address', { address });
  const unused = namesOfUnused(config);
  if (unused.length > 0) say('console.unusedSettings', { names: unused.join(', ') });
  if (config.demo) say('console.demo');
  if (setUpPath === undefined) return;
  // Where others can reach it, the one of the network: a phone that reads the code is not this machine.
  const link = `${(reached[1] ?? reached[0] ?? '').replace(/\/$/, '')}${setUpPath}`;
  say('console.setUp');
  process.stderr.write(`${link}\n`);
  if (process.stderr.isTTY && !config.demo) process.stderr.write(`${drawQr(link)}\n`);
}

async function startHttp(config: Config, node: Node, development: Development | undefined): Promise<HttpServer> {
  const { context, sync, limits } = node;
  const { host, port, publicUrl, metricsToken } = config;
  const root = programFolder();
  const client = development?.clientMiddleware ?? join(root, 'dist', 'client');
  const version = await readVersion(root);
  const hasPolicy = development === undefined || !isLoopback(host);
  return listen({ context, sync, limits, host, port, publicUrl, metricsToken, version, client, hasPolicy }).catch(
    (cause: unknown) => {
      const key = LISTEN_TEXTS.get(codeOf(cause));
      throw key === undefined ? cause : new Error(inBothLanguages(key, { host, port: String(port) }), { cause });
    },
  );
}

const LISTEN_TEXTS = new Map<unknown, TerminalKey>([
  ['EADDRINUSE', 'console.portTaken'],
  ['EACCES', 'console.portForbidden'],
  ['EADDRNOTAVAIL', 'console.hostUnknown'],
  ['ENOTFOUND', 'console.hostUnknown'],
]);

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

/** The folder with `package.json`: this file runs from `server`, built from `dist/server`. */
function programFolder(): string {
  const above = dirname(dirname(fileURLToPath(import.meta.url)));
  return basename(above) === 'dist' ? dirname(above) : above;
}

async function readVersion(root: string): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const isNamed = typeof manifest === 'object' && manifest !== null && 'version' in manifest;
  return isNamed && typeof manifest.version === 'string' ? manifest.version : '';
}

/** To stderr, as the launch scripts do: stdout belongs to the log. */
function say(key: TerminalKey, slots: Readonly<Record<string, string>> = {}): void {
  process.stderr.write(`${inBothLanguages(key, slots)}\n`);
}
