import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import WebSocket from 'ws';
import { z } from 'zod';
import { idOf, type BlockId, type DocumentId, type SectionId, type ThreadId } from '#shared/model/ids.ts';
import { committeeSchema } from '#shared/protocol/committees.ts';
import type { AnyEndpoint } from '#shared/protocol/endpoint.ts';
import { SUBPROTOCOL } from '#shared/protocol/frames.ts';
import { assignSection } from '#server/actions/assignment.ts';
import { freezeDraft } from '#server/actions/drafts.ts';
import { uploadImage } from '#server/actions/images.ts';
import { applyMerge, stageMerge } from '#server/actions/merges.ts';
import { deleteSection, restoreSection } from '#server/actions/outline-delete.ts';
import { placeSection } from '#server/actions/outline-place.ts';
import { createSection, updateSection } from '#server/actions/outline-sections.ts';
import { approveOutline, proposeOutline } from '#server/actions/outline-versions.ts';
import { reopenSection } from '#server/actions/sections.ts';
import { receiveSubmission, returnSubmission, submitSection } from '#server/actions/submissions.ts';
import { answerThread, createThread, reopenThread, resolveThread } from '#server/actions/threads.ts';
import { createVersion } from '#server/actions/versions.ts';
import { listEndpoints } from '#server/http/endpoints.ts';
import { textOf, writeText, type PersonName, type TextPlace } from '#test/world/committee.ts';
import { hearSoFar, listen, type Stream } from '#test/world/listener.ts';
import { openOffice, type Office } from '#test/world/office.ts';
import type { Visitor } from '#test/world/open-server.ts';
import { sampleBody, textFieldsOf } from '#test/world/samples.ts';

/**
 * One report, looked at by everyone who may not know of a closed section: before it is there, and after it was written, discussed, handed
 * in, taken back and staged for a merge. Whatever they can ask has to be the same, byte for byte.
 */
const OBSERVERS = ['bureau', 'helper', 'other', 'office', 'admin', 'stranger'] as const satisfies readonly PersonName[];

/** What no observer may ever read, in titles, texts, comments, names and reasons. */
const WORD = 'kin-mot-trong-nha';

type Secret = Readonly<
  Record<
    'sectionId' | 'documentId' | 'submissionId' | 'threadId' | 'mergeId' | 'imageId' | 'versionId' | 'blockId',
    string
  >
>;

let office: Office;
let known: Readonly<Record<string, readonly string[]>>;
let before: ReadonlyMap<string, string>;
let streams: readonly Stream[] = [];
/** What each observer heard before the section was handed in for the first time. */
let heardBefore: readonly (readonly string[])[];
let secret: Secret;

beforeAll(async () => {
  office = await openOffice();
  known = await prepare();
  before = await lookAround();
  secret = await makeSecret();
}, 120_000);

afterAll(async () => {
  for (const stream of streams) stream.leave();
  await office.close();
});

/** What the observers may know: a text that was received and merged, a draft, an outline that was approved. */
async function prepare(): Promise<Readonly<Record<string, readonly string[]>>> {
  const { context, committee } = office;
  const { as, open, report } = committee;
  await writeText({ context }, open.documentId, as.owner, textOf('a: Thu ngân sách tăng', 'b: Chi tiết kiệm'));
  const thread = await createThread(context, as.bureau, {
    id: open.documentId,
    blockId: blockId('a'),
    quote: 'ngân sách',
    text: 'Số liệu nào?',
    mentions: [],
  });
  const image = await uploadImage(context, as.owner, { id: open.documentId, bytes: DOT });
  const submission = await handIn(open);
  await receiveSubmission(context, as.bureau, { id: submission.id });
  const merge = await stageMerge(context, as.bureau, { id: open.partId, submissionId: submission.id });
  await applyMerge(context, as.bureau, { id: merge.id, decisions: {}, refused: [] });
  await freezeDraft(context, as.bureau, { id: report.reportId, note: '' });
  const version = await proposeOutline(context, as.chair, { id: report.reportId, note: '' });
  await approveOutline(context, as.chair, { id: version.id });
  const { organisationId } = committeeSchema.parse(
    (await office.as('chair').call('GET', `/api/committees/${committee.committeeId}`)).json,
  );
  return {
    committees: [committee.committeeId],
    reports: [report.reportId],
    sections: [open.sectionId, committee.annex.sectionId],
    documents: [open.documentId, committee.annex.documentId, open.partDocumentId],
    parts: [open.partId, committee.annex.partId],
    submissions: [submission.id],
    threads: [thread.id],
    merges: [merge.id],
    'outline-versions': [version.id],
    organisations: [organisationId],
    images: [image.id],
  };
}

