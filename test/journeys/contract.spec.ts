import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import type { z } from 'zod';
import { getCommittee } from '#shared/protocol/committees.ts';
import { createThread, getDocumentText, listThreads, listVersions } from '#shared/protocol/documents.ts';
import { applyMerge, listMerges, revertMerge, stageMerge } from '#shared/protocol/merges.ts';
import { freezeDraft, getReport, type OutlineNode, type Report } from '#shared/protocol/reports.ts';
import { receiveSubmission, reopenSection, returnSubmission, submitSection } from '#shared/protocol/sections.ts';
import { me } from '#shared/protocol/session.ts';
import { root } from '#test/world/root.ts';
import { startServerProcess, type ServerProcess } from '#test/world/server.ts';

/** The main job done by scripts alone: what the outside surface promises, on the built server. */
let server: ServerProcess;
let calls: Readonly<Record<'member' | 'bureau' | 'chair' | 'helper' | 'office', Call>>;
/** Opened first and left alone in a room where nobody says a word. */
let silent: { readonly client: StockClient; readonly since: number; readonly statuses: readonly string[] };

beforeAll(async () => {
  server = await startServerProcess({ env: { DEMO: '1' } });
  const [member, bureau, chair, helper, office] = await Promise.all(
    ['uyvien1', 'thuongtruc1', 'truongban', 'giupviec1', 'vanphong1'].map((login) => signIn(login)),
  );
  if (!member || !bureau || !chair || !helper || !office) throw new Error('Somebody could not sign in');
  calls = { member, bureau, chair, helper, office };
  const quiet = leaves((await loadReport(chair)).outline).find((node) => node.state === 'assigned');
  const client = await openStock(quiet?.documentId ?? '', chair);
  const statuses: string[] = [];
  client.provider.on('status', ({ status }: { readonly status: string }) => statuses.push(status));
  silent = { client, since: Date.now(), statuses };
});
afterAll(async () => {
  close(silent.client);
  await server.stop();
});

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
}
type Call = ((method: string, path: string, body?: unknown) => Promise<Answer>) & { readonly cookie: string };

