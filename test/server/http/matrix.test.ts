import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { committeeSchema } from '#shared/protocol/committees.ts';
import { threadSchema } from '#shared/protocol/documents.ts';
import { mergeSchema } from '#shared/protocol/merges.ts';
import { reportSchema, type OutlineNode, type Report } from '#shared/protocol/reports.ts';
import { meSchema } from '#shared/protocol/session.ts';
import type { CommitteeRole } from '#shared/model/person.ts';
import { SECTION_RELATIONS, SECTION_STATES, type SectionRelation } from '#shared/model/section.ts';
import {
  committeeRights,
  partRights,
  reportRights,
  sectionRights,
  type SectionStanding,
} from '#shared/rules/rights.ts';
import { z } from 'zod';
import { listEndpoints, type NamedEndpoint } from '#server/http/endpoints.ts';
import { openServer, signInAs, stranger, type OpenServer, type Visitor } from '#test/world/open-server.ts';

/**
 * Every call × every person of the founding example × objects in every state, asked of the real server and compared with the tables of
 * rights. What a call is about is written here, one line for each: a call without a line fails.
 */
type Kind =
  | 'nothing'
  | 'organisation'
  | 'committee'
  | 'account'
  | 'link'
  | 'claim'
  | 'report'
  | 'section'
  | 'part'
  | 'document'
  | 'submission'
  | 'thread'
  | 'image'
  | 'merge'
  | 'outlineVersion'
  | 'own';

const ORGANISATION = {
  name: 'Đảng ủy phường',
  parentName: 'Quận ủy',
  place: 'Ngọc Lâm',
  abbreviation: 'ĐU',
  profile: 'dang-hd36-2018',
  toneStyle: 'old',
  signature: { form: 'onBehalfOfBody', body: 'Ban Thường vụ', position: 'Bí thư', name: '' },
  recipients: ['Quận ủy'],
};

