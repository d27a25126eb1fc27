import { describe, expect, test, vi } from 'vitest';
import WebSocket from 'ws';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { idOf } from '#shared/model/ids.ts';
import { LIMITS, type Limits } from '#shared/protocol/limits.ts';
import { BULK_UPDATE_LIMITS, checkUpdate, LIVE_UPDATE_LIMITS, type UpdateLimits } from '#server/crdt/update-check.ts';
import { Presence } from '#server/sync/awareness.ts';
import { FirstSyncs } from '#server/sync/first-syncs.ts';
import { encodeAwarenessFrame, encodeSyncFrame } from '#server/sync/frames.ts';
import { Gaps } from '#server/sync/gaps.ts';
import { Pace } from '#server/sync/pace.ts';
import { TextSize } from '#server/sync/text-size.ts';
import { gather, WAIT } from '#test/world/gathering.ts';
import { DOCUMENT } from '#test/world/live.ts';

const here = gather();

/** What comes of reaching a limit: `reach(n)` is let in, one more is answered with `over`. */
interface Row {
  readonly n: number;
  readonly reach: (count: number) => unknown;
  readonly over: unknown;
}

const LET_IN = 'let in';

/** Of calls, files and jobs, not of a live text: a new limit has a row below, or stands here. */
const ELSEWHERE: readonly (keyof Limits)[] = [
  'headerBytes',
  'headerCount',
  'jsonBodyBytes',
  'bulkBodyBytes',
  'jsonBodyDepth',
  'requestMs',
  'imageBytes',
  'imagePixels',
  'exportMs',
  'exportsAtOnce',
  'loginFailuresPerAccount',
  'loginFailuresPerAddressAndHour',
  'linkFailuresPerAddressAndHour',
  'requestsPerSecond',
  'requestBurst',
  'upgradeTimeoutMs',
];

/** Of a socket that is not read, a store that does not write, a time in which nothing happens: what they do is shown, but at no exact byte. */
const WITHOUT_EDGE: readonly (keyof Limits)[] = [
  'unsentPauseBytes',
  'unsentCloseBytes',
  'unsentStallMs',
  'unsentNodeBytes',
  'waitingStoreBytes',
  'storeTroubleAfterMs',
  'pingEveryMs',
  'quietFrameAfterMs',
  'awarenessEveryMs',
];

