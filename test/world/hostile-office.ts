import { setTimeout as delay } from 'node:timers/promises';
import * as Y from 'yjs';
import { z } from 'zod';
import { isSafeHref } from '#shared/document/schema.ts';
import { reportSchema } from '#shared/protocol/reports.ts';
import { listEndpoints } from '#server/http/endpoints.ts';
import { HOSTILE } from '#test/world/hostile.ts';
import { openClient } from '#test/world/live.ts';
import { readReport, signInAs, stranger, visitorWith, type Visitor } from '#test/world/open-server.ts';
import { sampleBody } from '#test/world/samples.ts';

type Who = 'admin' | 'chair' | 'bureau' | 'owner';

interface Planting {
  readonly url: string;
  readonly people: Readonly<Record<Who, Visitor>>;
  /** The text fields that hostile words were given in: `createSection title`. */
  readonly given: Set<string>;
}

interface Planted {
  readonly committeeId: string;
  readonly reportId: string;
  /** Out of whose outline every section was taken. */
  readonly cutReportId: string;
  /** Of an invitation and of a meeting. */
  readonly secrets: readonly string[];
  readonly sections: readonly { readonly id: string; readonly documentId: string; readonly words: string }[];
  readonly merges: readonly string[];
  readonly partId: string;
}

/** An office in which every text is hostile, and who gave it. */
export interface HostileOffice extends Planting, Planted {}

/** Gives hostile words in every text of every call of a server with the founding example; `said`: what its start printed. */
export async function plantHostileWords(url: string, said: string): Promise<HostileOffice> {
  const [admin, chair, bureau, owner] = await Promise.all([
    setUp(url, said),
    signInAs(url, 'truongban'),
    signInAs(url, 'thuongtruc1'),
    signInAs(url, 'uyvien1'),
  ]);
  const planting = { url, people: { admin, chair, bureau, owner }, given: new Set<string>() };
  return { ...planting, ...(await plantAll(planting)) };
}

/** The first account of the office, made by the link that the start printed: an administrator who is no one of the demo. */
async function setUp(url: string, said: string): Promise<Visitor> {
  const [, secret = ''] = /\/thiet-lap#([\w-]{43})/.exec(said) ?? [];
  const [, words = ''] = HOSTILE;
  const fields = { secret, login: 'ha', name: words, title: words, password: 'mưa dầm trên mái ngói' };
  return visitorWith(url, await stranger(url).call('POST', '/api/set-up', fields));
}

const withId = z.object({ id: z.string() });
const REFUSED_WORDS = [409, 422];

/**
 * Makes a call by its name with the words in every text field that is not said otherwise. Words that the server refuses for what they are
 * are nowhere to be shown; throws for anything else that is no success.
 */
async function give(
  { people, given }: Planting,
  who: Who,
  name: string,
  words: string,
  {
    path = {},
    fields = {},
  }: { path?: Readonly<Record<string, string>>; fields?: Readonly<Record<string, unknown>> } = {},
): Promise<unknown> {
  const endpoint = listEndpoints().find((one) => one.name === name)?.endpoint;
  if (endpoint === undefined) throw new Error(`There is no call ${name}`);
  const address = endpoint.path.replace(/:(\w+)/g, (_, key: string) => path[key] ?? '');
  const body = sampleBody(endpoint, (field) => {
    if (field.isId) return undefined;
    // What is said otherwise is added by who says it.
    if (!Object.hasOwn(fields, field.path.split('/')[0] ?? '')) given.add(`${name} ${field.path}`);
    return words.slice(0, field.maxLength);
  });
  const answer = await people[who].call(
    endpoint.method,
    address,
    body === undefined ? undefined : Object.assign({}, body, fields),
  );
  if (answer.status < 300) return answer.json;
  if (REFUSED_WORDS.includes(answer.status)) return undefined;
  throw new Error(`${name} with ${words} was answered ${answer.status}: ${answer.text}`);
}

