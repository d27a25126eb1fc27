import { createServer, type IncomingMessage } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebsocketProvider } from 'y-websocket';
import WebSocket from 'ws';
import * as Y from 'yjs';
import { decodeServerFrame, SUBPROTOCOL, type ServerFrame } from '#shared/protocol/frames.ts';
import { LIMITS, type Limits } from '#shared/protocol/limits.ts';
import type { DocumentContent } from '#shared/document/document.ts';
import { idOf, type DocumentId, type PersonId, type SectionId } from '#shared/model/ids.ts';
import type { SectionState } from '#shared/model/section.ts';
import type { Hint } from '#shared/protocol/hints.ts';
import { hashSecret } from '#server/access/caller.ts';
import { openLocalBus } from '#server/bus/local.ts';
import type { Bus } from '#server/bus/bus.ts';
import { attachUpgrade } from '#server/http/upgrade.ts';
import type { Log, LogFields } from '#server/observe/log.ts';
import { bumpEpoch } from '#server/storage/rows/documents.ts';
import { openSqliteStorage } from '#server/storage/sqlite/open.ts';
import type { Storage } from '#server/storage/storage.ts';
import { startSync, type Sync } from '#server/sync/start.ts';

/** Who is in the world: the owner of the texts, one who co-edits them, one who only reads, one of another committee, two more co-editors. */
const PEOPLE = ['lan', 'minh', 'hoa', 'vu', 'nam', 'thu'] as const;
const CO_EDITORS = ['minh', 'nam', 'thu'] as const;

export interface LiveWorld {
  readonly url: string;
  readonly documentId: DocumentId;
  readonly storage: Storage;
  readonly sync: Sync;
  readonly bus: Bus;
  readonly hints: readonly Hint[];
  readonly logged: readonly string[];
  /** Brings the section to another state as an action would: with the epoch, and a hint unless it is to be lost. */
  moveTo(state: SectionState, options?: { readonly isHintLost: boolean }): Promise<void>;
  countRows(): Promise<number>;
  close(): Promise<void>;
}

export interface LiveWorldOptions {
  readonly limits?: Partial<Limits>;
  readonly text?: DocumentContent;
  /** Puts faults between live texts and the store. */
  readonly wrap?: (storage: Storage) => Storage;
  /** Kept when the world closes. */
  readonly dataDir?: string;
  readonly port?: number;
}

export const STORE_FILE = 'live.db';
export const DOCUMENT = idOf<DocumentId>('text');
const SECTION = idOf<SectionId>('section');
/** A second text with the same people. */
export const OTHER_DOCUMENT = idOf<DocumentId>('other-text');
const OTHER_SECTION = idOf<SectionId>('other-section');

const SOME_TEXT: DocumentContent = {
  blocks: [
    {
      type: 'paragraph',
      id: idOf('a'),
      level: 0,
      list: 'none',
      indent: 0,
      align: 'default',
      content: [{ type: 'text', text: 'Mở đầu', marks: [] }],
    },
  ],
};