const ROWS: Readonly<Partial<Record<keyof Limits, Row>>> = {
  frameBytes: {
    n: 1_000,
    over: 4413,
    reach: (size) => say({ frameBytes: 1_000 }, [encodeAwarenessFrame(new Uint8Array(size - 3).fill(0))]),
  },
  frameFragments: { n: 4, over: 1008, reach: (count) => sayInPieces({ frameFragments: 4 }, count) },
  documentBytes: {
    n: 1_000,
    over: 'too_large',
    reach: (bytes) => {
      const size = new TextSize({ ...LIMITS, documentBytes: 1_000 });
      const emptyBytes = Y.encodeStateAsUpdate(new Y.Doc()).length;
      const fits = size.grow(new Y.Doc(), { bytes: bytes - emptyBytes, characters: 0, blocks: 0 });
      return fits ? LET_IN : 'too_large';
    },
  },
  documentCharacters: { n: 20, over: 4413, reach: (count) => type({ documentCharacters: 20 }, count - 6) },
  documentBlocks: { n: 4, over: 4413, reach: (count) => addBlocks({ documentBlocks: 4 }, count - 1) },
  liveStructs: judged((count) => structs(count), LIMITS.liveStructs, LIVE_UPDATE_LIMITS),
  bulkStructs: judged((count) => structs(count), LIMITS.bulkStructs, BULK_UPDATE_LIMITS),
  liveDeleteRanges: judged((count) => deleteRanges(count), LIMITS.liveDeleteRanges, LIVE_UPDATE_LIMITS),
  bulkDeleteRanges: judged((count) => deleteRanges(count), LIMITS.bulkDeleteRanges, BULK_UPDATE_LIMITS),
  liveNewClients: judged((count) => newClients(count), LIMITS.liveNewClients, LIVE_UPDATE_LIMITS, 'too_many'),
  bulkNewClients: judged((count) => newClients(count), LIMITS.bulkNewClients, BULK_UPDATE_LIMITS, 'too_many'),
  liveTextBytes: judged((count) => textRun(count), LIMITS.liveTextBytes, LIVE_UPDATE_LIMITS),
  bulkTextBytes: judged((count) => textRun(count), LIMITS.bulkTextBytes, BULK_UPDATE_LIMITS),
  clockAdvance: judged((count) => longStruct(count), LIMITS.clockAdvance, BULK_UPDATE_LIMITS),
  attributeBytes: judged((count) => attribute(count), LIMITS.attributeBytes, BULK_UPDATE_LIMITS),
  jsonDepth: { n: LIMITS.jsonDepth, over: 'depth', reach: (depth) => judgeMark(depth) },
  connectionNewClients: { n: 2, over: 4529, reach: (count) => writeAsMany({ connectionNewClients: 2 }, count) },
  accountNewClientsPerHour: {
    n: 3,
    over: 4529,
    reach: (count) => writeInTurn({ accountNewClientsPerHour: 3, connectionNewClients: 1 }, count),
  },
  updateBurst: { n: LIMITS.updateBurst, over: 'waits', reach: (count) => charge('update', count) },
  updatesPerSecond: {
    n: LIMITS.updatesPerSecond,
    over: 'waits',
    reach: (count) => charge('update', count, LIMITS.updateBurst),
  },
  byteBurst: { n: LIMITS.byteBurst, over: 'waits', reach: (size) => charge('awareness', 1, 0, size) },
  bytesPerSecond: {
    n: LIMITS.bytesPerSecond,
    over: 'waits',
    reach: (size) => charge('awareness', 1, 1, size, LIMITS.byteBurst),
  },
  messagesPerSecond: {
    n: LIMITS.messagesPerSecond,
    over: 'waits',
    reach: (count) => charge('query-awareness', count, LIMITS.messagesPerSecond * 2),
  },
  floodMs: { n: LIMITS.floodMs, over: 'too-many', reach: (ms) => flood(ms) },
  gapBytes: {
    n: LIMITS.gapBytes,
    over: 'too much',
    reach: (size) => {
      const gaps = new Gaps(LIMITS);
      return gaps.hold({ frame: 1, bytes: new Uint8Array(size), since: 0 }) ? LET_IN : 'too much';
    },
  },
  gapMs: {
    n: LIMITS.gapMs,
    over: 'too long',
    reach: (ms) => {
      const gaps = new Gaps(LIMITS);
      gaps.hold({ frame: 1, bytes: new Uint8Array(1), since: 0 });
      return gaps.isOverdue(ms) ? 'too long' : LET_IN;
    },
  },
  awarenessBytes: {
    n: LIMITS.awarenessBytes,
    over: 'dropped',
    reach: (size) => state((presence) => [presence.take(speaker(1), states([1, 1, padded(size)]))]),
  },
  awarenessClients: {
    n: LIMITS.awarenessClients,
    over: 'dropped',
    reach: (count) =>
      state((presence) =>
        Array.from({ length: count }, (_, at) => {
          presence.takeChanges();
          return presence.take(speaker(at), states([at, 1, '{}']));
        }),
      ),
  },
  awarenessPerSecond: { n: LIMITS.awarenessPerSecond, over: 'late', reach: (count) => speakFast(count) },
  socketsPerAccount: { n: 2, over: 4529, reach: (count) => openMany({ socketsPerAccount: 2 }, count) },
  socketsPerNode: { n: 2, over: 503, reach: (count) => openMany({ socketsPerNode: 2 }, count) },
  anonymousUpgradesPerMinute: {
    n: 2,
    over: 503,
    reach: async (count) => {
      const last = await openMany({ anonymousUpgradesPerMinute: 2 }, count, {});
      return last === 4401 ? LET_IN : last;
    },
  },
  firstSyncsAtOnce: { n: LIMITS.firstSyncsAtOnce, over: 'waits', reach: (count) => syncAtOnce(count) },
};