async function plantAll(planting: Planting): Promise<Planted> {
  const { chair, bureau, owner } = planting.people;
  const committeeId = (await readReport(chair)).committeeId;
  const ownerId = withId.parse((await owner.call('GET', '/api/me')).json).id;
  const polyglot = HOSTILE[1] ?? '';
  const cutReportId = await plantSplits(planting, committeeId, ownerId);
  const report = { path: { id: committeeId }, fields: { templateId: null, profile: 'dang-hd36-2018' } };
  const reportId = withId.parse(await give(planting, 'chair', 'createReport', polyglot, report)).id;
  const top = { parentId: null, hasText: false, numbering: 'part' };
  const made = await give(planting, 'chair', 'createSection', polyglot, { path: { id: reportId }, fields: top });
  const parentId = sectionOf(made).id;
  const partId = reportSchema.parse((await chair.call('GET', `/api/reports/${reportId}`)).json).parts[0]?.id ?? '';
  const sections: Planted['sections'][number][] = [];
  const merges: string[] = [];
  for (const [at, words] of HOSTILE.entries()) {
    await plantAround(planting, committeeId, words);
    const section = await plantSection(planting, { reportId, parentId, ownerId, position: at }, words);
    sections.push(section);
    const merge = await plantWork(planting, section, partId);
    if (at % 8 === 0) merges.push(merge);
    else await bureau.call('POST', `/api/merges/${merge}/apply`, { decisions: {} });
    if (at % 3 === 2) await give(planting, 'bureau', 'reopenSection', words, { path: { id: section.id } });
    await give(planting, 'bureau', 'freezeDraft', words, { path: { id: reportId } });
    await give(planting, 'chair', 'proposeOutline', words, { path: { id: reportId } });
  }
  const secrets = await plantLinks(planting, committeeId);
  return { committeeId, reportId, cutReportId, secrets, sections, merges, partId };
}

function sectionOf(answer: unknown): { readonly id: string; readonly documentId: string | null } {
  const shape = z.object({ section: z.object({ id: z.string(), documentId: z.string().nullable() }) });
  return shape.parse(answer).section;
}

/** What belongs to the committee, its people and the whole report. */
async function plantAround(planting: Planting, committeeId: string, words: string): Promise<void> {
  await give(planting, 'chair', 'makeToken', words);
  const line = { name: words.slice(0, 80), title: words, roles: ['member'] };
  const added = await give(planting, 'bureau', 'addPeople', words, {
    path: { id: committeeId },
    fields: { people: [line] },
  });
  planting.given.add('addPeople people/0/name').add('addPeople people/0/title');
  const person = z.object({ items: z.array(withId) }).safeParse(added).data?.items[0];
  if (person !== undefined) await give(planting, 'admin', 'updatePerson', words, { path: person });
  const office = withId.parse(await give(planting, 'admin', 'createOrganisation', words));
  await give(planting, 'admin', 'updateOrganisation', words, { path: office });
  const chosen = { name: words.slice(0, 80), title: words };
  const committee = { organisationId: office.id, roles: ['member'], chair: chosen };
  await give(planting, 'admin', 'createCommittee', words, { fields: committee });
  planting.given.add('createCommittee chair/name').add('createCommittee chair/title');
  const own = { templateId: null, profile: 'dang-hd36-2018' };
  const report = withId.parse(
    await give(planting, 'chair', 'createReport', words, { path: { id: committeeId }, fields: own }),
  );
  await give(planting, 'chair', 'updateReport', words, { path: report, fields: { profile: own.profile } });
}

interface Place {
  readonly reportId: string;
  readonly parentId: string;
  readonly ownerId: string;
  readonly position: number;
}

async function plantSection(planting: Planting, place: Place, words: string): Promise<Planted['sections'][number]> {
  const { reportId, ownerId, ...fields } = place;
  const made = await give(planting, 'chair', 'createSection', words, {
    path: { id: reportId },
    fields: { ...fields, numbering: 'roman', hasText: true },
  });
  const { id, documentId } = sectionOf(made);
  const open = { startOn: null, due: null, numbering: 'roman', visibility: 'open' };
  await give(planting, 'chair', 'updateSection', words, { path: { id }, fields: open });
  const shares = { ownerId, coEditorIds: [], approverId: null, startOn: null, due: null };
  await give(planting, 'chair', 'assignSection', words, { path: { id }, fields: shares });
  return { id, documentId: documentId ?? '', words };
}

/** Text, picture, talk, versions, a return, and a merge that is staged; answers with that. */
async function plantWork(
  planting: Planting,
  { id, documentId, words }: Planted['sections'][number],
  partId: string,
): Promise<string> {
  const { bureau, owner } = planting.people;
  const document = { path: { id: documentId } };
  const image = withId.parse((await owner.upload(`/api/documents/${documentId}/images`, DOT)).json);
  await write(planting, documentId, (root) => {
    root.insert(root.length, [paragraph(`b-${id}`, words), paragraph(`l-${id}`, words, linkTo(words))]);
    root.insert(root.length, [picture(image.id, words)]);
  });
  const quoted = { blockId: `b-${id}`, at: 0, mentions: [] };
  const thread = withId.parse(
    await give(planting, 'owner', 'createThread', words, { ...document, fields: { ...quoted } }),
  );
  await give(planting, 'owner', 'answerThread', words, { path: thread, fields: { mentions: [] } });
  await give(planting, 'owner', 'createVersion', words, document);
  const first = withId.parse(await give(planting, 'owner', 'submitSection', words, { path: { id } }));
  await give(planting, 'bureau', 'returnSubmission', words, { path: first });
  const second = withId.parse(await give(planting, 'owner', 'submitSection', words, { path: { id } }));
  await bureau.call('POST', `/api/submissions/${second.id}/receive`);
  const staged = await bureau.call('POST', `/api/parts/${partId}/merges`, { submissionId: second.id });
  return withId.parse(staged.json).id;
}

