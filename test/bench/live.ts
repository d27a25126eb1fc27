import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import WebSocket from 'ws';
import * as Y from 'yjs';
import { FRAME_TYPES, readServerFrame, SUBPROTOCOL } from '#shared/protocol/frames.ts';
import { startServerProcess } from '#test/world/server.ts';
import { report } from './report.ts';

/**
 * One text in which 60 people are and 30 of them type five times a second: how long until a change is acknowledged as being on disk, and
 * until the others have it. The clients take frames apart and apply nothing, so that the server is measured and not they.
 */
const SOCKETS = 60;
const TYPISTS = 30;
const TYPE_EVERY_MS = 200;
const MEASURED_MS = 20_000;
const WARM_UP_MS = 2_000;

const acknowledged: number[] = [];
const delivered: number[] = [];
const typedAt: number[] = [];
let closes = 0;
let isMeasuring = false;

const dataDir = await mkdtemp(join(tmpdir(), 'bench-live-'));
const limitsFile = join(dataDir, 'limits.json');
await writeFile(limitsFile, JSON.stringify({ socketsPerAccount: SOCKETS, requestsPerSecond: 1_000 }));
const server = await startServerProcess({ dataDir, env: { DEMO: '1', LIMITS_FILE: limitsFile, LOG_LEVEL: 'warn' } });
try {
  const cookie = await signIn();
  const address = `${server.url.replace('http', 'ws')}/sync/${await findOwnDocument(cookie)}`;
  const clients = await Promise.all(Array.from({ length: SOCKETS }, () => connect(address, cookie)));
  const stop = Date.now() + WARM_UP_MS + MEASURED_MS;
  const typing = clients.slice(0, TYPISTS).map((client, at) => typeUntil(client, stop, (at * TYPE_EVERY_MS) / TYPISTS));
  await delay(WARM_UP_MS);
  isMeasuring = true;
  await Promise.all(typing);
  await delay(500);
  isMeasuring = false;
  for (const client of clients) client.socket.terminate();
  reportAll('acknowledged as on disk', acknowledged, 'p99 ≤ 100 ms');
  reportAll('seen by another', delivered, 'p95 ≤ 120 ms');
  report({ work: 'changes in the time measured', value: acknowledged.length, unit: '' });
  report({ work: 'connections closed by the server', value: closes, unit: '', goal: '0' });
} finally {
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
}

interface Client {
  readonly socket: WebSocket;
  readonly doc: Y.Doc;
  /** When each sync frame was given to the socket, by its number from 1. */
  readonly sentAt: number[];
}

async function signIn(): Promise<string> {
  const answer = await fetch(`${server.url}/api/demo/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url },
    body: JSON.stringify({ login: 'thuongtruc1' }),
  });
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0];
  if (cookie === undefined) throw new Error(`Nobody could sign in: ${answer.status}`);
  return cookie;
}

/** A part of the report, in which the bureau writes. */
async function findOwnDocument(cookie: string): Promise<string> {
  const me = await getJson<{ committees: { id: string }[] }>('/api/me', cookie);
  const committee = await getJson<{ reports: { id: string }[] }>(`/api/committees/${me.committees[0]?.id}`, cookie);
  const report = await getJson<{ parts: { documentId: string }[] }>(`/api/reports/${committee.reports[0]?.id}`, cookie);
  const documentId = report.parts[0]?.documentId;
  if (documentId === undefined) throw new Error('The report has no parts');
  return documentId;
}

async function getJson<Answer>(path: string, cookie: string): Promise<Answer> {
  const answer = await fetch(server.url + path, { headers: { cookie } });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return (await answer.json()) as Answer;
}

async function connect(address: string, cookie: string): Promise<Client> {
  const socket = new WebSocket(address, [SUBPROTOCOL], { headers: { cookie } });
  const client: Client = { socket, doc: new Y.Doc(), sentAt: [0] };
  let acknowledgedFrames = 0;
  const synced = new Promise<void>((settle, fail) => {
    socket.once('open', () => socket.send(syncFrame(0, Y.encodeStateVector(client.doc))));
    socket.once('error', fail);
    socket.on('close', (code) => {
      if (code !== 1006) closes += 1;
    });
    socket.on('message', (data: Buffer) => {
      const now = performance.now();
      const decoder = decoding.createDecoder(new Uint8Array(data));
      const type = decoding.readVarUint(decoder);
      if (type === FRAME_TYPES.sync) {
        const kind = decoding.readVarUint(decoder);
        const bytes = decoding.readVarUint8Array(decoder);
        if (kind === 1) {
          Y.applyUpdate(client.doc, bytes);
          settle();
        }
        if (kind === 2) noteDelivered(bytes, now);
      } else if (type === FRAME_TYPES.saved) {
        const frame = readServerFrame(type, decoder);
        const frames = frame.kind === 'saved' ? frame.frames : 0;
        for (let at = acknowledgedFrames + 1; at <= frames; at += 1) {
          if (isMeasuring) acknowledged.push(now - (client.sentAt[at] ?? now));
        }
        acknowledgedFrames = frames;
      }
    });
  });
  await synced;
  return client;
}

/** Each change is a word `<n>`; `typedAt` knows when. */
function noteDelivered(bytes: Uint8Array, now: number): void {
  if (!isMeasuring) return;
  for (const match of Buffer.from(bytes)
    .toString('latin1')
    .matchAll(/<(\d+)>/g)) {
    delivered.push(now - (typedAt[Number(match[1])] ?? now));
  }
}

async function typeUntil({ socket, doc, sentAt }: Client, stop: number, firstMs: number): Promise<void> {
  const paragraph = new Y.XmlElement('paragraph');
  const text = new Y.XmlText();
  doc.on('update', (update: Uint8Array) => {
    sentAt.push(performance.now());
    socket.send(syncFrame(2, update));
  });
  doc.transact(() => {
    paragraph.insert(0, [text]);
    doc.getXmlFragment('default').push([paragraph]);
  });
  await delay(firstMs);
  while (Date.now() < stop) {
    typedAt.push(performance.now());
    text.insert(text.length, `<${typedAt.length - 1}>`);
    await delay(TYPE_EVERY_MS);
  }
}

function syncFrame(kind: number, bytes: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, FRAME_TYPES.sync);
    encoding.writeVarUint(encoder, kind);
    encoding.writeVarUint8Array(encoder, bytes);
  });
}

function reportAll(work: string, values: readonly number[], goal: string): void {
  const sorted = values.toSorted((one, other) => one - other);
  for (const share of [50, 95, 99]) {
    const value = sorted[Math.floor((sorted.length * share) / 100)] ?? Number.NaN;
    report({ work: `${work}, p${share}`, value, unit: 'ms', goal: goal.startsWith(`p${share}`) ? goal.slice(4) : '' });
  }
}
