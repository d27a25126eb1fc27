import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { textOfBlock } from '#shared/document/document.ts';
import { loadText } from '#server/crdt/apply.ts';
import { readContent } from '#server/crdt/materialise.ts';
import { openSqliteStorage } from '#server/storage/sqlite/open.ts';
import { budget } from '#test/world/budgets.ts';
import { DOCUMENT, openClient, STORE_FILE, type LiveClient } from '#test/world/live.ts';
import { root } from '#test/world/root.ts';

const TYPISTS = 6;
const KILLS = budget('kills');

let dataDir: string;
let child: ChildProcess | undefined;
let typists: Typist[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'dong-thao-kill-'));
});

afterEach(async () => {
  for (const typist of typists) typist.client.close();
  typists = [];
  child?.kill('SIGKILL');
  await rm(dataDir, { recursive: true, force: true });
});

async function start(port: number): Promise<string> {
  child = fork(join(root, 'test/world/live-child.ts'), {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, DATA_DIR: dataDir, PORT: String(port) },
  });
  const [message] = (await once(child, 'message')) as [{ readonly url: string }];
  return message.url;
}

async function kill(): Promise<void> {
  const ended = child === undefined ? undefined : once(child, 'exit');
  child?.kill('SIGKILL');
  await ended;
}

/** What one person typed, and how much of it the server said to be saved. */
interface Typist {
  readonly client: LiveClient;
  readonly name: string;
  typed: number;
  /** The first so many are acknowledged. */
  acknowledged: number;
}

function openTypist(url: string, at: number): Typist {
  const typedByFrame = new Map<number, number>();
  const client = openClient(url, at % 2 === 0 ? 'lan' : 'minh', {
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
function seenTokens(): readonly string[] {
  return typists.flatMap(({ client, name }) =>
    [...tokensIn(client.text())].filter((token) => !token.startsWith(`[${name}`)),
  );
}

async function storedTokens(): Promise<ReadonlySet<string>> {
  const storage = await openSqliteStorage(join(dataDir, STORE_FILE));
  const log = await storage.loadLog(DOCUMENT);
  await storage.close();
  const { blocks } = readContent(loadText((log?.updates ?? []).map((update) => update.bytes)));
  return tokensIn(blocks.map(textOfBlock).join('\n'));
}

async function typeUntilKilled(killAfterMs: number): Promise<void> {
  const end = performance.now() + killAfterMs;
  while (performance.now() < end) {
    for (const typist of typists) if (typist.client.provider.synced) type(typist);
    await delay(8);
  }
  await kill();
}

test(
  'no kill loses what was acknowledged or seen, and what was typed comes again',
  { timeout: 60_000 + KILLS * 20_000 },
  async () => {
    const url = await start(0);
    const port = Number(new URL(url).port);
    typists = Array.from({ length: TYPISTS }, (_, at) => openTypist(url, at));
    let acknowledged = 0;
    for (let time = 0; time < KILLS; time += 1) {
      await vi.waitFor(() => expect(typists.every(({ client }) => client.provider.synced)).toBe(true), 20_000);

      await typeUntilKilled(150 + ((time * 197) % 700));

      const promised = typists.flatMap((typist) => tokensOf(typist, typist.acknowledged));
      const seen = seenTokens();
      const stored = await storedTokens();
      expect(promised.filter((token) => !stored.has(token))).toEqual([]);
      expect(seen.filter((token) => !stored.has(token))).toEqual([]);
      expect(promised.length).toBeGreaterThan(acknowledged);
      acknowledged = promised.length;
      // Typed while there is no server.
      for (const typist of typists) type(typist);
      await start(port);
    }

    const all = typists.flatMap((typist) => tokensOf(typist, typist.typed));
    await vi.waitFor(() => {
      for (const { client } of typists) expect(all.filter((token) => !tokensIn(client.text()).has(token))).toEqual([]);
    }, 20_000);
    await vi.waitFor(() => expect(typists.every((one) => one.acknowledged === one.typed)).toBe(true), 20_000);
    await kill();
    expect([...(await storedTokens())].length).toBe(all.length);
  },
);