/** A section that was known only to its writers and the chair for most of its life, and is so now. */
async function makeSecret(): Promise<Secret> {
  const { context, committee } = office;
  const { as, open, report } = committee;
  const parentId = topOf(open);
  const { section } = await createSection(context, as.chair, {
    id: report.reportId,
    parentId,
    position: 1,
    title: `${WORD} tiêu đề`,
    guidance: `${WORD} hướng dẫn`,
    elements: [{ key: 'x', vi: WORD, en: WORD }],
    targetWords: 500,
    hasText: true,
  });
  const { id: sectionId, documentId } = section;
  if (documentId === null) throw new Error('The section has no text');
  await updateSection(context, as.chair, { id: sectionId, visibility: 'closedUntilSubmitted' });
  streams = await Promise.all(OBSERVERS.map((name) => listen(office, name)));

  const place: TextPlace = { ...open, sectionId, documentId };
  await assign(place);
  await writeText({ context }, documentId, as.owner, textOf(`kin-mot-trong-nha-bl: ${WORD} câu một`, 'kin-t: Câu hai'));
  const thread = await discuss(place);
  const version = await createVersion(context, as.owner, { id: documentId, name: `${WORD} mốc` });
  const image = await uploadImage(context, as.owner, { id: documentId, bytes: DOT });
  await placeSection(context, as.chair, { id: sectionId, parentId, position: 0 });
  await deleteSection(context, as.chair, { id: sectionId });
  await restoreSection(context, as.chair, { id: sectionId });
  await deleteSection(context, as.chair, { id: committee.closed.sectionId });

  // While it is handed in anybody may hear of it.
  heardBefore = await heardSoFar();
  const first = await handIn(place, `${WORD} ghi chú`);
  await returnSubmission(context, as.bureau, { id: first.id, reason: `${WORD} lý do` });
  const second = await handIn(place, `${WORD} ghi chú`);
  await receiveSubmission(context, as.bureau, { id: second.id });
  const merge = await stageMerge(context, as.bureau, { id: open.partId, submissionId: second.id });
  await reopenSection(context, as.bureau, { id: sectionId, reason: `${WORD} mở lại` });
  return {
    sectionId,
    documentId,
    submissionId: second.id,
    threadId: thread,
    mergeId: merge.id,
    imageId: image.id,
    versionId: version.id,
    blockId: 'kin-mot-trong-nha-bl',
  };
}

async function assign({ sectionId }: TextPlace): Promise<void> {
  const { as } = office.committee;
  await assignSection(office.context, as.chair, {
    id: sectionId,
    ownerId: as.owner.personId,
    coEditorIds: [as.writer.personId],
    approverId: as.chair.personId,
    startOn: '2020-03-27',
    due: '2020-04-01',
    product: `${WORD} sản phẩm`,
    applyToChildren: false,
  });
}

async function discuss({ documentId }: TextPlace): Promise<string> {
  const { context, committee } = office;
  const { chair, owner } = committee.as;
  const { id } = await createThread(context, chair, {
    id: documentId,
    blockId: blockId('kin-mot-trong-nha-bl'),
    quote: WORD,
    text: `${WORD} nhận xét`,
    mentions: [owner.personId],
  });
  await answerThread(context, owner, { id, text: `${WORD} trả lời`, mentions: [] });
  await resolveThread(context, owner, { id });
  await reopenThread(context, chair, { id });
  return id;
}

async function handIn({ sectionId }: TextPlace, note = '') {
  return submitSection(office.context, office.committee.as.owner, { id: sectionId, note });
}

/** The section above the two texts of the first part. */
function topOf({ partId }: TextPlace): SectionId {
  const part = office.committee.report.parts.get('results');
  const top = office.committee.report.sections.get('results');
  if (part?.id !== partId || top === undefined) throw new Error('The first part is another');
  return top.id;
}

function blockId(id: string): BlockId {
  return idOf<BlockId>(id);
}

/** One white dot. */
const DOT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==',
  'base64',
);

/** What each observer heard so far. */
const heardSoFar = (): Promise<readonly (readonly string[])[]> => hearSoFar(office, streams);

/** What a call is about: `sections` of `/api/sections/:id/export`. */
function objectOf({ path }: AnyEndpoint): string | undefined {
  return /^\/api\/([\w-]+)\/:/.exec(path)?.[1];
}

