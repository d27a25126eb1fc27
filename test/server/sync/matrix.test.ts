import { createServer, type Server } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import * as encoding from 'lib0/encoding';
import WebSocket from 'ws';
import * as Y from 'yjs';
import { idOf, type DocumentId, type SectionId } from '#shared/model/ids.ts';
import type { TextGrade } from '#shared/model/right.ts';
import { SECTION_STATES, VISIBILITIES, type SectionRelation, type SectionState } from '#shared/model/section.ts';
import { decodeServerFrame, FRAME_TYPES, SUBPROTOCOL } from '#shared/protocol/frames.ts';
import { partRights, sectionRights, textGrade } from '#shared/rules/rights.ts';
import { hashSecret } from '#server/access/caller.ts';
import { parseConfig } from '#server/config.ts';
import { attachUpgrade } from '#server/http/upgrade.ts';
import { openNode, type Node } from '#server/node.ts';
import { bumpEpoch } from '#server/storage/rows/documents.ts';
import { insertDraft } from '#server/storage/rows/drafts.ts';
import { insertSession } from '#server/storage/rows/sessions.ts';
import { encodeAwarenessFrame, encodeSyncFrame } from '#server/sync/frames.ts';
import { foundCommittee, textOf, writeText, type PersonName, type SmallCommittee } from '#test/world/committee.ts';
import { openClient, type LiveClient } from '#test/world/live.ts';

/**
 * Every kind of frame × every person of a committee × sections of each state and visibility, and parts before and after a draft, over real
 * sockets, compared with the tables of rights. How a frame is answered is written here, one line for each: a type without a line fails.
 */
type Answer =
  /** The whole text, for everyone who may read it. */
  | 'text'
  /** Stored and shown with the right to edit; else refused by name, and nothing of it is stored or shown. */
  | 'by right'
  /** Shown to the others under the name that the server knows. */
  | 'shown'
  /** Who is there, told to the one who asks. */
  | 'people'
  /** No client says that: its connection is closed, and nothing else happens. */
  | 'closed';

interface Row {
  readonly of: keyof typeof FRAME_TYPES;
  readonly what: string;
  readonly answer: Answer;
  /** Made from the text as it is. */
  readonly frame: (text: Uint8Array) => Uint8Array;
}

const CLIENT = 77;

const ROWS: readonly Row[] = [
  { of: 'sync', what: 'step 1', answer: 'text', frame: () => encodeSyncFrame('step-1', Uint8Array.of(0)) },
  {
    of: 'sync',
    what: 'step 2 of new words',
    answer: 'by right',
    frame: (text) => encodeSyncFrame('step-2', words(text)),
  },
  { of: 'sync', what: 'words', answer: 'by right', frame: (text) => encodeSyncFrame('update', words(text)) },
  {
    of: 'sync',
    what: 'a mark of a comment',
    answer: 'by right',
    frame: (text) => encodeSyncFrame('update', mark(text)),
  },
  { of: 'sync', what: 'a deletion', answer: 'by right', frame: (text) => encodeSyncFrame('update', deletion(text)) },
  { of: 'awareness', what: 'a state of its own', answer: 'shown', frame: () => encodeAwarenessFrame(stateOf(CLIENT)) },
  {
    of: 'queryAwareness',
    what: 'who is there',
    answer: 'people',
    frame: () => Uint8Array.of(FRAME_TYPES.queryAwareness),
  },
  ...(['denied', 'hello', 'saved', 'refused', 'right', 'limits', 'trouble'] as const).map((of) => ({
    of,
    what: 'as if it were the server',
    answer: 'closed' as const,
    frame: () => Uint8Array.of(FRAME_TYPES[of], 1, 0, 0),
  })),
];

const WAIT = { timeout: 10_000, interval: 5 };
const PEOPLE = [
  'chair',
  'bureau',
  'helper',
  'owner',
  'writer',
  'other',
  'office',
  'admin',
  'stranger',
] as const satisfies readonly PersonName[];
type Person = (typeof PEOPLE)[number];