test('every limit that a live text knows has its row here', () => {
  expect([...Object.keys(ROWS), ...ELSEWHERE, ...WITHOUT_EDGE].toSorted()).toEqual(Object.keys(LIMITS).toSorted());
});

describe.each(Object.entries(ROWS))('%s', (_name, { n, reach, over }) => {
  test('is let in up to it and answered beyond', async () => {
    expect(await reach(n)).toBe(LET_IN);
    expect(await reach(n + 1)).toBe(over);
  });
});

test('who says again and again that it wrote before under new ids is stopped, too', async () => {
  const limits = { bulkNewClients: 1, connectionNewClients: 1 };

  expect(await writeAsMany(limits, 5, 'step-2')).toBe(LET_IN);
  expect(await writeAsMany(limits, 6, 'step-2')).toBe(4529);
});

function judged(
  make: (count: number) => Uint8Array,
  n: number,
  limits: UpdateLimits,
  over: 'too_large' | 'too_many' = 'too_large',
): Row {
  const reach = (count: number): string => {
    const verdict = checkUpdate(make(count), { clockOf: (client) => (client === KNOWN ? 10_000_000 : 0) }, limits);
    return verdict.kind === 'refused' && verdict.code !== 'malformed' ? verdict.code : LET_IN;
  };
  return { n, over, reach };
}

/** A client of which much is stored. */
const KNOWN = 9;
const GONE = 0;

function update(write: (encoder: encoding.Encoder) => void): Uint8Array {
  return encoding.encode(write);
}

function structs(count: number): Uint8Array {
  return update((encoder) => {
    for (const number of [1, count, 1, 0]) encoding.writeVarUint(encoder, number);
    for (let at = 0; at < count; at += 1) encoding.writeUint8Array(encoder, Uint8Array.of(GONE, 1));
    encoding.writeVarUint(encoder, 0);
  });
}

function longStruct(length: number): Uint8Array {
  return update((encoder) => {
    for (const number of [1, 1, 1, 0, GONE, length, 0]) encoding.writeVarUint(encoder, number);
  });
}

function newClients(count: number): Uint8Array {
  return update((encoder) => {
    encoding.writeVarUint(encoder, count);
    for (let at = 0; at < count; at += 1)
      for (const number of [1, 100 + at, 0, GONE, 1]) encoding.writeVarUint(encoder, number);
    encoding.writeVarUint(encoder, 0);
  });
}

function deleteRanges(count: number): Uint8Array {
  return update((encoder) => {
    for (const number of [0, 1, KNOWN, count]) encoding.writeVarUint(encoder, number);
    for (let at = 0; at < count; at += 1) for (const number of [at * 2, 1]) encoding.writeVarUint(encoder, number);
  });
}

function textRun(sizeBytes: number): Uint8Array {
  return textOf((paragraph) => paragraph.insert(0, [new Y.XmlText('x'.repeat(sizeBytes))]));
}

function attribute(sizeBytes: number): Uint8Array {
  return textOf((paragraph) => paragraph.setAttribute('id', 'x'.repeat(sizeBytes)));
}

function textOf(change: (paragraph: Y.XmlElement) => void): Uint8Array {
  const doc = new Y.Doc();
  const paragraph = new Y.XmlElement('paragraph');
  doc.getXmlFragment('default').insert(0, [paragraph]);
  change(paragraph);
  return Y.encodeStateAsUpdate(doc);
}

