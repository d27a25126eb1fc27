import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import type { DocumentId } from '#shared/model/ids.ts';
import { reportSchema, type OutlineNode } from '#shared/protocol/reports.ts';
import { sectionDetailSchema, type SectionDetail } from '#shared/protocol/sections.ts';
import { committeeSchema } from '#shared/protocol/committees.ts';
import { openClient, type LiveClient } from '#test/world/live.ts';
import { openServer, readReport, signInAs, type OpenServer, type Visitor } from '#test/world/open-server.ts';

let server: OpenServer;
let chair: Visitor;
let people: ReadonlyMap<string, string>;
const clients: LiveClient[] = [];

beforeAll(async () => {
  server = await openServer({ env: { DEMO: '1' }, limits: { requestsPerSecond: 1_000, requestBurst: 10_000 } });
  chair = await signInAs(server.url, 'truongban');
  const { committeeId } = await readReport(chair);
  const committee = committeeSchema.parse((await chair.call('GET', `/api/committees/${committeeId}`)).json);
  people = new Map(committee.people.map((person) => [person.id, person.login]));
}, 60_000);

afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});

afterAll(() => server.close());

const WAIT = { timeout: 15_000, interval: 20 };

const detailOf = (json: unknown): SectionDetail => sectionDetailSchema.parse(json);

/** A new section at the top that is open to all, with two paragraphs of its owner's. */
async function makeSection(): Promise<OutlineNode & { readonly documentId: DocumentId }> {
  const { id } = await readReport(chair);
  const body = { parentId: null, position: 0, title: 'Mục mới' };
  const made = detailOf((await chair.call('POST', `/api/reports/${id}/sections`, body)).json);
  const assigned = detailOf((await assign(made.section, OWNER)).json).section;
  const { documentId } = assigned;
  if (documentId === null) throw new Error('The new section has no text');
  const writer = await open(OWNER, documentId);
  writer.type('Đoạn đầu');
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.setAttribute('id', 'doan-sau');
  paragraph.insert(0, [new Y.XmlText('Đoạn sau')]);
  writer.doc.getXmlFragment('default').push([paragraph]);
  await vi.waitFor(() => expect(writer.saved()).toBe(writer.sent()), WAIT);
  return { ...assigned, documentId };
}

const OWNER = 'uyvien1';
const NEXT = 'uyvien2';

async function open(login: string, documentId: string): Promise<LiveClient> {
  const visitor = await signInAs(server.url, login);
  const cookie = visitor.headers['cookie'] ?? '';
  const client = openClient(`${server.url.replace('http', 'ws')}/sync`, '', { cookie, documentId, ours: true });
  clients.push(client);
  await vi.waitFor(() => expect(client.provider.synced).toBe(true), WAIT);
  return client;
}

function assign(node: OutlineNode, login: string) {
  const ownerId = [...people].find(([, one]) => one === login)?.[0];
  const body = { ownerId, coEditorIds: [], approverId: null, startOn: node.startOn, due: node.due, product: '' };
  return chair.call('PUT', `/api/sections/${node.id}/assignment`, body);
}

test('a section given to somebody else can be typed in by them at once, and no longer by who had it', async () => {
  const section = await makeSection();
  const [before, after] = [await open(OWNER, section.documentId), await open(NEXT, section.documentId)];
  before.type('[trước]');
  await vi.waitFor(() => expect(before.saved()).toBe(before.sent()), WAIT);

  expect((await assign(section, NEXT)).status).toBe(200);

  const grade = (client: LiveClient, wanted: string) =>
    vi.waitFor(
      () => expect(client.frames).toContainEqual(expect.objectContaining({ kind: 'right', grade: wanted })),
      WAIT,
    );
  await Promise.all([grade(before, 'comment'), grade(after, 'edit')]);
  before.type('[sau]');
  after.type('[người mới]');
  await vi.waitFor(() => expect(before.frames.some(({ kind }) => kind === 'refused')).toBe(true), WAIT);
  await vi.waitFor(() => expect(before.text()).toContain('[người mới]'), WAIT);
  const { text } = await chair.call('GET', `/api/documents/${section.documentId}/text`);
  expect([text.includes('[trước]'), text.includes('[sau]'), text.includes('[người mới]')]).toEqual([true, false, true]);
}, 60_000);