/** What is asked for beside the path; a call that lacks what it needs is answered 400, which fails. */
const QUERIES: Readonly<Record<string, readonly string[]>> = {
  exportReport: ['?format=docx', '?format=docx&comments=open', '?format=docx&draft=1'],
  exportPart: ['?format=docx', '?format=docx&comments=open'],
  exportSection: ['?format=docx', '?format=docx&comments=open'],
  exportOutline: ['?format=docx'],
  getDocumentText: ['', '?suggestions=rejected'],
};

/** Nobody but the one who asks is in it: their own sessions, tokens, jobs and files. */
const OWN = ['listSessions', 'listTokens', 'getJob', 'getFile', 'getEvents'];

/** Every answer that the observers get by reading, by who asked for what. */
async function lookAround(): Promise<ReadonlyMap<string, string>> {
  const seen = new Map<string, string>();
  for (const { name, endpoint } of listEndpoints()) {
    if (endpoint.method !== 'GET' || OWN.includes(name)) continue;
    const object = objectOf(endpoint);
    for (const id of object === undefined ? [''] : (known[object] ?? [])) {
      for (const query of QUERIES[name] ?? ['']) {
        const path = `${endpoint.path.replace(':id', id)}${query}`;
        for (const observer of OBSERVERS)
          seen.set(`${observer} ${name} ${path}`, await read(office.as(observer), path));
      }
    }
  }
  return seen;
}

async function read(visitor: Visitor, path: string): Promise<string> {
  const response = await fetch(office.url + path, { headers: visitor.headers });
  const bytes = new Uint8Array(await response.arrayBuffer());
  const isFile = response.headers.get('content-type')?.includes('officedocument') === true;
  return describe(response, isFile ? textOfWord(bytes) : new TextDecoder().decode(bytes), isFile);
}

/** What a Word file holds, without when it was made. */
function textOfWord(bytes: Uint8Array): string {
  const parts = Object.entries(unzipSync(bytes)).filter(([name]) => name !== 'docProps/core.xml');
  return parts.map(([name, part]) => `${name}: ${new TextDecoder().decode(part)}`).join('\n');
}

function describe(
  answer: { readonly status: number; readonly headers: Headers },
  text: string,
  isFile = false,
): string {
  const passing = ['date', ...(isFile ? ['content-length'] : [])];
  const headers = [...answer.headers].filter(([name]) => !passing.includes(name));
  return `${answer.status} ${JSON.stringify(headers)} ${text}`;
}

test('T18 who may not know a closed section reads the same, byte for byte, whether or not it is there', async () => {
  const after = await lookAround();

  const changed = [...after].filter(([asked, answer]) => before.get(asked) !== answer);
  expect(changed.map(([asked, answer]) => [asked, before.get(asked), answer])).toEqual([]);
  expect(after.size).toBe(before.size);
}, 60_000);

test('T18 no answer says a word of a closed section, and each could be asked for', async () => {
  const { closed } = office.committee;
  const words = [WORD, 'Nội bộ', closed.sectionId, closed.documentId, ...Object.values(secret)];

  const telling = [...before, ...(await lookAround())].flatMap(([asked, answer]) =>
    words.filter((word) => answer.includes(word)).map((word) => `${asked} says ${word}`),
  );

  expect(telling).toEqual([]);
  expect([...before].filter(([, answer]) => answer.startsWith('400')).map(([asked]) => asked)).toEqual([]);
}, 60_000);

test('T18 every call that reads was asked of somebody', () => {
  const asked = new Set([...before.keys()].map((key) => key.split(' ')[1]));
  const reading = listEndpoints().filter(({ name, endpoint }) => endpoint.method === 'GET' && !OWN.includes(name));

  expect(reading.filter(({ name }) => !asked.has(name)).map(({ name }) => name)).toEqual([]);
});

test('T18 nobody else hears that a closed section is written, discussed, moved, taken out or brought back', async () => {
  expect(heardBefore).toEqual(OBSERVERS.map(() => []));
  const { as } = office.committee;
  const place = { documentId: idOf<DocumentId>(secret.documentId), sectionId: idOf<SectionId>(secret.sectionId) };
  const already = (await heardSoFar()).map((lines) => lines.length);

  await writeText(office, place.documentId, as.owner, textOf('kin-mot-trong-nha-bl: Câu khác'));
  await answerThread(office.context, as.owner, { id: idOf<ThreadId>(secret.threadId), text: 'Thêm', mentions: [] });
  await updateSection(office.context, as.chair, { id: place.sectionId, targetWords: 700 });

  const since = (await heardSoFar()).map((lines, at) => lines.slice(already[at]));
  expect(since).toEqual(OBSERVERS.map(() => []));
});