/** Why a mark whose value is nested so deep is refused; of such values none is let in. */
function judgeMark(depth: number): string {
  let value: object = {};
  for (let at = 1; at < depth; at += 1) value = { href: value };
  const bytes = textOf((paragraph) => {
    const text = new Y.XmlText();
    paragraph.insert(0, [text]);
    text.insert(0, 'x', { link: value });
  });
  const verdict = checkUpdate(bytes, { clockOf: () => 0 }, BULK_UPDATE_LIMITS);
  return verdict.kind === 'refused' && verdict.what === 'depth' ? 'depth' : LET_IN;
}

/** Frames of which some were taken a second before. */
function charge(kind: 'update' | 'awareness' | 'query-awareness', count: number, before = 0, size = 1, sizeBefore = 1) {
  const pace = new Pace(LIMITS);
  const frame = kind === 'query-awareness' ? { kind } : { kind, bytes: new Uint8Array() };
  for (let at = 0; at < before; at += 1) pace.charge(frame, sizeBefore, 0);
  const waits = Array.from({ length: count }, () => pace.charge(frame, size, before === 0 ? 0 : 1_000));
  return waits.every((wait) => wait === 0) ? LET_IN : 'waits';
}

/** Faster than it may be from the first update to one so much later. */
function flood(forMs: number): string {
  const pace = new Pace({ ...LIMITS, updateBurst: 0 });
  const frame = { kind: 'update', bytes: new Uint8Array() } as const;
  pace.charge(frame, 1, 0);
  const last = pace.charge(frame, 1, forMs);
  return last === 'too-many' ? last : LET_IN;
}

function speaker(at: number): { readonly personId: ReturnType<typeof idOf<never>>; readonly name: string } {
  return { personId: idOf<never>(`person-${at}`), name: 'X' };
}

function states(...all: readonly (readonly [client: number, clock: number, json: string])[]): Uint8Array {
  return update((encoder) => {
    encoding.writeVarUint(encoder, all.length);
    for (const [client, clock, json] of all) {
      encoding.writeVarUint(encoder, client);
      encoding.writeVarUint(encoder, clock);
      encoding.writeVarString(encoder, json);
    }
  });
}

function padded(size: number): string {
  return `{"a":"${'x'.repeat(size - 8)}"}`;
}

function state(speak: (presence: Presence) => readonly boolean[]): string {
  return speak(new Presence(LIMITS, () => 0)).every(Boolean) ? LET_IN : 'dropped';
}

/** The last state is late, and not lost. */
function speakFast(count: number): string {
  let now = 0;
  const presence = new Presence(LIMITS, () => now);
  const one = speaker(1);
  for (let at = 1; at <= count; at += 1) presence.take(one, states([1, at, JSON.stringify({ at })]));
  const told = (): string => new TextDecoder().decode(presence.takeChanges());
  const isLate = !told().includes(`"at":${count}`);
  now = 1_000;
  if (isLate) expect(told()).toContain(`"at":${count}`);
  return isLate ? 'late' : LET_IN;
}

async function syncAtOnce(count: number): Promise<string> {
  const firstSyncs = new FirstSyncs(LIMITS.firstSyncsAtOnce);
  let entered = 0;
  const all = Array.from({ length: count }, async () => {
    const leave = await firstSyncs.enter();
    entered += 1;
    return leave;
  });
  await Promise.resolve();
  await Promise.resolve();
  const isWaiting = entered < count;
  const leave = await all[0];
  leave?.();
  for (const next of await Promise.all(all)) next();
  return isWaiting ? 'waits' : LET_IN;
}

/** Answers once what was said is known to be taken, or closed. */
async function say(limits: Partial<Limits>, frames: readonly Uint8Array[]): Promise<unknown> {
  await here.reopen({ limits });
  const socket = await here.openRaw('lan');
  for (const frame of frames) socket.send(frame);
  return answerOf(socket);
}

async function sayInPieces(limits: Partial<Limits>, count: number): Promise<unknown> {
  await here.reopen({ limits });
  const socket = await here.openRaw('lan');
  const frame = encodeAwarenessFrame(new Uint8Array(count - 2).fill(0));
  for (let at = 0; at < count; at += 1) socket.send(frame.subarray(at, at + 1), { fin: at === count - 1 });
  return answerOf(socket);
}

