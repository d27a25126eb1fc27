import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import type { Report } from '#shared/protocol/reports.ts';
import { openClient, type LiveClient } from '#test/world/live.ts';
import { openServer, readReport, signInAs, stranger, type OpenServer, type Visitor } from '#test/world/open-server.ts';

/** What a person has open when their right is taken away: a text they type in, the stream of changes, a file they asked for. */
interface Seat {
  readonly id: string;
  readonly login: string;
  readonly visitor: Visitor;
  readonly client: LiveClient;
  readonly isStreamOver: () => boolean;
  readonly jobId: string;
  readonly fileId: string;
}

let server: OpenServer;
let chair: Visitor;
let admin: Visitor;
let report: Report;
let tests = 0;
const clients: LiveClient[] = [];
const streams: AbortController[] = [];

beforeAll(async () => {
  server = await openServer({ env: { DEMO: '1' }, limits: { requestsPerSecond: 1_000, requestBurst: 10_000 } });
  chair = await signInAs(server.url, 'truongban');
  admin = await signInAs(server.url, 'quantri');
  report = await readReport(chair);
}, 60_000);

afterEach(() => {
  for (const client of clients.splice(0)) client.close();
  for (const stream of streams.splice(0)) stream.abort();
});

afterAll(() => server.close());

const WAIT = { timeout: 15_000, interval: 20 };
const PART_AT = 0;

function part(): Report['parts'][number] {
  const found = report.parts[PART_AT];
  if (found === undefined) throw new Error('The report has no part');
  return found;
}

function open(visitor: Visitor, cookie = visitor.headers['cookie'] ?? ''): LiveClient {
  const url = `${server.url.replace('http', 'ws')}/sync`;
  const client = openClient(url, '', { cookie, documentId: part().documentId, ours: true });
  clients.push(client);
  return client;
}

/** Somebody new of the bureau, who edits the part, listens and has exported it. */
async function takeSeat(): Promise<Seat> {
  tests += 1;
  const name = `Lê ${'Ơ'.repeat(tests)}`;
  const added = await chair.call('POST', `/api/committees/${report.committeeId}/people`, {
    people: [{ name, title: '', roles: ['bureau'], login: `moi${tests}` }],
  });
  const { items } = z.object({ items: z.array(z.object({ id: z.string() })) }).parse(added.json);
  const login = `moi${tests}`;
  const visitor = await signInAs(server.url, login);
  const heard: string[] = [];
  const isStreamOver = await listen(visitor, heard);
  const client = open(visitor);
  await vi.waitFor(() => expect(client.provider.synced).toBe(true), WAIT);
  client.type(` [${login}]`);
  await vi.waitFor(() => expect(client.saved()).toBe(client.sent()), WAIT);
  const asked = await visitor.call('GET', `/api/parts/${part().id}/export?format=docx`);
  expect(asked.status).toBe(200);
  await vi.waitFor(() => expect(heard.join('\n')).toContain('"kind":"job"'), WAIT);
  const [, jobId = ''] = /"kind":"job","id":"([^"]+)"/.exec(heard.join('\n')) ?? [];
  const job = await visitor.call('GET', `/api/jobs/${jobId}`);
  const { fileId } = z.object({ fileId: z.string() }).parse(job.json);
  expect((await visitor.call('GET', `/api/files/${fileId}`)).status).toBe(200);
  return { id: items[0]?.id ?? '', login, visitor, client, isStreamOver, jobId, fileId };
}

async function listen(visitor: Visitor, heard: string[]): Promise<() => boolean> {
  const controller = new AbortController();
  streams.push(controller);
  const response = await visitor.stream('/api/events', controller.signal);
  let isOver = false;
  const read = async (body: ReadableStream<Uint8Array> | null): Promise<void> => {
    const decoder = new TextDecoder();
    try {
      for await (const chunk of body ?? []) heard.push(decoder.decode(chunk, { stream: true }));
    } catch {
      // Cut, which is an end as well.
    }
    isOver = true;
  };
  void read(response.body);
  return () => isOver;
}