const ROWS: Readonly<Record<string, { readonly about: Kind; readonly body?: unknown; readonly query?: string }>> = {
  about: { about: 'nothing' },
  signIn: { about: 'nothing', body: { login: 'nobody', password: 'wrong' } },
  demoSignIn: { about: 'nothing', body: { login: 'truongban' } },
  signOut: { about: 'nothing' },
  me: { about: 'nothing' },
  listSessions: { about: 'nothing' },
  endSession: { about: 'own' },
  endOtherSessions: { about: 'nothing' },
  changePassword: { about: 'nothing', body: { old: 'không phải', new: 'mưa dầm trên mái ngói' } },
  listTokens: { about: 'nothing' },
  makeToken: { about: 'nothing', body: { name: 'Kịch bản' } },
  revokeToken: { about: 'own' },
  setUp: { about: 'nothing', body: { secret: 'none', login: 'x', name: 'x', title: '', password: 'x' } },
  setUpDemo: { about: 'nothing', body: { secret: 'none' } },
  lookAtLink: { about: 'nothing', body: { secret: 'none' } },
  acceptLink: { about: 'nothing', body: { secret: 'none', password: 'x' } },
  listFreeNames: { about: 'nothing', body: { secret: 'none' } },
  claimName: { about: 'nothing', body: { secret: 'none', personId: 'none' } },
  lookAtClaim: { about: 'nothing', body: { claimSecret: 'none' } },
  invite: { about: 'committee', body: { personIds: ['none'] } },
  listInvitations: { about: 'committee' },
  revokeLink: { about: 'link' },
  openMeeting: { about: 'committee', body: { hours: 1 } },
  listClaims: { about: 'committee' },
  confirmClaim: { about: 'claim' },
  refuseClaim: { about: 'claim' },
  listOrganisations: { about: 'nothing' },
  createOrganisation: { about: 'nothing', body: ORGANISATION },
  getOrganisation: { about: 'organisation' },
  updateOrganisation: { about: 'organisation', body: ORGANISATION },
  createCommittee: {
    about: 'nothing',
    body: { organisationId: 'none', title: 'Tiểu ban', congress: '', term: '', startedOn: '2020-03-26', roles: [] },
  },
  listMembers: { about: 'committee' },
  checkPeople: { about: 'committee', body: { people: [{ name: 'Lê An', title: '', roles: ['member'] }] } },
  addPeople: { about: 'committee', body: { people: [{ name: '', title: '', roles: ['member'] }] } },
  setRoles: { about: 'committee', body: { roles: ['member'] } },
  removePerson: { about: 'committee' },
  listRightChanges: { about: 'committee' },
  listPeople: { about: 'nothing' },
  updatePerson: { about: 'account', body: {} },
  resetPassword: { about: 'account' },
  deactivatePerson: { about: 'account' },
  activatePerson: { about: 'account' },
  getHome: { about: 'nothing' },
  getEvents: { about: 'nothing' },
  listCommittees: { about: 'nothing' },
  getCommittee: { about: 'committee' },
  getReport: { about: 'report' },
  getOutline: { about: 'report' },
  listDrafts: { about: 'report' },
  freezeDraft: { about: 'report', body: {} },
  listMerges: { about: 'report' },
  mergeAll: { about: 'report' },
  exportReport: { about: 'report', query: '?format=docx&draft=1' },
  listOutlineTemplates: { about: 'nothing' },
  createReport: {
    about: 'committee',
    body: { title: 'x', documentTitle: 'x', subject: '', profile: 'dang-hd36-2018', templateId: 'none' },
  },
  updateReport: { about: 'report', body: {} },
  createSection: { about: 'report', body: { parentId: 'none', position: 0, title: 'Mục' } },
  updateSection: { about: 'section', body: { guidance: 'Nêu số liệu' } },
  placeSection: { about: 'section', body: { parentId: 'none', position: 0 } },
  deleteSection: { about: 'section' },
  restoreSection: { about: 'section' },
  listDeletedSections: { about: 'report' },
  assignSection: {
    about: 'section',
    body: { ownerId: 'none', coEditorIds: [], approverId: null, startOn: null, due: null, product: '' },
  },
  splitSection: { about: 'section', body: { blockId: 'none', title: 'Mục' } },
  joinSection: { about: 'section', body: { otherId: 'none' } },
  proposeOutline: { about: 'report', body: {} },
  listOutlineVersions: { about: 'report' },
  getOutlineVersion: { about: 'outlineVersion' },
  approveOutline: { about: 'outlineVersion' },
  exportOutline: { about: 'report', query: '?format=docx' },
  getSection: { about: 'section' },
  listSubmissions: { about: 'section' },
  exportSection: { about: 'section', query: '?format=docx' },
  submitSection: { about: 'section', body: {} },
  reopenSection: { about: 'section', body: {} },
  receiveSubmission: { about: 'submission' },
  returnSubmission: { about: 'submission', body: { reason: 'Bổ sung số liệu' } },
  withdrawSubmission: { about: 'submission' },
  getPart: { about: 'part' },
  exportPart: { about: 'part', query: '?format=docx' },
  stageMerge: { about: 'part', body: { submissionId: 'none' } },
  getMerge: { about: 'merge' },
  applyMerge: { about: 'merge', body: {} },
  revertMerge: { about: 'merge' },
  getDocument: { about: 'document' },
  getDocumentText: { about: 'document' },
  listThreads: { about: 'document' },
  createThread: { about: 'document', body: { blockId: 'none', quote: 'không có', text: 'x' } },
  listVersions: { about: 'document' },
  createVersion: { about: 'document', body: { name: 'Mốc' } },
  uploadImage: { about: 'document' },
  answerThread: { about: 'thread', body: { text: 'Đã rõ' } },
  resolveThread: { about: 'thread' },
  reopenThread: { about: 'thread' },
  getImage: { about: 'image' },
  getJob: { about: 'own' },
  getFile: { about: 'own' },
};

/** An object with what owns it: the rights on it are the rights on that. */
interface Target {
  readonly id: string;
  readonly owner:
    { readonly kind: 'report' } | { readonly kind: 'part' } | { readonly kind: 'section'; readonly id: string };
}

interface Actor {
  readonly id: string;
  readonly login: string;
  readonly roles: readonly CommitteeRole[];
  readonly visitor: Visitor;
}