/** Live texts over a real store on a real socket, without the rest of the server. */
export async function openLiveWorld(options: LiveWorldOptions = {}): Promise<LiveWorld> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'dong-thao-live-')));
  const inner = await openSqliteStorage(join(dataDir, STORE_FILE));
  const storage = options.wrap?.(inner) ?? inner;
  const limits = { ...LIMITS, ...options.limits };
  const logged: string[] = [];
  const log = listLog(logged);
  const bus = openLocalBus(log);
  const hints: Hint[] = [];
  bus.subscribe((hint) => void hints.push(hint));
  let made = 0;
  const newId = (): string => `id-${(made += 1)}`;
  const sync = startSync({ storage, bus, log, now: () => Date.now(), newId, limits });
  const isNew = (await inner.loadLog(DOCUMENT)) === undefined;
  if (isNew) await inner.transact((tx) => populate(tx, sync, options.text ?? SOME_TEXT));
  const server = createServer();
  const isAllowedOrigin = ({ headers }: IncomingMessage): boolean =>
    headers.origin === undefined || headers.origin === `http://${headers.host}`;
  attachUpgrade(server, { sync, storage, limits, isAllowedOrigin, log });
  await new Promise<void>((settle) => server.listen(options.port ?? 0, '127.0.0.1', settle));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    url: `ws://127.0.0.1:${port}/sync`,
    documentId: DOCUMENT,
    storage,
    sync,
    bus,
    hints,
    logged,
    async moveTo(state, { isHintLost } = { isHintLost: false }) {
      await inner.transact(async (tx) => {
        await tx.updateTable('sections').set({ state }).where('id', '=', SECTION).execute();
        await bumpEpoch(tx, DOCUMENT);
      });
      if (!isHintLost) bus.publish({ kind: 'rights', documentIds: [DOCUMENT] });
    },
    countRows: async () => (await inner.loadLog(DOCUMENT))?.updates.length ?? 0,
    async close() {
      await sync.close();
      await new Promise((settle) => {
        server.close(settle);
        server.closeAllConnections();
      });
      bus.close();
      await inner.close();
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

type Transaction = Parameters<Parameters<Storage['transact']>[0]>[0];

async function populate(tx: Transaction, sync: Sync, content: DocumentContent): Promise<void> {
  const place = {
    name: 'Đảng ủy',
    parent_name: '',
    place: 'Hà Nội',
    abbreviation: 'ĐU',
    profile: 'p',
    tone_style: 't',
  };
  await tx
    .insertInto('organisations')
    .values({ id: idOf('o'), ...place })
    .execute();
  const committee = { title: 'Tiểu ban', congress: '', term: '', started_on: '2025-01-01' };
  await tx
    .insertInto('committees')
    .values({ id: idOf('c'), organisation_id: idOf('o'), ...committee })
    .execute();
  for (const name of PEOPLE) {
    const id = idOf<PersonId>(name);
    const person = { login: name, name: name.toUpperCase(), title: '', admin: 0, demo: 0, password_hash: null };
    await tx
      .insertInto('people')
      .values({ id, ...person, created_at: 1 })
      .execute();
    const times = { created_at: Date.now(), expires_at: Date.now() + 3_600_000 };
    const session = { hash: hashSecret(`session-${name}`), person_id: id, demo: 0, used_at: Date.now(), ...times };
    await tx.insertInto('sessions').values(session).execute();
    const token = { id: idOf<never>(`token-${name}`), hash: hashSecret(`token-${name}`), person_id: id, name: 't' };
    await tx
      .insertInto('tokens')
      .values({ ...token, used_at: Date.now(), ...times })
      .execute();
    if (name === 'vu') continue;
    await tx
      .insertInto('memberships')
      .values({ committee_id: idOf('c'), person_id: id, role: 'member' })
      .execute();
  }
  const report = { position: 1, title: 'Báo cáo', document_title: '', subject: '', profile: 'p' };
  await tx
    .insertInto('reports')
    .values({ id: idOf('r'), committee_id: idOf('c'), ...report })
    .execute();
  await insertText(tx, sync, { documentId: DOCUMENT, sectionId: SECTION, content });
  await insertText(tx, sync, { documentId: OTHER_DOCUMENT, sectionId: OTHER_SECTION, content: SOME_TEXT });
}

interface NewSectionText {
  readonly documentId: DocumentId;
  readonly sectionId: SectionId;
  readonly content: DocumentContent;
}

async function insertText(tx: Transaction, sync: Sync, text: NewSectionText): Promise<void> {
  const { documentId, sectionId, content } = text;
  await sync.documents.createWithin(tx, { id: documentId, kind: 'section', content, by: idOf('lan') });
  await tx
    .insertInto('sections')
    .values({
      id: sectionId,
      report_id: idOf('r'),
      parent_id: null,
      position: sectionId === SECTION ? 1 : 2,
      title: 'Phần',
      numbering: 'roman',
      guidance: '',
      elements_json: '[]',
      target_words: 100,
      document_id: documentId,
      owner_id: idOf('lan'),
      approver_id: null,
      start_on: null,
      due: null,
      visibility: 'open',
      state: 'drafting',
      state_changed_at: null,
    })
    .execute();
  await tx
    .insertInto('co_editors')
    .values(CO_EDITORS.map((name) => ({ section_id: sectionId, person_id: idOf<PersonId>(name) })))
    .execute();
}

function listLog(logged: string[]): Log {
  const note = (fields: LogFields, event: string): void => {
    logged.push(`${event} ${fields['error'] instanceof Error ? fields['error'].message : ''}`);
  };
  return { debug: note, info: note, warn: note, error: note };
}

export interface LiveClient {
  readonly doc: Y.Doc;
  readonly provider: WebsocketProvider;
  /** Frames of ours, as they came. */
  readonly frames: readonly ServerFrame[];
  /** Sync frames (step 2 and update) given to the socket of this connection. */
  sent(): number;
  /** How many of them are said to be settled. */
  saved(): number;
  closed(): { readonly code: number; readonly reason: string } | undefined;
  type(text: string): void;
  text(): string;
  close(): void;
}

export interface LiveClientOptions {
  readonly by?: 'cookie' | 'token';
  /** Instead of the one that the name has here. */
  readonly cookie?: string;
  /** Asks for our subprotocol; without it the client is the stock one alone. */
  readonly ours?: boolean;
  readonly doc?: Y.Doc;
  readonly documentId?: string;
  readonly params?: Readonly<Record<string, string>>;
  /** A sync frame is about to go, as the `sent`-th of its connection. */
  readonly onFrame?: (sent: number) => void;
}

/** The stock provider of y-websocket; our frames are read beside it where asked for. */
export function openClient(url: string, name: string, options: LiveClientOptions = {}): LiveClient {
  const { by = 'cookie', ours = false, doc = new Y.Doc() } = options;
  const { cookie = `session=session-${name}` } = options;
  const headers = by === 'cookie' ? { headers: { cookie } } : {};
  let sent = 0;
  let saved = 0;
  class Socket extends WebSocket {
    constructor(address: string, protocols: string[]) {
      super(address, protocols, headers);
      sent = saved = 0;
    }

    override send(data: never): void {
      const bytes: Uint8Array = data;
      if (bytes[0] === 0 && (bytes[1] ?? 0) > 0) {
        sent += 1;
        options.onFrame?.(sent);
      }
      super.send(data);
    }
  }
  const frames: ServerFrame[] = [];
  let closed: { readonly code: number; readonly reason: string } | undefined;
  const provider = new WebsocketProvider(url, options.documentId ?? DOCUMENT, doc, {
    connect: false,
    disableBc: true,
    // It comes back as the stock one does, but a test need not wait its 2.5 s.
    maxBackoffTime: 400,
    WebSocketPolyfill: Socket as never,
    params: { ...(by === 'token' ? { token: `token-${name}` } : {}), ...options.params },
    protocols: ours ? [SUBPROTOCOL] : [],
  });
  for (let type = 64; type < 70; type += 1) {
    provider.messageHandlers[type] = (_encoder: unknown, decoder: { readonly arr: Uint8Array }) => {
      const frame = decodeServerFrame(decoder.arr);
      frames.push(frame);
      if (frame.kind === 'saved') saved = frame.frames;
    };
  }
  provider.on('connection-close', (event: { code: number; reason: string } | null) => {
    if (event !== null) closed = { code: event.code, reason: event.reason };
  });
  provider.connect();
  return {
    doc,
    provider,
    frames,
    sent: () => sent,
    saved: () => saved,
    closed: () => closed,
    type(text) {
      const line = firstText(doc);
      if (line === undefined) throw new Error('There is no paragraph to type in');
      line.insert(line.length, text);
    },
    text: () => String(firstText(doc) ?? ''),
    close: () => provider.destroy(),
  };
}

function firstText(doc: Y.Doc): Y.XmlText | undefined {
  const first = doc.getXmlFragment('default').get(0);
  const text = first instanceof Y.XmlElement ? first.get(0) : undefined;
  return text instanceof Y.XmlText ? text : undefined;
}

/** A socket of which each byte is up to the test. */
export async function openSocket(url: string, name: string, protocols: string[] = []): Promise<WebSocket> {
  const socket = new WebSocket(`${url}/${DOCUMENT}`, protocols, { headers: { cookie: `session=session-${name}` } });
  await new Promise((settle, fail) => {
    socket.once('open', settle);
    socket.once('error', fail);
  });
  return socket;
}