async function signIn(login: string): Promise<Call> {
  const answer = await fetch(`${server.url}/api/demo/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url },
    body: JSON.stringify({ login }),
  });
  expect(answer.status).toBe(204);
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const call = async (method: string, path: string, body?: unknown): Promise<Answer> => {
    const response = await fetch(`${server.url}${path}`, {
      method,
      headers: { cookie, origin: server.url, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const bytes = new Uint8Array(await response.arrayBuffer());
    const isJson = (response.headers.get('content-type') ?? '').includes('json');
    const parsed: unknown = isJson ? JSON.parse(new TextDecoder().decode(bytes)) : undefined;
    return { status: response.status, body: parsed, headers: response.headers, bytes };
  };
  return Object.assign(call, { cookie });
}

/** The body as its schema promises; a field too few or of another kind fails here. */
async function ask<Schema extends z.ZodType>(
  schema: Schema,
  status: number,
  answer: Promise<Answer>,
): Promise<z.output<Schema>> {
  const { status: found, body } = await answer;
  expect({ status: found, body: found === status ? undefined : body }).toEqual({ status, body: undefined });
  return schema.parse(body);
}

function leaves(nodes: readonly OutlineNode[]): readonly OutlineNode[] {
  return nodes.flatMap((node) => [...(node.documentId === null ? [] : [node]), ...leaves(node.children)]);
}

async function loadReport(call: Call): Promise<Report> {
  const mine = await ask(me.answer, 200, call('GET', '/api/me'));
  const committee = await ask(getCommittee.answer, 200, call('GET', `/api/committees/${mine.committees[0]?.id}`));
  return ask(getReport.answer, 200, call('GET', `/api/reports/${committee.reports[0]?.id}`));
}

async function findOwnDrafting(call: Call): Promise<OutlineNode> {
  const mine = await ask(me.answer, 200, call('GET', '/api/me'));
  const report = await loadReport(call);
  const section = leaves(report.outline).find((node) => node.ownerId === mine.id && node.state === 'drafting');
  if (section === undefined) throw new Error('The member has no section in drafting');
  return section;
}

interface StockClient {
  readonly doc: Y.Doc;
  readonly provider: WebsocketProvider;
}

/** Nothing but the stock provider, with a cookie as a browser sends it or with a token as a script does. */
async function openStock(documentId: string, sign: { cookie: string } | { token: string }): Promise<StockClient> {
  const doc = new Y.Doc();
  class SignedSocket extends WebSocket {
    constructor(address: string | URL) {
      super(address, 'cookie' in sign ? { headers: { cookie: sign.cookie, origin: server.url } } : {});
    }
  }
  const provider = new WebsocketProvider(`${server.url.replace('http', 'ws')}/sync`, documentId, doc, {
    // Its type asks for the browser's class; the one of `ws` has the same shape where the provider uses it.
    WebSocketPolyfill: SignedSocket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
    params: 'token' in sign ? { token: sign.token } : {},
  });
  await until(() => provider.synced);
  return { doc, provider };
}

function close({ doc, provider }: StockClient): void {
  provider.destroy();
  doc.destroy();
}

async function until(isSo: () => boolean | Promise<boolean>, withinMs = 10_000): Promise<void> {
  const end = Date.now() + withinMs;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error('It did not come to pass');
    await delay(50);
  }
}

function writeParagraph(doc: Y.Doc, text: string): void {
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText(text)]);
  const root = doc.getXmlFragment('default');
  root.insert(root.length, [paragraph]);
}

function textOf(doc: Y.Doc): string {
  return JSON.stringify(doc.getXmlFragment('default').toJSON());
}

async function durableText(call: Call, documentId: string | null): Promise<string> {
  const { blocks } = await ask(getDocumentText.answer, 200, call('GET', `/api/documents/${documentId}/text`));
  return blocks.map((block) => block.text).join('\n');
}

test('the stock provider edits a section, and another one sees it', async () => {
  const section = await findOwnDrafting(calls.member);
  const [writer, reader] = await Promise.all([
    openStock(section.documentId ?? '', calls.member),
    openStock(section.documentId ?? '', calls.chair),
  ]);

  writeParagraph(writer.doc, 'Câu viết bằng một trình khách thường.');

  await until(() => textOf(reader.doc).includes('Câu viết bằng một trình khách thường.'));
  expect(await durableText(calls.chair, section.documentId)).toContain('Câu viết bằng một trình khách thường.');
  close(writer);
  close(reader);
});

test('a section goes the whole road from typing to a frozen draft and a Word file', async () => {
  const { member, bureau, chair } = calls;
  const section = await findOwnDrafting(member);
  const stock = await openStock(section.documentId ?? '', member);
  writeParagraph(stock.doc, 'Thu ngân sách năm đầu nhiệm kỳ tăng 12,8%.');
  await until(async () => (await durableText(member, section.documentId)).includes('năm đầu nhiệm kỳ tăng 12,8%'));
  const { blocks } = await ask(getDocumentText.answer, 200, member('GET', `/api/documents/${section.documentId}/text`));
  const block = blocks.find((one) => one.text.includes('Thu ngân sách năm đầu nhiệm kỳ'));

  const thread = await ask(
    createThread.answer,
    201,
    chair('POST', `/api/documents/${section.documentId}/threads`, {
      blockId: block?.id,
      quote: 'tăng 12,8%',
      text: 'So với năm nào?',
    }),
  );
  expect(thread.state).toBe('open');
  await until(() => textOf(stock.doc).includes(thread.id));
  await ask(
    createThread.answer,
    200,
    member('POST', `/api/threads/${thread.id}/messages`, { text: 'So với năm 2019.' }),
  );
  const resolved = await ask(createThread.answer, 200, member('POST', `/api/threads/${thread.id}/resolve`));
  expect(resolved.state).toBe('resolved');
  await ask(createThread.answer, 200, chair('POST', `/api/threads/${thread.id}/reopen`));
  const threads = await ask(listThreads.answer, 200, member('GET', `/api/documents/${section.documentId}/threads`));
  expect(threads.items.find((one) => one.id === thread.id)?.messages.map((one) => one.text)).toEqual([
    'So với năm nào?',
    'So với năm 2019.',
  ]);

  const first = await ask(submitSection.answer, 201, member('POST', `/api/sections/${section.id}/submissions`, {}));
  expect(first.state).toBe('submitted');
  writeParagraph(stock.doc, 'Viết sau khi đã nộp.');
  await delay(500);
  expect(await durableText(member, section.documentId)).not.toContain('Viết sau khi đã nộp.');
  close(stock);

  const empty = await bureau('POST', `/api/submissions/${first.id}/return`, { reason: '  ' });
  expect(empty.status).toBe(422);
  const returned = await ask(
    returnSubmission.answer,
    200,
    bureau('POST', `/api/submissions/${first.id}/return`, { reason: 'Nêu rõ năm so sánh.' }),
  );
  expect(returned).toMatchObject({ state: 'returned', reason: 'Nêu rõ năm so sánh.' });

  const corrected = await openStock(section.documentId ?? '', member);
  expect(textOf(corrected.doc)).not.toContain('Viết sau khi đã nộp.');
  writeParagraph(corrected.doc, 'So với năm 2019 là năm thấp nhất.');
  await until(async () => (await durableText(member, section.documentId)).includes('năm thấp nhất'));
  close(corrected);
  const second = await ask(submitSection.answer, 201, member('POST', `/api/sections/${section.id}/submissions`, {}));
  const received = await ask(receiveSubmission.answer, 200, bureau('POST', `/api/submissions/${second.id}/receive`));
  expect(received.state).toBe('received');

  const report = await loadReport(bureau);
  const part = report.parts.find((one) => one.sectionIds.includes(section.id));
  expect(part?.incoming.map((one) => one.submissionId)).toContain(second.id);
  const merge = await ask(
    stageMerge.answer,
    201,
    bureau('POST', `/api/parts/${part?.id}/merges`, { submissionId: second.id }),
  );
  expect(merge.changes.length).toBeGreaterThan(0);
  expect(await durableText(bureau, part?.documentId ?? '')).not.toContain('năm thấp nhất');
  const decisions = Object.fromEntries(merge.conflicts.map((one) => [one.id, { take: 'theirs' }]));
  await ask(applyMerge.answer, 200, bureau('POST', `/api/merges/${merge.id}/apply`, { decisions }));
  expect(await durableText(bureau, part?.documentId ?? '')).toContain('So với năm 2019 là năm thấp nhất.');

  await ask(revertMerge.answer, 200, bureau('POST', `/api/merges/${merge.id}/revert`));
  expect(await durableText(bureau, part?.documentId ?? '')).not.toContain('năm thấp nhất');
  const again = await ask(
    stageMerge.answer,
    201,
    bureau('POST', `/api/parts/${part?.id}/merges`, { submissionId: second.id }),
  );
  await ask(
    applyMerge.answer,
    200,
    bureau('POST', `/api/merges/${again.id}/apply`, {
      decisions: Object.fromEntries(again.conflicts.map((one) => [one.id, { take: 'theirs' }])),
    }),
  );
  const merges = await ask(listMerges.answer, 200, bureau('GET', `/api/reports/${report.id}/merges`));
  expect(merges.items.map((one) => one.id)).toContain(again.id);

  const draft = await ask(freezeDraft.answer, 201, bureau('POST', `/api/reports/${report.id}/drafts`, {}));
  expect(draft.number).toBe((report.drafts[0]?.number ?? 0) + 1);
  const file = await bureau('GET', `/api/reports/${report.id}/export?format=docx&draft=${draft.number}`);
  expect(file.status).toBe(200);
  expect(new TextDecoder().decode(file.bytes.subarray(0, 2))).toBe('PK');

  await ask(reopenSection.answer, 200, bureau('POST', `/api/sections/${section.id}/reopen`, {}));
  const versions = await ask(listVersions.answer, 200, member('GET', `/api/documents/${section.documentId}/versions`));
  expect(versions.items.map((one) => one.kind)).toEqual(expect.arrayContaining(['submission', 'return', 'receipt']));
});

test('a merge with an open conflict is refused with its name', async () => {
  const report = await loadReport(calls.bureau);
  const waiting = report.parts.flatMap((part) => part.incoming.map((one) => ({ part, one })));
  const staged = await Promise.all(
    waiting.map(({ part, one }) =>
      ask(
        stageMerge.answer,
        201,
        calls.helper('POST', `/api/parts/${part.id}/merges`, { submissionId: one.submissionId }),
      ),
    ),
  );
  const contested = staged.find((merge) => merge.conflicts.length > 0);
  expect(contested, 'the founding example has a conflict waiting').toBeDefined();

  expect((await calls.helper('POST', `/api/merges/${contested?.id}/apply`, {})).status).toBe(403);
  const refused = await calls.bureau('POST', `/api/merges/${contested?.id}/apply`, {});

  expect(refused.status).toBe(409);
  expect(refused.body).toMatchObject({ code: 'merge/undecided' });
  expect(JSON.stringify(refused.body)).toContain(contested?.conflicts[0]?.id);
});

test('what is not there and what is not for the caller have the same answer', async () => {
  const report = await loadReport(calls.bureau);
  const part = report.parts[0];
  const stranger = await signIn('quantri');

  const [hidden, absent] = await Promise.all([
    stranger('GET', `/api/parts/${part?.id}`),
    stranger('GET', '/api/parts/AAAAAAAAAAAAAAAAAAAAAA'),
  ]);

  expect(hidden.status).toBe(404);
  expect(hidden.bytes).toEqual(absent.bytes);
});

test('each call of the road stands in the description of the surface', async () => {
  const { body } = await calls.member('GET', '/api/openapi.json');

  const paths = Object.keys((body as { readonly paths: object }).paths);
  expect(paths).toEqual(
    expect.arrayContaining([
      '/api/session',
      '/api/me',
      '/api/committees/{id}',
      '/api/reports/{id}',
      '/api/reports/{id}/outline',
      '/api/sections/{id}',
      '/api/sections/{id}/submissions',
      '/api/sections/{id}/reopen',
      '/api/submissions/{id}/receive',
      '/api/submissions/{id}/return',
      '/api/submissions/{id}/withdraw',
      '/api/documents/{id}/text',
      '/api/documents/{id}/threads',
      '/api/documents/{id}/versions',
      '/api/threads/{id}/messages',
      '/api/threads/{id}/resolve',
      '/api/threads/{id}/reopen',
      '/api/parts/{id}/merges',
      '/api/reports/{id}/merges',
      '/api/merges/{id}/apply',
      '/api/merges/{id}/revert',
      '/api/reports/{id}/drafts',
      '/api/reports/{id}/export',
      '/api/jobs/{id}',
    ]),
  );
});

test('the stock provider edits with a token that the command line printed', async () => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(root, 'server/launch/cli.mjs'), 'token', 'uyvien1'],
    { cwd: root, env: { ...process.env, DATA_DIR: server.dataDir }, timeout: 30_000 },
  );
  const section = await findOwnDrafting(calls.member);
  const stock = await openStock(section.documentId ?? '', { token: stdout.trim() });

  writeParagraph(stock.doc, 'Câu viết bằng mã truy cập.');

  await until(async () => (await durableText(calls.member, section.documentId)).includes('Câu viết bằng mã truy cập.'));
  close(stock);
});

test('the stock provider stays connected for 100 seconds in a silent room', async () => {
  await delay(Math.max(0, silent.since + 100_000 - Date.now()));

  expect(silent.statuses).toEqual([]);
  expect(silent.client.provider.wsconnected).toBe(true);
});
