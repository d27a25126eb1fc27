import { setTimeout as delay } from 'node:timers/promises';
import { expect, vi } from 'vitest';
import { textOfBlock } from '#shared/document/document.ts';
import type { DocumentId } from '#shared/model/ids.ts';
import { loadText } from '#server/crdt/apply.ts';
import { readContent } from '#server/crdt/materialise.ts';
import { openSqliteStorage } from '#server/storage/sqlite/open.ts';
import type { LiveClient, LiveClientOptions } from './live.ts';

const TYPISTS = 6;
const WAIT = { timeout: 30_000, interval: 20 };

/** A server that can be ended as by a power cut and started again on the same port and store. */
export interface KilledServer {
  readonly storeFile: string;
  readonly documentId: DocumentId;
  /** Opens typist number `at`. */
  open(at: number, options: LiveClientOptions): LiveClient;
  kill(): Promise<void>;
  start(): Promise<void>;
}

/**
 * People type while the server is killed again and again. After each kill the store is read by itself: what was acknowledged is there, and
 * what anyone saw of another. In the end everything typed is, also what was typed while there was no server.
 */
export async function typeThroughKills(server: KilledServer, kills: number): Promise<void> {
  const typists = Array.from({ length: TYPISTS }, (_, at) => openTypist((options) => server.open(at, options), at));
  try {
    let acknowledged = 0;
    for (let time = 0; time < kills; time += 1) {
      await vi.waitFor(() => expect(typists.every(({ client }) => client.provider.synced)).toBe(true), WAIT);

      await typeFor(typists, 150 + ((time * 197) % 700));
      // A slow machine may have acknowledged nothing in that time: the kill that tests nothing waits for it.
      await vi.waitFor(() => expect(promisedTokens(typists).length).toBeGreaterThan(acknowledged), WAIT);
      await server.kill();

      const promised = promisedTokens(typists);
      const seen = seenTokens(typists);
      const stored = await storedTokens(server);
      expect(promised.filter((token) => !stored.has(token))).toEqual([]);
      expect(seen.filter((token) => !stored.has(token))).toEqual([]);
      acknowledged = promised.length;
      for (const typist of typists) type(typist);
      await server.start();
    }
    await expectEverything(server, typists);
  } finally {
    for (const typist of typists) typist.client.close();
  }
}

function promisedTokens(typists: readonly Typist[]): readonly string[] {
  return typists.flatMap((typist) => tokensOf(typist, typist.acknowledged));
}

async function expectEverything(server: KilledServer, typists: readonly Typist[]): Promise<void> {
  const all = typists.flatMap((typist) => tokensOf(typist, typist.typed));
  await vi.waitFor(() => {
    for (const { client } of typists) expect(all.filter((token) => !tokensIn(client.text()).has(token))).toEqual([]);
  }, WAIT);
  await vi.waitFor(() => expect(typists.every((one) => one.acknowledged === one.typed)).toBe(true), WAIT);
  await server.kill();
  const stored = await storedTokens(server);
  expect(all.filter((token) => !stored.has(token))).toEqual([]);
}

/** What one person typed, and how much of it the server said to be saved. */
interface Typist {
  readonly client: LiveClient;
  readonly name: string;
  typed: number;
  /** The first so many are acknowledged. */
  acknowledged: number;
}

function openTypist(open: (options: LiveClientOptions) => LiveClient, at: number): Typist {
  const typedByFrame = new Map<number, number>();
  const client = open({
    ours: true,
    onFrame: (sent) => typedByFrame.set(sent, typist.typed),
  });
  const typist: Typist = { client, name: String.fromCharCode(97 + at), typed: 0, acknowledged: 0 };
  client.provider.on('status', ({ status }: { status: string }) => status === 'connecting' && typedByFrame.clear());
  client.provider.messageHandlers[65] = (_encoder: unknown, decoder: { pos: number; arr: Uint8Array }) => {
    const frames = readFrames(decoder.arr);
    typist.acknowledged = Math.max(typist.acknowledged, typedByFrame.get(frames) ?? 0);
  };
  return typist;
}

/** The count in a `saved` frame: a varint after type and version. */
function readFrames(bytes: Uint8Array): number {
  let value = 0;
  for (let at = 2, scale = 1; ; at += 1, scale *= 128) {
    const byte = bytes[at] ?? 0;
    value += (byte % 128) * scale;
    if (byte < 128) return value;
  }
}

function type(typist: Typist): void {
  typist.typed += 1;
  typist.client.type(`[${typist.name}${typist.typed}]`);
}

function tokensIn(text: string): ReadonlySet<string> {
  return new Set(text.match(/\[[a-z]\d+\]/g) ?? []);
}

function tokensOf({ name }: Typist, count: number): readonly string[] {
  return Array.from({ length: count }, (_, at) => `[${name}${at + 1}]`);
}

/** What everyone saw of the others: it can only have come from the server. */
function seenTokens(typists: readonly Typist[]): readonly string[] {
  return typists.flatMap(({ client, name }) =>
    [...tokensIn(client.text())].filter((token) => !token.startsWith(`[${name}`)),
  );
}

async function storedTokens({ storeFile, documentId }: KilledServer): Promise<ReadonlySet<string>> {
  const storage = await openSqliteStorage(storeFile);
  const log = await storage.loadLog(documentId);
  await storage.close();
  const { blocks } = readContent(loadText((log?.updates ?? []).map((update) => update.bytes)));
  return tokensIn(blocks.map(textOfBlock).join('\n'));
}

async function typeFor(typists: readonly Typist[], forMs: number): Promise<void> {
  const end = performance.now() + forMs;
  while (performance.now() < end) {
    for (const typist of typists) if (typist.client.provider.synced) type(typist);
    await delay(8);
  }
}