let server: OpenServer;
let actors: readonly Actor[];
let committeeId = '';
let organisationId = '';
let reportId = '';
let report: Report;
let targets: Readonly<Record<Kind, readonly Target[]>>;

beforeAll(async () => {
  server = await openServer({ env: { DEMO: '1' }, limits: { requestsPerSecond: 100_000, requestBurst: 1_000_000 } });
  const chair = await signInAs(server.url, 'truongban');
  committeeId = meSchema.parse((await chair.call('GET', '/api/me')).json).committees[0]?.id ?? '';
  const committee = committeeSchema.parse((await chair.call('GET', `/api/committees/${committeeId}`)).json);
  organisationId = committee.organisationId;
  reportId = committee.reports[0]?.id ?? '';
  const admin = await signInAs(server.url, 'quantri');
  actors = [
    { id: 'quantri', login: 'quantri', roles: [], visitor: admin },
    ...(await Promise.all(
      committee.people.map(async (person) => ({ ...person, visitor: await signInAs(server.url, person.login) })),
    )),
  ];
  await readReport();
  targets = await findTargets();
}, 60_000);

afterAll(() => server.close());

function actorOf(login: string): Actor {
  const found = actors.find((actor) => actor.login === login);
  if (found === undefined) throw new Error(`Nobody is called ${login}`);
  return found;
}

async function readReport(): Promise<void> {
  report = reportSchema.parse((await actorOf('truongban').visitor.call('GET', `/api/reports/${reportId}`)).json);
}

function sectionsOf(nodes: readonly OutlineNode[]): readonly OutlineNode[] {
  return nodes.flatMap((node) => [node, ...sectionsOf(node.children)]);
}

/** One section of each sort, so that every row of the tables is met without asking everything of everything. */
function chosenSections(): readonly OutlineNode[] {
  const sorts = new Map<string, OutlineNode>();
  for (const node of sectionsOf(report.outline)) {
    const sort = [node.state, node.visibility, node.documentId === null, node.coEditorIds.length > 0].join(' ');
    if (!sorts.has(sort)) sorts.set(sort, node);
  }
  return [...sorts.values()];
}

async function findTargets(): Promise<Readonly<Record<Kind, readonly Target[]>>> {
  const chair = actorOf('truongban').visitor;
  const sections = chosenSections();
  const part = report.parts[0];
  if (part === undefined) throw new Error('The report has no part');
  const ofSection = (node: OutlineNode, id: string | null): readonly Target[] =>
    id === null ? [] : [{ id, owner: { kind: 'section', id: node.id } }];
  const merges = z
    .object({ items: z.array(mergeSchema) })
    .parse((await chair.call('GET', `/api/reports/${reportId}/merges`)).json);
  const documents = [
    ...sections.flatMap((node) => ofSection(node, node.documentId)),
    { id: part.documentId, owner: { kind: 'part' } } as const,
  ];
  const threads = await Promise.all(documents.map((document) => firstThread(document)));
  const image = await uploadAnImage();
  return {
    nothing: [{ id: '', owner: { kind: 'report' } }],
    organisation: [{ id: organisationId, owner: { kind: 'report' } }],
    committee: [{ id: committeeId, owner: { kind: 'report' } }],
    ...(await newcomer()),
    report: [{ id: reportId, owner: { kind: 'report' } }],
    section: sections.flatMap((node) => ofSection(node, node.id)),
    part: [{ id: part.id, owner: { kind: 'part' } }],
    document: documents,
    submission: sections.flatMap((node) => ofSection(node, node.submissionId)),
    thread: threads.flat(),
    image,
    outlineVersion: [{ id: await proposeAnOutline(), owner: { kind: 'report' } }],
    merge: merges.items.slice(0, 1).map(({ id }) => ({ id, owner: { kind: 'part' } })),
    own: await ownThings(),
  };
}

async function proposeAnOutline(): Promise<string> {
  const answer = await actorOf('truongban').visitor.call('POST', `/api/reports/${reportId}/outline/versions`, {});
  return z.object({ id: z.string() }).parse(answer.json).id;
}

