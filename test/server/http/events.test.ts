import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeHintSchema, type ChangeHint } from '#shared/protocol/home.ts';
import { LIMITS } from '#shared/protocol/limits.ts';
import type { OutlineNode, Report } from '#shared/protocol/reports.ts';
import { openServer, readReport, signInAs, stranger, type OpenServer, type Visitor } from '#test/world/open-server.ts';

let server: OpenServer;
let chair: Visitor;
let bureau: Visitor;
let report: Report;

beforeAll(async () => {
  server = await openServer({ env: { DEMO: '1' } });
  chair = await signInAs(server.url, 'truongban');
  bureau = await signInAs(server.url, 'thuongtruc1');
  report = await readReport(chair);
}, 60_000);

afterAll(() => server.close());

interface Stream {
  /** What was heard so far, in order. */
  readonly heard: readonly ChangeHint[];
  /** Settles when a hint is heard that is so; fails when the stream ends before. */
  until(isWanted: (hint: ChangeHint) => boolean): Promise<void>;
  /** Settles when the server ended it. */
  readonly ended: Promise<void>;
  leave(): void;
}

async function listenAs(visitor: Visitor): Promise<Stream> {
  const controller = new AbortController();
  const response = await visitor.stream('/api/events', controller.signal);
  if (response.status !== 200 || response.body === null) throw new Error(`No stream but ${response.status}`);
  const heard: ChangeHint[] = [];
  const waiting = new Set<() => void>();
  const wakeAll = (): void => {
    for (const wake of waiting) wake();
  };
  let isOver = false;
  const ended = readLines(response.body, (line) => {
    if (line.startsWith('data: ')) heard.push(changeHintSchema.parse(JSON.parse(line.slice(6))));
    wakeAll();
  }).finally(() => {
    isOver = true;
    wakeAll();
  });
  return {
    heard,
    ended,
    leave: () => controller.abort(),
    until: (isWanted) =>
      new Promise((settle, fail) => {
        const look = (): void => {
          if (heard.some(isWanted)) settle();
          else if (isOver) fail(new Error(`The stream ended after ${JSON.stringify(heard)}`));
          else return;
          waiting.delete(look);
        };
        waiting.add(look);
        look();
      }),
  };
}

async function readLines(body: ReadableStream<Uint8Array>, onLine: (line: string) => void): Promise<void> {
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for await (const chunk of body) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) onLine(line);
    }
  } catch {
    // We left, or the line was cut: the stream is over.
  }
}

function sections(): readonly OutlineNode[] {
  const below = (node: OutlineNode): readonly OutlineNode[] => [node, ...node.children.flatMap(below)];
  return report.outline.flatMap(below);
}

test('who may know of a section hears of its change at once', async () => {
  const node = sections().find((one) => one.state === 'submitted' && one.visibility === 'open');
  const [office, member] = [await signInAs(server.url, 'vanphong1'), await signInAs(server.url, 'uyvien1')];
  const streams = [await listenAs(office), await listenAs(member)];

  await bureau.call('POST', `/api/submissions/${node?.submissionId}/receive`);
  await Promise.all(streams.map((stream) => stream.until(({ kind, id }) => kind === 'section' && id === node?.id)));

  for (const stream of streams) stream.leave();
});

test('of a closed section others hear nothing, neither that it changed nor when', async () => {
  const closed = sections().find((one) => one.visibility === 'closedUntilSubmitted' && one.state === 'received');
  const office = await signInAs(server.url, 'vanphong1');
  const [outside, inside] = [await listenAs(office), await listenAs(chair)];

  await bureau.call('POST', `/api/sections/${closed?.id}/reopen`, {});
  await inside.until(({ kind, id }) => kind === 'section' && id === closed?.id);
  // Something that the outsider may hear comes after it, in order.
  const open = sections().find((one) => one.state === 'received' && one.visibility === 'open');
  await bureau.call('POST', `/api/sections/${open?.id}/reopen`, {});
  await outside.until(({ id }) => id === open?.id);

  expect(outside.heard.filter(({ id }) => id === closed?.id || id === closed?.documentId)).toEqual([]);
  outside.leave();
  inside.leave();
});

test('a job is heard of by who asked for it and by nobody else', async () => {
  const [own, other] = [await listenAs(bureau), await listenAs(chair)];
  await bureau.call('GET', `/api/reports/${report.id}/export?format=docx`);
  await own.until(({ kind }) => kind === 'job');

  expect(other.heard.filter(({ kind }) => kind === 'job')).toEqual([]);
  own.leave();
  other.leave();
});

test('a stream ends with its session', async () => {
  const person = await signInAs(server.url, 'uyvien2');
  const stream = await listenAs(person);

  await person.call('DELETE', '/api/session');

  await stream.ended;
});

test('a stream is for who is signed in', async () => {
  const answer = await stranger(server.url).call('GET', '/api/events');

  expect(answer.status).toBe(401);
});

test('one person has so many streams and no more', async () => {
  const person = await signInAs(server.url, 'uyvien5');
  const streams = await Promise.all(Array.from({ length: LIMITS.socketsPerAccount }, () => listenAs(person)));

  expect((await person.call('GET', '/api/events')).status).toBe(429);
  for (const stream of streams) stream.leave();
});

test('a server that stops lets its streams go', async () => {
  const other = await openServer({ env: { DEMO: '1' } });
  const stream = await listenAs(await signInAs(other.url, 'truongban'));

  await other.close();

  await stream.ended;
});