/** One text that is cut into a section for each of the words, which then are taken out of the outline. */
async function plantSplits(planting: Planting, committeeId: string, ownerId: string): Promise<string> {
  const { chair } = planting.people;
  const fields = { templateId: null, profile: 'dang-hd36-2018' };
  const [first = ''] = HOSTILE;
  const report = withId.parse(
    await give(planting, 'chair', 'createReport', first, { path: { id: committeeId }, fields }),
  );
  const place = { reportId: report.id, ownerId, position: 0 };
  const top = sectionOf(
    await give(planting, 'chair', 'createSection', first, { path: report, fields: { parentId: null, hasText: false } }),
  );
  const { id, documentId } = await plantSection(planting, { ...place, parentId: top.id }, first);
  await write(planting, documentId, (root) =>
    root.insert(0, [paragraph('start', 'x'), ...HOSTILE.map((words, at) => paragraph(`cut-${at}`, words))]),
  );
  for (const [at, words] of [...HOSTILE.entries()].toReversed()) {
    const made = await give(planting, 'chair', 'splitSection', words, {
      path: { id },
      fields: { blockId: `cut-${at}` },
    });
    await chair.call('DELETE', `/api/sections/${sectionOf(made).id}`);
  }
  return report.id;
}

/** Ways in for somebody whose name was given. */
async function plantLinks(planting: Planting, committeeId: string): Promise<readonly string[]> {
  const { bureau } = planting.people;
  const post = async (path: string, body: unknown): Promise<unknown> =>
    (await bureau.call('POST', `/api/committees/${committeeId}/${path}`, body)).json;
  const line = { name: HOSTILE[0] ?? '', title: '', roles: ['member'], login: 'moi' };
  const added = z.object({ items: z.array(withId) }).parse(await post('people', { people: [line] }));
  const links = z.object({ items: z.array(z.object({ path: z.string() })) });
  const invited = links.parse(await post('invitations', { personIds: added.items.map(({ id }) => id) }));
  const meeting = z.object({ secret: z.string() }).parse(await post('meeting-link', { hours: 1 }));
  return [...invited.items.map(({ path }) => path.slice(path.indexOf('#') + 1)), meeting.secret];
}

/** One white dot. */
const DOT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==',
  'base64',
);

/** An address that may be kept, with the words in it. */
function linkTo(words: string): string {
  const address = `https://outside.example/${words}`;
  return isSafeHref(address) ? address : 'https://outside.example/';
}

/** A paragraph as the editor makes it, with a link over all of it or none. */
export function paragraph(id: string, words: string, href?: string): Y.XmlElement {
  const element = new Y.XmlElement('paragraph');
  element.setAttribute('id', id);
  const text = new Y.XmlText();
  text.insert(0, words, href === undefined ? {} : { link: { href } });
  element.insert(0, [text]);
  return element;
}

function picture(imageId: string, alt: string): Y.XmlElement {
  const element = new Y.XmlElement('image');
  for (const [name, value] of Object.entries({ id: `i-${imageId}`, imageId, alt })) element.setAttribute(name, value);
  return element;
}

/** Writes into a live text as its owner, and waits until it is on the disk. */
async function write(planting: Planting, documentId: string, change: (root: Y.XmlFragment) => void): Promise<void> {
  const { cookie = '' } = planting.people.owner.headers;
  const url = `${planting.url.replace('http', 'ws')}/sync`;
  const client = openClient(url, 'owner', { cookie, documentId, ours: true });
  try {
    await until(() => client.provider.synced);
    const before = client.sent();
    client.doc.transact(() => change(client.doc.getXmlFragment('default')));
    await until(() => client.saved() > before);
    if (client.frames.some(({ kind }) => kind === 'refused')) throw new Error(`${documentId} did not take the words`);
  } finally {
    client.close();
  }
}

async function until(isSo: () => boolean): Promise<void> {
  const late = Date.now() + 20_000;
  while (!isSo()) {
    if (Date.now() > late) throw new Error('It did not come about');
    await delay(10);
  }
}