/** What the chair reads in the part after somebody else has typed in it. */
async function readAfterAnotherTyped(mark: string): Promise<string> {
  const other = open(await signInAs(server.url, 'thuongtruc1'));
  await vi.waitFor(() => expect(other.provider.synced).toBe(true), WAIT);
  other.type(mark);
  await vi.waitFor(() => expect(other.saved()).toBe(other.sent()), WAIT);
  return (await chair.call('GET', `/api/documents/${part().documentId}/text`)).text;
}

/** Types on, over a connection that may be gone. */
function typeOn(seat: Seat): string {
  const late = `<sau ${seat.login}>`;
  seat.client.type(late);
  return late;
}

test('who is taken out of the committee writes, reads, hears and fetches nothing more', async () => {
  const seat = await takeSeat();

  const removed = await chair.call('DELETE', `/api/committees/${report.committeeId}/people/${seat.id}`);
  const late = typeOn(seat);

  expect(removed.status).toBe(204);
  await vi.waitFor(() => expect(seat.client.closed()?.code).toBe(4404), WAIT);
  const text = await readAfterAnotherTyped(`[khác ${seat.login}]`);
  expect([text.includes(`[${seat.login}]`), text.includes(late)]).toEqual([true, false]);
  expect(seat.client.text()).not.toContain('[khác');
  const asked = await Promise.all(
    [`/api/jobs/${seat.jobId}`, `/api/files/${seat.fileId}`, `/api/parts/${part().id}/export?format=docx`].map(
      async (path) => (await seat.visitor.call('GET', path)).status,
    ),
  );
  expect(asked).toEqual([404, 404, 404]);
}, 60_000);

test('who is deactivated is out of everything, and comes back in by nothing', async () => {
  const seat = await takeSeat();

  const done = await admin.call('POST', `/api/people/${seat.id}/deactivate`);
  const late = typeOn(seat);

  expect(done.status).toBe(200);
  await vi.waitFor(() => expect([4401, 4404]).toContain(seat.client.closed()?.code), WAIT);
  await vi.waitFor(() => expect(seat.isStreamOver()).toBe(true), WAIT);
  expect((await seat.visitor.call('GET', '/api/me')).status).toBe(401);
  expect((await seat.visitor.call('GET', `/api/files/${seat.fileId}`)).status).toBe(401);
  const again = await stranger(server.url).call('POST', '/api/demo/session', { login: seat.login });
  expect(again.status).toBe(404);
  expect(await readAfterAnotherTyped('.')).not.toContain(late);
}, 60_000);

test('who gets a lesser role goes on reading, and what they type is refused', async () => {
  const seat = await takeSeat();

  const path = `/api/committees/${report.committeeId}/people/${seat.id}`;
  expect((await chair.call('PATCH', path, { roles: ['office'] })).status).toBe(200);
  await vi.waitFor(
    () => expect(seat.client.frames).toContainEqual(expect.objectContaining({ kind: 'right', grade: 'comment' })),
    WAIT,
  );
  const late = typeOn(seat);

  await vi.waitFor(() => expect(seat.client.frames.some(({ kind }) => kind === 'refused')).toBe(true), WAIT);
  expect(await readAfterAnotherTyped(`[khác ${seat.login}]`)).not.toContain(late);
  await vi.waitFor(() => expect(seat.client.text()).toContain(`[khác ${seat.login}]`), WAIT);
  expect([seat.client.closed(), seat.isStreamOver()]).toEqual([undefined, false]);
}, 60_000);

test('ending a session ends what is open through it, and leaves this one', async () => {
  const seat = await takeSeat();
  const elsewhere = await signInAs(server.url, seat.login);

  expect((await elsewhere.call('DELETE', '/api/me/sessions')).status).toBe(204);

  await vi.waitFor(() => expect(seat.client.closed()?.code).toBe(4401), WAIT);
  await vi.waitFor(() => expect(seat.isStreamOver()).toBe(true), WAIT);
  expect((await seat.visitor.call('GET', '/api/me')).status).toBe(401);
  expect((await elsewhere.call('GET', '/api/me')).status).toBe(200);
}, 60_000);