/** A socket that still has an answer to a last question was not closed for what it said before. */
async function answerOf(socket: WebSocket): Promise<unknown> {
  const closed = new Promise<number>((settle) => socket.once('close', settle));
  const answered = new Promise<string>((settle) =>
    socket.on('message', (data) => {
      if (data instanceof Uint8Array && data[0] === 0 && data[1] === 1) settle(LET_IN);
    }),
  );
  if (socket.readyState === WebSocket.OPEN) socket.send(encodeSyncFrame('step-1', Uint8Array.of(0)));
  return Promise.race([closed, answered]);
}

async function type(limits: Partial<Limits>, characters: number): Promise<unknown> {
  await here.reopen({ limits });
  const writer = await here.join('lan', { ours: true });
  writer.type('x'.repeat(characters));
  return fateOf(writer);
}

async function addBlocks(limits: Partial<Limits>, count: number): Promise<unknown> {
  await here.reopen({ limits });
  const writer = await here.join('lan', { ours: true });
  const blocks = Array.from({ length: count }, () => new Y.XmlElement('paragraph'));
  writer.doc.getXmlFragment('default').insert(0, blocks);
  return fateOf(writer);
}

/** Refused is also not stored. */
async function fateOf(writer: Awaited<ReturnType<typeof here.join>>): Promise<unknown> {
  await vi.waitFor(() => expect(writer.closed() !== undefined || writer.saved() === writer.sent()).toBe(true), WAIT);
  const code = writer.closed()?.code;
  if (code !== undefined) expect(await here.world.countRows()).toBe(1);
  return code ?? LET_IN;
}

async function writeAsMany(
  limits: Partial<Limits>,
  count: number,
  kind: 'update' | 'step-2' = 'update',
): Promise<unknown> {
  await here.reopen({ limits });
  const log = await here.world.storage.loadLog(DOCUMENT);
  const frames = Array.from({ length: count }, () => {
    const doc = new Y.Doc();
    for (const row of log?.updates ?? []) Y.applyUpdate(doc, row.bytes);
    const before = Y.encodeStateVector(doc);
    doc.getXmlFragment('default').insert(0, [new Y.XmlElement('paragraph')]);
    return encodeSyncFrame(kind, Y.encodeStateAsUpdate(doc, before));
  });
  const socket = await here.openRaw('lan');
  for (const frame of frames) socket.send(frame);
  return answerOf(socket);
}

async function writeInTurn(limits: Partial<Limits>, count: number): Promise<unknown> {
  await here.reopen({ limits });
  let last: unknown;
  for (let at = 0; at < count; at += 1) {
    const writer = await here.join('lan', { ours: true });
    writer.type('x');
    await vi.waitFor(() => expect(writer.closed() !== undefined || writer.saved() === writer.sent()).toBe(true), WAIT);
    last = writer.closed()?.code ?? LET_IN;
    writer.close();
  }
  return last;
}

/** What comes of the last of so many sockets. */
async function openMany(
  limits: Partial<Limits>,
  count: number,
  headers: Readonly<Record<string, string>> = { cookie: 'session=session-lan' },
): Promise<unknown> {
  await here.reopen({ limits });
  const sockets: WebSocket[] = [];
  let last: unknown;
  for (let at = 0; at < count; at += 1) {
    const socket = new WebSocket(`${here.world.url}/${DOCUMENT}`, { headers });
    sockets.push(socket);
    last = await new Promise((settle) => {
      socket.once('unexpected-response', (_request, response) => settle(response.statusCode));
      socket.once('error', () => undefined);
      socket.once('close', settle);
      socket.once('message', (data) => {
        if (data instanceof Uint8Array && data[0] !== 2) settle(LET_IN);
      });
    });
  }
  for (const socket of sockets) socket.terminate();
  return last;
}
