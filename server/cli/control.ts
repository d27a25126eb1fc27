import { randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdtemp, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { createServer, connect, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { inBothLanguages } from '#shared/messages/both-languages.ts';
import type { Context } from '#server/context.ts';
import { commandSchema, outcomeSchema, runCommand, type Command, type Outcome } from './commands.ts';

/**
 * The way from the command line into a running server, so that its store has one writing process. One line of JSON asks, one answers.
 * Where it is and the secret for it lie in `control.json`, which only the owner of the data folder may read.
 */
export interface Control {
  close(): Promise<void>;
}

const placeSchema = z.object({ path: z.string(), secret: z.string() });
type Place = z.output<typeof placeSchema>;

const requestSchema = z.object({ secret: z.string(), command: commandSchema });

/** A command is short; a whole report as base64 is not. */
const LONGEST_REQUEST = 64 * 1024;
const ASK_WITHIN_MS = 5_000;
const CONNECT_WITHIN_MS = 2_000;
const PRIVATE_FILE = 0o600;

/** Listens for commands until it is closed. The store must be open: what a killed server left of its own way in is cleared away. */
export async function openControl(context: Context, dataDir: string): Promise<Control> {
  const left = await readPlace(dataDir);
  if (left !== undefined) await removePlace(dataDir, left);
  const place: Place = { path: await makePath(), secret: randomBytes(32).toString('base64url') };
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    serve(context, place.secret, socket);
  });
  await listenAt(server, place.path);
  await writePlace(dataDir, place);
  return {
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
      await removePlace(dataDir, place);
    },
  };
}

/** Has the running server do the command; undefined when none answers for this data folder. */
export async function askControl(dataDir: string, command: Command): Promise<Outcome | undefined> {
  const place = await readPlace(dataDir);
  const socket = place && (await tryConnect(place.path));
  if (place === undefined || socket === undefined) return undefined;
  try {
    socket.write(`${JSON.stringify({ secret: place.secret, command })}\n`);
    const answer = await readLine(socket);
    if (answer === undefined) return { kind: 'failed', text: '', line: inBothLanguages('commands.serverEnded') };
    return outcomeSchema.parse(JSON.parse(answer));
  } finally {
    socket.destroy();
  }
}

function serve(context: Context, secret: string, socket: Socket): void {
  socket.on('error', () => socket.destroy());
  const late = setTimeout(() => socket.destroy(), ASK_WITHIN_MS);
  let asked = '';
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    asked += chunk;
    if (asked.length > LONGEST_REQUEST) socket.destroy();
    const end = asked.indexOf('\n');
    if (end === -1) return;
    clearTimeout(late);
    socket.removeAllListeners('data');
    answer(context, secret, asked.slice(0, end)).then(
      (outcome) => socket.end(`${JSON.stringify(outcome)}\n`),
      () => socket.destroy(),
    );
  });
  socket.once('close', () => clearTimeout(late));
}

async function answer(context: Context, secret: string, line: string): Promise<Outcome> {
  const request = requestSchema.parse(JSON.parse(line));
  const given = Buffer.from(request.secret);
  const wanted = Buffer.from(secret);
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) throw new Error('The secret is wrong');
  return runCommand(context, request.command);
}

/** Short, as the address of a Unix socket has room for 107 bytes; a named pipe has no place in a folder. */
async function makePath(): Promise<string> {
  if (process.platform === 'win32') return `\\\\.\\pipe\\dong-thao-${randomBytes(12).toString('hex')}`;
  return join(await mkdtemp(join(tmpdir(), 'dt-')), 's');
}

function listenAt(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
}

async function writePlace(dataDir: string, place: Place): Promise<void> {
  const incoming = join(dataDir, 'control.json.new');
  await writeFile(incoming, JSON.stringify(place), { mode: PRIVATE_FILE });
  await rename(incoming, join(dataDir, 'control.json'));
}

async function removePlace(dataDir: string, place: Place): Promise<void> {
  const kept = await readPlace(dataDir);
  if (kept?.path === place.path) await rm(join(dataDir, 'control.json'), { force: true });
  if (process.platform === 'win32') return;
  await rm(place.path, { force: true });
  await rmdir(dirname(place.path)).catch(() => undefined);
}

async function readPlace(dataDir: string): Promise<Place | undefined> {
  const text = await readFile(join(dataDir, 'control.json'), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return placeSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Nobody listens where a server was killed. */
function tryConnect(path: string): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.setTimeout(CONNECT_WITHIN_MS, () => {
      socket.destroy();
      resolve(undefined);
    });
    socket.once('connect', () => {
      socket.setTimeout(0);
      resolve(socket);
    });
    socket.on('error', () => resolve(undefined));
  });
}

async function readLine(socket: Socket): Promise<string | undefined> {
  for await (const line of createInterface({ input: socket, crlfDelay: Infinity })) return line;
  return undefined;
}