test('who writes in a section that is taken out is closed out, and writes on when it is back', async () => {
  const section = await makeSection();
  const writer = await open(OWNER, section.documentId);

  expect((await chair.call('DELETE', `/api/sections/${section.id}`)).status).toBe(204);

  await vi.waitFor(() => expect(writer.closed()?.code).toBe(4404), WAIT);
  const reader = await signInAs(server.url, OWNER);
  expect((await reader.call('GET', `/api/documents/${section.documentId}`)).status).toBe(404);
  expect((await chair.call('POST', `/api/sections/${section.id}/restore`)).status).toBe(200);
  const again = await open(OWNER, section.documentId);
  again.type('[trở lại]');
  await vi.waitFor(() => expect(again.saved()).toBe(again.sent()), WAIT);
}, 60_000);

test('a split is seen at once by who writes in the section, and both halves are written on', async () => {
  const section = await makeSection();
  const writer = await open(OWNER, section.documentId);

  const made = await chair.call('POST', `/api/sections/${section.id}/split`, { blockId: 'doan-sau', title: 'Nửa sau' });

  expect(made.status).toBe(201);
  await vi.waitFor(() => expect(writer.text()).not.toContain('Đoạn sau'), WAIT);
  writer.type('[nửa đầu]');
  await vi.waitFor(() => expect(writer.saved()).toBe(writer.sent()), WAIT);
  const half = await open(OWNER, detailOf(made.json).section.documentId ?? '');
  expect(half.text()).toContain('Đoạn sau');
  half.type('[nửa sau]');
  await vi.waitFor(() => expect(half.saved()).toBe(half.sent()), WAIT);
}, 60_000);

test('a section is changed only as its caller saw it, if they say so', async () => {
  const section = await makeSection();
  const path = `/api/sections/${section.id}`;
  const seen = await chair.call('GET', path);
  const tag = seen.headers.get('etag') ?? '';
  const change = (guidance: string, ifMatch: string) =>
    chair.call('PATCH', path, { guidance }, { 'if-match': ifMatch });

  const changed = await change('Một', tag);
  const late = await change('Hai', tag);
  const listed = await change('Ba', `"none", ${changed.headers.get('etag')}`);

  expect([tag, changed.headers.get('etag')]).toEqual(['"2"', '"3"']);
  expect([changed.status, late.status, listed.status]).toEqual([200, 412, 200]);
  expect(late.json).toMatchObject({ code: 'stale' });
  expect((await change('Bốn', '*')).status).toBe(200);
  expect(detailOf((await chair.call('GET', path)).json).guidance).toBe('Bốn');
});

test('a day that will not do is named, and nothing of the change is done', async () => {
  const section = await makeSection();
  const path = `/api/sections/${section.id}`;
  const refused = await chair.call('PATCH', path, { title: 'Khác', due: '2031-04-15' });

  expect(refused.status).toBe(422);
  expect(refused.json).toMatchObject({ code: 'section/date-outside', details: { field: 'due', latest: '2025-12-31' } });
  expect((await chair.call('PATCH', path, { due: '2020-02-31' })).json).toMatchObject({
    code: 'malformed',
    errors: [{ pointer: '/due' }],
  });
  for (const title of ['   ', 'a'.repeat(301)]) {
    expect((await chair.call('PATCH', path, { title })).json).toMatchObject({ errors: [{ pointer: '/title' }] });
  }
  expect(detailOf((await chair.call('GET', path)).json).section.title).toBe(section.title);
});

test('a report made twice with one key is made once', async () => {
  const { committeeId } = await readReport(chair);
  const path = `/api/committees/${committeeId}/reports`;
  const body = { title: 'Nghị quyết', documentTitle: 'NGHỊ QUYẾT', subject: '', profile: 'dang-hd36-2018' };
  const make = () => chair.call('POST', path, { ...body, templateId: 'bckd-bch' }, { 'idempotency-key': 'hai-lan' });

  const [one, other] = [await make(), await make()];

  expect([one.status, other.text, other.headers.get('etag')]).toEqual([201, one.text, one.headers.get('etag')]);
  expect(reportSchema.parse(one.json).outline.length).toBeGreaterThan(3);
  const committee = committeeSchema.parse((await chair.call('GET', `/api/committees/${committeeId}`)).json);
  expect(committee.reports.filter(({ title }) => title === 'Nghị quyết')).toHaveLength(1);
});