async function firstThread(document: Target): Promise<readonly Target[]> {
  const answer = await actorOf('truongban').visitor.call('GET', `/api/documents/${document.id}/threads`);
  const { items } = z.object({ items: z.array(threadSchema) }).parse(answer.json);
  return items.slice(0, 1).map(({ id }) => ({ ...document, id }));
}

/** A picture that its section's owner put in. */
async function uploadAnImage(): Promise<readonly Target[]> {
  const node = sectionsOf(report.outline).find((one) => one.documentId !== null && one.state === 'drafting');
  const owner = actors.find((actor) => actor.id === node?.ownerId);
  if (node === undefined || owner === undefined) throw new Error('No section is being drafted');
  const answer = await owner.visitor.upload(`/api/documents/${node.documentId}/images`, PNG);
  return [{ id: z.object({ id: z.string() }).parse(answer.json).id, owner: { kind: 'section', id: node.id } }];
}

/** One white dot. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==',
  'base64',
);

/** A job and a file that the first of the bureau asked for. */
async function ownThings(): Promise<readonly Target[]> {
  const { visitor } = actorOf('thuongtruc1');
  const answer = await visitor.call('POST', `/api/reports/${reportId}/merges`);
  const { jobId } = z.object({ jobId: z.string() }).parse(answer.json);
  return [{ id: jobId, owner: { kind: 'report' } }];
}

/** Somebody whom the bureau took in, with an invitation and a claim of their name. */
async function newcomer(): Promise<Readonly<Record<'account' | 'link' | 'claim', readonly Target[]>>> {
  const { visitor } = actorOf('thuongtruc1');
  const post = async (path: string, body: unknown): Promise<unknown> =>
    (await visitor.call('POST', `/api/committees/${committeeId}/${path}`, body)).json;
  const items = z.object({ items: z.array(z.object({ id: z.string() })) });
  const one = z.object({ secret: z.string() });
  const added = items.parse(await post('people', { people: [{ name: 'Lê Thử', title: '', roles: ['member'] }] }));
  const personId = added.items[0]?.id ?? '';
  const { secret } = one.parse(await post('meeting-link', { hours: 1 }));
  await stranger(server.url).call('POST', '/api/links/claim', { secret, personId });
  const claims = items.parse((await visitor.call('GET', `/api/committees/${committeeId}/claims`)).json);
  await post('invitations', { personIds: [personId] });
  const invitations = items.parse((await visitor.call('GET', `/api/committees/${committeeId}/invitations`)).json);
  const targetOf = (id = ''): readonly Target[] => [{ id, owner: { kind: 'report' } }];
  return {
    account: targetOf(personId),
    link: targetOf(invitations.items[0]?.id),
    claim: targetOf(claims.items[0]?.id),
  };
}

/** One person of each standing to an object: what holds for one holds for all of that standing. */
function actorsFor(target: Target): readonly Actor[] {
  const owner = target.owner.kind === 'section' ? target.owner : undefined;
  const standings = new Map<string, Actor>();
  for (const actor of actors) {
    const relation = owner === undefined ? '' : standingOf(actor, owner.id).relation;
    const standing = `${actor.roles.join(' ')} ${relation}`;
    if (!standings.has(standing)) standings.set(standing, actor);
  }
  return [...standings.values()];
}

function standingOf(actor: Actor, sectionId: string): SectionStanding & { readonly isContainer: boolean } {
  const node = sectionsOf(report.outline).find((one) => one.id === sectionId);
  if (node === undefined) throw new Error('The section is gone');
  const relation = (): SectionRelation => {
    if (actor.roles.length === 0) return 'none';
    if (node.ownerId === actor.id) return 'owner';
    return node.coEditorIds.some((id) => id === actor.id) ? 'coEditor' : 'none';
  };
  const { state, visibility } = node;
  return { roles: actor.roles, relation: relation(), state, visibility, isContainer: node.documentId === null };
}

type Expected = 'let in' | 'refused in this state' | 'forbidden' | 'not found';