const RELATIONS: Readonly<Partial<Record<Person, SectionRelation>>> = { owner: 'owner', writer: 'coEditor' };
const ROLES = {
  chair: ['chair'],
  bureau: ['bureau'],
  helper: ['helper'],
  owner: ['member'],
  writer: ['member'],
  other: ['member'],
  office: ['office'],
  admin: [],
  stranger: [],
} as const satisfies Readonly<Record<Person, readonly string[]>>;

let dataDir: string;
let node: Node;
let server: Server;
let url: string;
let committee: SmallCommittee;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'dong-thao-matrix-'));
  node = await openNode(parseConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' }));
  committee = await foundCommittee(node);
  await node.context.storage.transact(async (tx) => {
    const at = Date.now();
    for (const name of PEOPLE) {
      const personId = committee.as[name].personId;
      const times = { created_at: at, used_at: at, expires_at: at + 3_600_000 };
      await insertSession(tx, { hash: hashSecret(`session-${name}`), person_id: personId, demo: 0, ...times });
    }
  });
  for (const { documentId, partDocumentId } of [committee.open, committee.closed]) {
    await writeText(node, documentId, committee.as.owner, textOf('p: Mở đầu', 'q: Nội dung'));
    await writeText(node, partDocumentId, committee.as.bureau, textOf('p: Mở đầu', 'q: Nội dung'));
  }
  server = createServer();
  const { sync, context } = node;
  const limits = { ...node.limits, socketsPerAccount: 1_000 };
  attachUpgrade(server, { sync, storage: context.storage, limits, isAllowedOrigin: () => true, log: context.log });
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
  const address = server.address();
  url = `ws://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/sync`;
}, 60_000);

afterAll(async () => {
  await node.close();
  await new Promise((settle) => server.close(settle));
  await rm(dataDir, { recursive: true, force: true });
});

test('every type of frame has its line in this matrix', () => {
  expect([...new Set(ROWS.map((row) => row.of))].toSorted()).toEqual(Object.keys(FRAME_TYPES).toSorted());
});

const SECTIONS = VISIBILITIES.flatMap((visibility) => SECTION_STATES.map((state) => [visibility, state] as const));

test.each(SECTIONS)('a section that is %s and %s answers each person as the tables say', async (visibility, state) => {
  const place = visibility === 'open' ? committee.open : committee.closed;
  await moveTo(place.sectionId, place.documentId, state);

  const wrong = await tryEveryone(place.documentId, (name) =>
    textGrade(sectionRights({ roles: ROLES[name], relation: RELATIONS[name] ?? 'none', state, visibility })),
  );

  expect(wrong).toEqual([]);
});

test.each([false, true])('a part answers each person as the tables say; a draft is there: %s', async (hasDraft) => {
  const { partDocumentId } = committee.open;
  await setDraft(partDocumentId, hasDraft);

  const wrong = await tryEveryone(partDocumentId, (name) => textGrade(partRights({ roles: ROLES[name], hasDraft })));

  expect(wrong).toEqual([]);
});

async function moveTo(sectionId: SectionId, documentId: DocumentId, state: SectionState): Promise<void> {
  await node.context.storage.transact(async (tx) => {
    await tx.updateTable('sections').set({ state }).where('id', '=', sectionId).execute();
    await bumpEpoch(tx, documentId);
  });
}

async function setDraft(partDocumentId: DocumentId, hasDraft: boolean): Promise<void> {
  await node.context.storage.transact(async (tx) => {
    const { reportId } = committee.report;
    const draft = { id: idOf<never>('draft'), report_id: reportId, number: 1, note: '', at: Date.now() };
    await tx.deleteFrom('drafts').where('report_id', '=', reportId).execute();
    if (hasDraft) await insertDraft(tx, { ...draft, by_id: committee.as.bureau.personId }, []);
    await bumpEpoch(tx, partDocumentId);
  });
}

