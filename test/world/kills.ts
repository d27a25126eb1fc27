import { setTimeout as delay } from 'node:timers/promises';
import { expect, vi } from 'vitest';
import { textOfBlock } from '#shared/document/document.ts';
import type { DocumentId } from '#shared/model/ids.ts';
import { loadText } from '#server/crdt/apply.ts';
import { readContent } from '#server/crdt/materialise.ts';
import { openSqliteStorage } from '#server/storage/sqlite/open.ts';
import type { LiveClient, LiveClientOptions } from './live.ts';

const TYPISTS = 20;
/** Between two keystrokes of anyone: about five a second each. */
const KEYSTROKE_MS = 200 / TYPISTS;
const WAIT = { timeout: 30_000, interval: 20 };

/** A server that can be ended as by a power cut and started again on the same port and store. */
export interface KilledServer {
  readonly storeFile: string;
  /** The texts that are written in; each begins with a paragraph. */
  readonly documentIds: readonly [DocumentId, DocumentId];
  /** Opens typist number `at` in a text; at least four accounts take turns. */
  open(at: number, options: LiveClientOptions & { readonly documentId: DocumentId }): LiveClient;
  kill(): Promise<void>;
  start(): Promise<void>;
}

/** How much was at stake in all kills, to be written down beside the result. */
export interface KillFigures {
  readonly kills: number;
  readonly typed: number;
  readonly acknowledged: number;
  readonly seen: number;
}

/**
 * People type while the server is killed again and again. After each kill the store is read by itself: what was acknowledged is there, and
 * what anyone saw of another. In the end everything typed is, also what was typed while there was no server.
 */
export async function typeThroughKills(server: KilledServer, kills: number): Promise<KillFigures> {
  const typists = Array.from({ length: TYPISTS }, (_, at) => openTypist(server, at));
  try {
    let acknowledged = 0;
    let seenInAll = 0;
    for (let time = 0; time < kills; time += 1) {
      await vi.waitFor(() => expect(typists.every(({ client }) => client.provider.synced)).toBe(true), WAIT);

      await typeFor(typists, 150 + ((time * 197) % 700));
      // A slow machine may have acknowledged nothing in that time: the kill that tests nothing waits for it.
      await vi.waitFor(() => expect(promisedTokens(typists).length).toBeGreaterThan(acknowledged), WAIT);
      await server.kill();
      // What still was in a socket is heard before it closes.
      await vi.waitFor(() => expect(typists.some(({ client }) => client.provider.wsconnected)).toBe(false), WAIT);

      const promised = promisedTokens(typists);
      const seen = seenTokens(typists);
      const stored = await storedTokens(server);
      expect(promised.filter((token) => !stored.has(token))).toEqual([]);
      expect(seen.filter((token) => !stored.has(token))).toEqual([]);
      acknowledged = promised.length;
      seenInAll = Math.max(seenInAll, new Set(seen).size);
      for (const typist of typists) type(typist);
      await server.start();
    }
    await expectEverything(server, typists);
    const typed = typists.reduce((sum, typist) => sum + typist.typed, 0);
    return { kills, typed, acknowledged, seen: seenInAll };
  } finally {
    for (const typist of typists) typist.client.close();
  }
}

function promisedTokens(typists: readonly Typist[]): readonly string[] {
  return typists.flatMap((typist) => tokensOf(typist, typist.acknowledged));
}

async function expectEverything(server: KilledServer, typists: readonly Typist[]): Promise<void> {
  const typedIn = (documentId: DocumentId): readonly string[] =>
    typists.filter((one) => one.documentId === documentId).flatMap((one) => tokensOf(one, one.typed));
  await vi.waitFor(() => {
    for (const { client, documentId } of typists) {
      const shown = tokensIn(client.text());
      expect(typedIn(documentId).filter((token) => !shown.has(token))).toEqual([]);
    }
  }, WAIT);
  await vi.waitFor(() => expect(typists.every((one) => one.acknowledged === one.typed)).toBe(true), WAIT);
  await server.kill();
  const stored = await storedTokens(server);
  const all = server.documentIds.flatMap(typedIn);
  expect(all.filter((token) => !stored.has(token))).toEqual([]);
}

/** What one person typed, and how much of it the server said to be saved. */
interface Typist {
  readonly client: LiveClient;
  readonly documentId: DocumentId;
  readonly name: string;
  typed: number;
  /** The first so many are acknowledged. */
  acknowledged: number;
}

function openTypist(server: KilledServer, at: number): Typist {
  const typedByFrame = new Map<number, number>();
  // Two neighbours share a text, so that both texts have all the accounts.
  const documentId = server.documentIds[at % 4 < 2 ? 0 : 1];
  const client = server.open(at, {
    documentId,
    ours: true,
    onFrame: (sent) => typedByFrame.set(sent, typist.typed),
  });
  const typist: Typist = { client, documentId, name: String.fromCharCode(97 + at), typed: 0, acknowledged: 0 };
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

async function storedTokens({ storeFile, documentIds }: KilledServer): Promise<ReadonlySet<string>> {
  const storage = await openSqliteStorage(storeFile);
  const logs = await Promise.all(documentIds.map((documentId) => storage.loadLog(documentId)));
  await storage.close();
  const texts = logs.map((log) => readContent(loadText((log?.updates ?? []).map((update) => update.bytes))));
  return tokensIn(texts.flatMap(({ blocks }) => blocks.map(textOfBlock)).join('\n'));
}

async function typeFor(typists: readonly Typist[], forMs: number): Promise<void> {
  const begin = performance.now();
  let typed = 0;
  for (let now = begin; now < begin + forMs; now = performance.now()) {
    for (; typed < (now - begin) / KEYSTROKE_MS; typed += 1) {
      const typist = typists[typed % typists.length];
      if (typist?.client.provider.synced === true) type(typist);
    }
    await delay(5);
  }
}