/** What the tables say of one person, call and object. */
function expected(actor: Actor, { endpoint }: NamedEndpoint, target: Target): Expected {
  const [object = '', action = ''] = endpoint.access.split('.');
  switch (object) {
    case 'public':
    case 'signedIn':
      return 'let in';
    case 'own':
      return actor.login === 'thuongtruc1' && endpoint.path.startsWith('/api/jobs') ? 'let in' : 'not found';
    case 'admin':
      return actor.login === 'quantri' ? 'let in' : 'forbidden';
    case 'organisation':
      if (actor.roles.length === 0) return 'not found';
      return actor.roles.includes('chair') || actor.roles.includes('bureau') ? 'let in' : 'forbidden';
    case 'committee':
      // It has a chair, and so is none of the administrator's business.
      return judged(committeeRights({ roles: actor.roles, admin: actor.login === 'quantri', hasChair: true }), action);
    default:
      return expectedOf(actor, object, action, target);
  }
}

function expectedOf(actor: Actor, object: string, action: string, target: Target): Expected {
  const standing = { roles: actor.roles, hasDraft: report.drafts.length > 0 };
  // What is asked of a whole report for its parts, and of a report for one of its merges.
  const kind = object === 'document' ? target.owner.kind : object;
  if (kind === 'report') {
    // Of a section too, where it may be known.
    const isHidden = target.owner.kind === 'section' && !rightsOf(actor, target.owner.id).includes('see');
    return isHidden ? 'not found' : judged(reportRights(standing), action);
  }
  if (kind === 'part') {
    const known = target.owner.kind === 'report' ? reportRights(standing) : [];
    return judged([...partRights(standing), ...known], action);
  }
  if (target.owner.kind !== 'section') throw new Error(`No section stands behind ${target.id}`);
  const { isContainer, ...section } = standingOf(actor, target.owner.id);
  const rights = rightsOf(actor, target.owner.id);
  const inSome = isContainer ? [] : SECTION_STATES.flatMap((state) => sectionRights({ ...section, state }));
  const now = judged(rights, action);
  const isMove = ['submit', 'withdraw', 'receive', 'return', 'reopen'].includes(action);
  return now === 'forbidden' && isMove && inSome.some((right) => right === action) ? 'refused in this state' : now;
}

function rightsOf(actor: Actor, sectionId: string): readonly string[] {
  const { isContainer, ...section } = standingOf(actor, sectionId);
  return sectionRights(section).filter((right) => !isContainer || right === 'see');
}

function judged(rights: readonly string[], action: string): Expected {
  if (!rights.includes('see')) return 'not found';
  return rights.includes(action) ? 'let in' : 'forbidden';
}

function isAsExpected(status: number, wanted: Expected): boolean {
  switch (wanted) {
    case 'not found':
      return status === 404;
    case 'forbidden':
      return status === 403;
    case 'refused in this state':
      return status === 409;
    case 'let in':
      return ![401, 403, 404, 500].includes(status);
  }
}

/** A call whose object is there but whose body names another that isn't. */
const NAMES_ANOTHER = [
  'createSection',
  'placeSection',
  'joinSection',
  'stageMerge',
  'createCommittee',
  'invite',
  'setRoles',
  'removePerson',
];
/** Calls that would end what the test stands on, or never end: they have tests of their own. */
const APART = [
  'signOut',
  'deleteSection',
  'getEvents',
  'signIn',
  'demoSignIn',
  // For whoever knows a secret, be it nobody or anybody.
  'setUp',
  'setUpDemo',
  'lookAtLink',
  'acceptLink',
  'listFreeNames',
  'claimName',
  'lookAtClaim',
];

function calls(): readonly NamedEndpoint[] {
  // Reading first: what changes something changes what the others may do.
  return listEndpoints()
    .filter(({ name }) => !APART.includes(name))
    .toSorted((one, other) => Number(one.endpoint.method !== 'GET') - Number(other.endpoint.method !== 'GET'));
}

async function ask(visitor: Visitor, { name, endpoint }: NamedEndpoint, id: string): Promise<number> {
  const row = ROWS[name];
  const path = endpoint.path.replace(':id', id).replace(':personId', 'none') + (row?.query ?? '');
  if (endpoint.bodyKind === 'multipart') return (await visitor.upload(path, PNG)).status;
  // Whatever may be repeated is: a deed that doesn't keep its answer fails.
  return (await visitor.call(endpoint.method, path, row?.body, { 'idempotency-key': randomUUID() })).status;
}