/** What was not as the tables say, in words. */
async function tryEveryone(documentId: DocumentId, gradeOf: (name: Person) => TextGrade): Promise<readonly string[]> {
  const watcher = openClient(url, 'chair', { documentId, ours: true });
  try {
    await vi.waitFor(() => expect(watcher.provider.synced).toBe(true), WAIT);
    watcher.provider.awareness.setLocalStateField('caret', null);
    const wrong: string[] = [];
    for (const name of PEOPLE) {
      const grade = gradeOf(name);
      for (const row of ROWS) {
        const said = `${name}, who may ${grade}: ${row.of} (${row.what})`;
        const cell = { documentId, name, grade, row, watcher };
        const fault = grade === 'none' ? await tryHidden(cell) : await tryFrame(cell);
        if (fault !== undefined) wrong.push(`${said}: ${fault}`);
        // Once is enough: each of these frames would meet the same closed door.
        if (grade === 'none') break;
      }
    }
    return wrong;
  } finally {
    watcher.close();
  }
}

interface Cell {
  readonly documentId: DocumentId;
  readonly name: Person;
  readonly grade: TextGrade;
  readonly row: Row;
  readonly watcher: LiveClient;
}

/** All frames at once: nothing comes back but the refusal that an unknown text would get. */
async function tryHidden({ documentId, name, watcher }: Cell): Promise<string | undefined> {
  const before = await rowsOf(documentId);
  const text = Y.encodeStateAsUpdate(watcher.doc);
  const guest = new Guest(documentId, name);
  const unknown = new Guest(idOf('unknown-to-all'), name);
  await Promise.all([guest.opened, unknown.opened]);
  for (const row of ROWS) for (const one of [guest, unknown]) one.socket.send(row.frame(text));
  const codes = await Promise.all([guest.closed, unknown.closed]);
  if (codes[0] !== 4404 || codes[1] !== 4404) return `closed with ${codes.join(' and ')}`;
  if (String(guest.heard) !== String(unknown.heard)) return 'is told apart from an unknown text';
  return (await rowsOf(documentId)) === before ? undefined : 'stored';
}

async function tryFrame({ documentId, name, grade, row, watcher }: Cell): Promise<string | undefined> {
  const before = await rowsOf(documentId);
  const shownBefore = watcher.doc.getXmlFragment('default').toJSON();
  const guest = new Guest(documentId, name);
  try {
    const hello = await guest.hear(FRAME_TYPES.hello);
    const told = decodeServerFrame(hello);
    if (told.kind !== 'hello' || told.grade !== grade) return `is told ${JSON.stringify(told)}`;
    guest.socket.send(row.frame(Y.encodeStateAsUpdate(watcher.doc)));
    const fault = await faultOf(row, guest, grade, watcher);
    if (fault !== undefined) return fault;
    const isStored = row.answer === 'by right' && grade === 'edit';
    const rows = (await rowsOf(documentId)) - before;
    if (rows !== (isStored ? 1 : 0)) return `${rows} rows`;
    const isShown = (): boolean => watcher.doc.getXmlFragment('default').toJSON() !== shownBefore;
    if (isStored) await vi.waitFor(() => expect(isShown()).toBe(true), WAIT);
    return isShown() === isStored ? undefined : 'shown';
  } finally {
    guest.socket.terminate();
    await guest.closed;
    await vi.waitFor(() => expect(watcher.provider.awareness.getStates().has(CLIENT)).toBe(false), WAIT);
  }
}