/** The ids that nobody may know, by the objects in whose calls they stand; objects that are never closed have none. */
function secretsOf(object: string): readonly string[] {
  const { closed } = office.committee;
  const ids: Readonly<Record<string, readonly string[]>> = {
    sections: [secret.sectionId, closed.sectionId],
    documents: [secret.documentId, closed.documentId],
    submissions: [secret.submissionId],
    threads: [secret.threadId],
    merges: [secret.mergeId],
    images: [secret.imageId],
    versions: [secret.versionId],
  };
  return ids[object] ?? [];
}

/** Objects that everyone who may know their report or committee may know, and what is of one person alone. */
const NEVER_CLOSED = 'committees organisations reports parts people links claims me outline-versions jobs files'.split(
  ' ',
);
const UNKNOWN = 'A'.repeat(20);

async function ask(visitor: Visitor, endpoint: AnyEndpoint, path: string, body: unknown): Promise<string> {
  const answer =
    endpoint.bodyKind === 'multipart'
      ? await visitor.upload(path, DOT)
      : await visitor.call(endpoint.method, path, body);
  return describe(answer, answer.text);
}

test('T18 every call about something closed is answered as if it were not there', async () => {
  const told: string[] = [];
  const strange: string[] = [];
  for (const { name, endpoint } of listEndpoints()) {
    const object = objectOf(endpoint);
    if (object === undefined || NEVER_CLOSED.includes(object)) continue;
    if (secretsOf(object).length === 0) strange.push(`${name}: nothing closed is known of ${object}`);
    const [query = ''] = QUERIES[name] ?? [];
    for (const observer of OBSERVERS) {
      const answerOf = (id: string): Promise<string> =>
        ask(office.as(observer), endpoint, endpoint.path.replace(':id', id) + query, sampleBody(endpoint));
      const unknown = await answerOf(UNKNOWN);
      for (const id of secretsOf(object)) {
        const answer = await answerOf(id);
        if (answer !== unknown) told.push(`${name} by ${observer}: ${answer}, not ${unknown}`);
      }
    }
  }

  expect(strange).toEqual([]);
  expect(told).toEqual([]);
}, 60_000);

test('T18 an id of something closed in a body is answered as an unknown one', async () => {
  const told: string[] = [];
  // What anyone may call asks for a secret first, and counts wrong ones.
  for (const { name, endpoint } of listEndpoints().filter((one) => one.endpoint.access !== 'public')) {
    const object = objectOf(endpoint);
    const [id] = object === undefined ? [''] : (known[object] ?? []);
    if (id === undefined) continue;
    for (const { path: field } of textFieldsOf(endpoint).filter((one) => one.isId)) {
      for (const observer of OBSERVERS) {
        const answerTo = (given: string): Promise<string> =>
          ask(
            office.as(observer),
            endpoint,
            endpoint.path.replace(':id', id),
            sampleBody(endpoint, (one) => (one.path === field ? given : undefined)),
          );
        const unknown = await answerTo(UNKNOWN);
        for (const given of Object.values(secret)) {
          const answer = (await answerTo(given)).replaceAll(given, UNKNOWN);
          if (answer !== unknown) told.push(`${name} ${field} by ${observer}: ${answer}, not ${unknown}`);
        }
      }
    }
  }

  expect(told).toEqual([]);
}, 60_000);

test('T18 a live connection to a closed text ends as one to a text that is not there', async () => {
  const told: string[] = [];
  for (const observer of OBSERVERS) {
    const [closed, unknown] = await Promise.all([secret.documentId, UNKNOWN].map((id) => connect(id, observer)));
    if (closed !== unknown || !closed?.startsWith('4404')) told.push(`${observer}: ${closed}, not ${unknown}`);
  }

  expect(told).toEqual([]);
});

/** All that a connection is told until it ends. */
function connect(documentId: string, name: PersonName): Promise<string> {
  const url = `${office.url.replace('http', 'ws')}/sync/${documentId}`;
  const socket = new WebSocket(url, [SUBPROTOCOL], { headers: office.as(name).headers });
  const frames: string[] = [];
  socket.on('message', (data) => frames.push(z.instanceof(Buffer).parse(data).toString('hex')));
  return new Promise((settle, fail) => {
    socket.once('error', fail);
    socket.once('close', (code, reason) => settle(`${code} ${reason.toString()} ${frames.join(' ')}`));
  });
}