test('every call has its line in this matrix', () => {
  expect(
    listEndpoints()
      .map(({ name }) => name)
      .toSorted(),
  ).toEqual(Object.keys(ROWS).toSorted());
});

test('nobody who is not signed in gets anything but what is public', async () => {
  const wrong: string[] = [];
  for (const call of listEndpoints().filter(({ endpoint }) => endpoint.access !== 'public')) {
    for (const target of targets[ROWS[call.name]?.about ?? 'nothing'].slice(0, 1)) {
      const status = await ask(stranger(server.url), call, target.id);
      if (status !== 401) wrong.push(`${call.name}: ${status}`);
    }
  }

  expect(wrong).toEqual([]);
});

test('what is hidden and what is not there get the same answer', async () => {
  const closed = sectionsOf(report.outline).find((node) => node.visibility === 'closedUntilSubmitted');
  const outsider = actorOf('vanphong1').visitor;
  // It closes again when it is reopened.
  if (closed?.state === 'received')
    await actorOf('thuongtruc1').visitor.call('POST', `/api/sections/${closed.id}/reopen`, {});
  const [one, other, path] = await Promise.all([
    outsider.call('GET', `/api/sections/${closed?.id}`),
    outsider.call('GET', '/api/sections/AAAAAAAAAAAAAAAAAAAA'),
    outsider.call('GET', '/api/nowhere'),
  ]);
  await readReport();

  expect(one.status).toBe(404);
  expect([other.text, path.text]).toEqual([one.text, one.text]);
  expect(withoutDate(other.headers)).toEqual(withoutDate(one.headers));
});

test(
  'every person may do with every object what the tables of rights say, and nothing else',
  { timeout: 120_000 },
  async () => {
    const wrong: string[] = [];
    const met = new Set<string>();
    for (const call of calls()) {
      for (const target of targets[ROWS[call.name]?.about ?? 'nothing']) {
        for (const actor of actorsFor(target)) {
          const wanted = expected(actor, call, target);
          const standing = target.owner.kind === 'section' ? standingOf(actor, target.owner.id) : undefined;
          const status = await ask(actor.visitor, call, target.id);
          if (
            !isAsExpected(status, wanted) &&
            !(wanted === 'let in' && status === 404 && NAMES_ANOTHER.includes(call.name))
          )
            wrong.push(`${call.name} by ${actor.login} (${JSON.stringify(standing)}): ${status}, not ${wanted}`);
          if (standing !== undefined) met.add(standing.state).add(standing.relation);
          for (const role of actor.roles) met.add(role);
          if (call.endpoint.method !== 'GET' && status < 300) await readReport();
        }
      }
    }

    expect(wrong).toEqual([]);
    expect([...met].toSorted()).toEqual(
      [...SECTION_STATES, ...SECTION_RELATIONS, 'chair', 'bureau', 'helper', 'member', 'office'].toSorted(),
    );
  },
);

test('a section is taken out of the outline by chair and bureau alone, and is gone for everyone until it is back', async () => {
  const node = sectionsOf(report.outline).find((one) => one.visibility === 'open' && one.children.length === 0);
  if (node === undefined) throw new Error('No section is open to all');
  const path = `/api/sections/${node.id}`;
  for (const actor of actors.filter(({ roles }) => !roles.includes('chair') && !roles.includes('bureau'))) {
    const answer = await actor.visitor.call('DELETE', path);
    expect([actor.login, answer.status]).toEqual([actor.login, actor.roles.length === 0 ? 404 : 403]);
  }

  for (const login of ['truongban', 'thuongtruc1']) {
    const { visitor } = actorOf(login);
    expect((await visitor.call('DELETE', path)).status).toBe(204);
    for (const actor of actors) expect((await actor.visitor.call('GET', path)).status).toBe(404);
    expect((await visitor.call('DELETE', path)).status).toBe(404);
    expect((await visitor.call('POST', `${path}/restore`)).status).toBe(200);
    expect((await visitor.call('GET', path)).status).toBe(200);
  }
});

function withoutDate(headers: Headers): Readonly<Record<string, string>> {
  return Object.fromEntries([...headers].filter(([name]) => name !== 'date'));
}