async function faultOf(row: Row, guest: Guest, grade: TextGrade, watcher: LiveClient): Promise<string | undefined> {
  switch (row.answer) {
    case 'text': {
      const doc = new Y.Doc();
      Y.applyUpdate(doc, updateIn(await guest.hear(FRAME_TYPES.sync, 1)));
      const isSame = doc.getXmlFragment('default').toJSON() === watcher.doc.getXmlFragment('default').toJSON();
      return isSame ? undefined : 'another text';
    }
    case 'by right': {
      await guest.hear(FRAME_TYPES.saved);
      const refused = guest.heard.find((frame) => frame[0] === FRAME_TYPES.refused);
      const code = refused === undefined ? undefined : decodeServerFrame(refused);
      const isRefused = code?.kind === 'refused' && code.code === 'forbidden';
      return isRefused === (grade !== 'edit') ? undefined : JSON.stringify(code ?? 'let in');
    }
    case 'shown': {
      const stated = (): unknown => watcher.provider.awareness.getStates().get(CLIENT)?.['user'];
      await vi.waitFor(() => expect(stated()).toBeDefined(), WAIT);
      return JSON.stringify(stated()).includes(committee.as[guest.name].personId)
        ? undefined
        : JSON.stringify(stated());
    }
    case 'people':
      await guest.hear(FRAME_TYPES.awareness);
      return undefined;
    case 'closed': {
      const code = await guest.closed;
      return code === 4400 ? undefined : `closed with ${code}`;
    }
  }
}

/** One socket of one person, and all that it heard. */
class Guest {
  readonly name: Person;
  readonly socket: WebSocket;
  readonly heard: Uint8Array[] = [];
  readonly opened: Promise<void>;
  readonly closed: Promise<number>;

  constructor(documentId: DocumentId, name: Person) {
    this.name = name;
    const headers = { cookie: `session=session-${name}` };
    this.socket = new WebSocket(`${url}/${documentId}`, [SUBPROTOCOL], { headers });
    this.socket.on('message', (data) => data instanceof Uint8Array && this.heard.push(data));
    this.opened = new Promise((settle) => this.socket.once('open', settle));
    this.closed = new Promise((settle) => this.socket.once('close', settle));
  }

  /** The first frame of a type, and of a kind of it. */
  async hear(type: number, kind?: number): Promise<Uint8Array> {
    const find = (): Uint8Array | undefined =>
      this.heard.find((frame) => frame[0] === type && (kind === undefined || frame[1] === kind));
    await vi.waitFor(() => expect(find()).toBeDefined(), WAIT);
    return find() ?? new Uint8Array();
  }
}

async function rowsOf(documentId: DocumentId): Promise<number> {
  return (await node.context.storage.loadLog(documentId))?.updates.length ?? 0;
}

/** What a sync frame carries: behind its type, its kind and the length. */
function updateIn(frame: Uint8Array): Uint8Array {
  let at = 2;
  while ((frame[at] ?? 0) >= 128) at += 1;
  return frame.subarray(at + 1);
}

function edit(text: Uint8Array, change: (root: Y.XmlFragment, first: Y.XmlText) => void): Uint8Array {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, text);
  const before = Y.encodeStateVector(doc);
  const root = doc.getXmlFragment('default');
  const first = root
    .toArray()
    .flatMap((block) => (block instanceof Y.XmlElement ? block.toArray() : []))
    .find((one) => one instanceof Y.XmlText && one.length > 0);
  if (!(first instanceof Y.XmlText)) throw new Error('There is no word');
  let made: Uint8Array | undefined;
  doc.on('update', (update: Uint8Array) => (made = update));
  doc.transact(() => change(root, first));
  return made ?? Y.encodeStateAsUpdate(doc, before);
}

function words(text: Uint8Array): Uint8Array {
  return edit(text, (_root, first) => first.insert(0, 'lời '));
}

function mark(text: Uint8Array): Uint8Array {
  return edit(text, (_root, first) => first.format(0, 1, { [`comment--${'A'.repeat(8)}`]: { threadId: newName() } }));
}

function deletion(text: Uint8Array): Uint8Array {
  return edit(text, (_root, first) => first.delete(0, 1));
}

let named = 0;

function newName(): string {
  return `thread-${(named += 1)}`;
}

function stateOf(client: number): Uint8Array {
  return encoding.encode((encoder) => {
    for (const number of [1, client, Date.now()]) encoding.writeVarUint(encoder, number);
    encoding.writeVarString(encoder, JSON.stringify({ user: { id: 'chu-tich', name: 'X' } }));
  });
}
