import type { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { ERROR_CODES, type ErrorCode } from '#shared/model/errors.ts';
import { TEXT_GRADES, type TextGrade } from '#shared/model/right.ts';
import { FAILURES } from '#shared/protocol/failures.ts';
import type { RightChange, ServerFrame } from '#shared/protocol/frames.ts';
import { openConnection, type Connection } from './connection.ts';
import { keptTextsOf, textBeyond, type KeptText } from './kept-text.ts';
import { copyName } from './local-copies.ts';
import { openOfflineCopy, withoutCopy, type OfflineCopy } from './offline-copy.ts';
import { countWaiting, isAllSaved, type Ledger } from './saved.ts';
import { createStore, type Watched } from './store.ts';
import { hasUnknownContent } from './unknown-content.ts';

/**
 * One open text: its Y.Doc, the connection, the copy on this machine and the truth about them. Invariants:
 * 1. Text that the server refused leaves the document and stays with its author as a kept text; nothing typed is thrown away unseen.
 * 2. After a refusal the text is opened anew: later frames of the same client would have a gap where the refused one was.
 * 3. The right of the screen is the last that the server said. A right that went is felt before any refused frame comes back.
 * 4. What was refused leaves the copy on this machine only when the kept text is stored. Until then leaving the page is asked about.
 * 5. Own words that go with a passage before the server has them are kept texts at once; what else waits goes to the server as ever.
 * 6. The document never holds nodes of a newer schema while it can be written (`unknown-content.ts`).
 */
export interface OpenDocument extends Watched<DocumentState> {
  readonly people: Watched<readonly PersonHere[]>;
  /** Keeps what others do away from the text, as while a syllable is composed, until the returned function is called. */
  hold(this: void): () => void;
  /** Connects now: after a refusal for good, or without waiting for the next try. */
  retry(this: void): void;
  /** The author has done with the kept texts. */
  discardKept(this: void): void;
  close(this: void): void;
}

export interface DocumentState {
  /** Grows with each new `live`: who shows a text binds anew. */
  readonly generation: number;
  /** The text to bind to; null until there is one. */
  readonly live: LiveText | null;
  readonly connection: 'opening' | 'connected' | 'offline';
  /** Since when it is offline, in milliseconds since 1970. */
  readonly offlineSince: number | null;
  /** Own changes that are not known to be on the server's disk. */
  readonly waiting: number;
  /** When the last of them was saved; null while any waits, or it is not known. */
  readonly savedAt: number | null;
  readonly grade: TextGrade;
  readonly documentState: string;
  /** Why the right changed while the text was open. */
  readonly change: RightChange | null;
  /** The right to write went while the text was open, and has not come back. */
  readonly hasLostEdit: boolean;
  readonly hasStoreTrouble: boolean;
  /** Whether this machine keeps what is not sent. */
  readonly keepsCopy: boolean;
  readonly kept: readonly KeptText[];
  /** Why the server did not take the last of them; null where that was before this page was opened. */
  readonly keptFor: ErrorCode | null;
  /** Why there will be no connection any more, or null. */
  readonly ended: ErrorCode | null;
  /** The text holds what only a newer program can show: it is read only. */
  readonly isNewer: boolean;
}

/** What an editor binds to. */
export interface LiveText {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
}

/** Somebody who has the text open, oneself included. */
export interface PersonHere {
  readonly id: string;
  readonly name: string;
  readonly isMe: boolean;
}

export interface OpenDocumentOptions {
  /** `ws://host/sync`, without the document. */
  readonly address: string;
  readonly documentId: string;
  readonly lineage: string;
  readonly account: { readonly id: string; readonly name: string };
  /** What REST said, until the connection says more. */
  readonly grade: TextGrade;
  readonly documentState: string;
  /** Set by tests, which have no browser. */
  readonly WebSocket?: typeof WebSocket;
}

/** What one connection lives with. */
interface Session {
  readonly doc: Y.Doc;
  readonly copy: OfflineCopy;
  readonly connection: Connection;
}

/** Refusals come one a frame: the text is opened anew when they had time to arrive. */
const startOverAfterMs = 300;
const retryRefusedAfterMs = 2_000;
/** The server could not take it now; it is sent again instead of set aside. */
const PASSING: readonly ErrorCode[] = [
  'store_trouble',
  'too_many',
  'internal',
  'shutting_down',
  'too_slow',
  // [5] By then the passage is gone here, too, with the words that were refused: the rest of the frame is taken.
  'text/passage-gone',
];

export function openDocument(options: OpenDocumentOptions): OpenDocument {
  const name = copyName(options.account.id, options.documentId, options.lineage);
  const keptTexts = keptTextsOf(options.account.id, options.documentId);
  const state = createStore<DocumentState>({
    generation: 0,
    live: null,
    connection: 'opening',
    offlineSince: null,
    waiting: 0,
    savedAt: null,
    grade: options.grade,
    documentState: options.documentState,
    change: null,
    hasLostEdit: false,
    hasStoreTrouble: false,
    keepsCopy: true,
    kept: keptTexts.read(),
    keptFor: null,
    ended: null,
    isNewer: false,
  });
  const people = createStore<readonly PersonHere[]>([]);
  const set = (part: Partial<DocumentState>): void => state.set({ ...state.get(), ...part });
  let session: Session | undefined;
  let isClosed = false;
  let isStartingOver = false;
  let malformedTimes = 0;
  /** [4] The copy that alone holds what was refused, or undefined. */
  let onlyCopy: OfflineCopy | undefined;
  /** Kept texts that last only as long as the page. */
  let hasUnstored = false;

  async function start(): Promise<void> {
    const doc = new Y.Doc({ gc: true });
    const copy =
      onlyCopy === undefined ? await openOfflineCopy(name, doc, () => set({ keepsCopy: false })) : withoutCopy();
    if (isClosed) {
      await copy.close();
      doc.destroy();
      return;
    }
    const connection: Connection = openConnection({
      ...options,
      channel: name,
      doc,
      waiting: copy.waiting,
      on: {
        frame: takeFrame,
        ledger: (ledger) => takeLedger(ledger, copy),
        status: takeStatus,
        synced: () => show(),
        ended: takeEnd,
        unknown: (update) => freeze(update),
        drowned: (text) => rescue(text),
      },
    });
    session = { doc, copy, connection };
    set({ keepsCopy: copy.keeps(), waiting: copy.waiting, savedAt: null });
    watchPeople(connection.provider.awareness);
    const local = Y.encodeStateAsUpdate(doc);
    if (hasUnknownContent(local)) {
      freeze(new Uint8Array([0, 0]));
      return;
    }
    if (doc.store.clients.size > 0) show();
    connection.connect();
  }

  /** Gives the text to whoever shows it, once there is one: an empty page before would look like a lost text. */
  function show(): void {
    if (session === undefined || state.get().live?.doc === session.doc || state.get().isNewer) return;
    set({
      live: { doc: session.doc, awareness: session.connection.provider.awareness },
      generation: state.get().generation + 1,
    });
  }

  function takeFrame(frame: ServerFrame): void {
    switch (frame.kind) {
      case 'hello':
        if (frame.lineage !== options.lineage) {
          takeEnd(4409, 'wrong_lineage');
          return;
        }
        set({ grade: gradeOf(frame.grade), documentState: frame.documentState });
        return;
      case 'right':
        takeRight(gradeOf(frame.grade), frame.documentState, frame.why);
        return;
      case 'refused':
        takeRefusal(frame.code);
        return;
      case 'trouble':
        set({ hasStoreTrouble: frame.inTrouble });
        return;
      case 'saved':
      case 'limits':
        return;
    }
  }

  function takeRight(grade: TextGrade, documentState: string, change: RightChange): void {
    const before = state.get();
    const hasLostEdit = grade !== 'edit' && (before.grade === 'edit' || before.hasLostEdit);
    set({ grade, documentState, change, hasLostEdit });
  }

  function takeLedger(ledger: Ledger, copy: OfflineCopy): void {
    // A connection that is closed counts once more what it had not sent; what becomes of it is decided by then.
    if (session?.copy !== copy) return;
    const waiting = countWaiting(ledger);
    const difference = waiting - state.get().waiting;
    if (difference !== 0) copy.addWaiting(difference);
    const isSaved = isAllSaved(ledger) && !isStartingOver;
    const savedAt = isSaved ? (state.get().savedAt ?? Date.now()) : null;
    set({ waiting, savedAt });
  }

  function takeStatus(status: 'connecting' | 'connected' | 'disconnected'): void {
    if (status === 'connected') set({ connection: 'connected', offlineSince: null });
    if (status === 'disconnected') {
      set({
        connection: 'offline',
        offlineSince: state.get().offlineSince ?? Date.now(),
        savedAt: null,
        hasStoreTrouble: false,
      });
    }
  }

  function takeRefusal(code: ErrorCode): void {
    if (PASSING.includes(code)) {
      const { connection } = session ?? {};
      setTimeout(() => connection?.retryLater(), retryRefusedAfterMs);
      return;
    }
    if (isStartingOver) return;
    isStartingOver = true;
    set({ savedAt: null, keptFor: code });
    setTimeout(() => void startOver(), startOverAfterMs);
  }

  /** [1, 2, 4] */
  async function startOver(): Promise<void> {
    if (session === undefined || isClosed) return;
    const { copy, connection, doc } = session;
    session = undefined;
    set({ live: null, waiting: 0, savedAt: null, connection: 'opening' });
    const isStored = keep(doc, connection.serverVector());
    connection.close();
    if (isStored) {
      await copy.clear();
      await onlyCopy?.clear();
      onlyCopy = undefined;
    } else {
      onlyCopy ??= copy;
      await copy.close();
    }
    doc.destroy();
    isStartingOver = false;
    await start();
  }

  /** Whether nothing is lost when the copy on this machine goes. */
  function keep(doc: Y.Doc, vector: ReadonlyMap<number, number>): boolean {
    const text = textBeyond(doc, vector);
    if (text === undefined) return onlyCopy === undefined;
    const isStored = keptTexts.add({ at: Date.now(), ...text });
    set({ kept: keptTexts.read() });
    return isStored;
  }

  /** [5] */
  function rescue(text: Omit<KeptText, 'at'>): void {
    if (!keptTexts.add({ at: Date.now(), ...text })) hasUnstored = true;
    set({ kept: keptTexts.read(), keptFor: 'text/passage-gone' });
  }

  function takeEnd(close: number, reason: string): void {
    if (session === undefined || state.get().ended !== null) return;
    const code = codeOfEnd(close, reason);
    if (code === 'malformed' && malformedTimes === 0) {
      malformedTimes += 1;
      void startOver();
      return;
    }
    // Signed out, the text itself stays: the same person goes on after signing in.
    const hasUnsaved = code !== 'not_signed_in' && state.get().waiting > 0;
    const isStored = !hasUnsaved || keep(session.doc, session.connection.serverVector());
    if (!isStored) onlyCopy ??= session.copy;
    if (code === 'not_found' && isStored) void session.copy.clear();
    set({ ended: code, grade: code === 'not_signed_in' ? state.get().grade : 'read', savedAt: null });
    session.connection.provider.disconnect();
  }

  /** [6] What a newer schema has is shown from a copy, where nothing that is left out can be deleted for others. */
  function freeze(update: Uint8Array): void {
    if (session === undefined) return;
    const copy = new Y.Doc();
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(session.doc));
    Y.applyUpdate(copy, update);
    set({
      isNewer: true,
      grade: 'read',
      live: { doc: copy, awareness: session.connection.provider.awareness },
      generation: state.get().generation + 1,
    });
    session.connection.provider.disconnect();
  }

  function watchPeople(awareness: Awareness): void {
    const read = (): void => people.set(readPeople(awareness, people.get()));
    awareness.setLocalStateField('user', { id: options.account.id, name: options.account.name });
    awareness.on('change', read);
    read();
  }

  const goOffline = (): void => session?.connection.provider.disconnect();
  const goOnline = (): void => {
    if (state.get().ended === null && !state.get().isNewer) session?.connection.connect();
  };
  const ask = (event: BeforeUnloadEvent): void => {
    const isUnkept = state.get().waiting > 0 && !state.get().keepsCopy;
    if (isUnkept || hasUnstored || onlyCopy !== undefined) event.preventDefault();
  };
  if (typeof window !== 'undefined') {
    window.addEventListener('offline', goOffline);
    window.addEventListener('online', goOnline);
    window.addEventListener('beforeunload', ask);
  }
  void start();

  return {
    get: state.get,
    subscribe: state.subscribe,
    people,
    hold: () => session?.connection.hold() ?? (() => undefined),
    retry() {
      if (session === undefined || state.get().isNewer) return;
      set({ ended: null });
      session.connection.connect();
    },
    discardKept() {
      keptTexts.clear();
      hasUnstored = false;
      if (onlyCopy !== undefined && onlyCopy !== session?.copy) void onlyCopy.clear();
      onlyCopy = undefined;
      set({ kept: keptTexts.read(), keptFor: null });
    },
    close() {
      isClosed = true;
      if (typeof window !== 'undefined') {
        window.removeEventListener('offline', goOffline);
        window.removeEventListener('online', goOnline);
        window.removeEventListener('beforeunload', ask);
      }
      const open = session;
      session = undefined;
      open?.connection.close();
      void open?.copy.close().then(() => open.doc.destroy());
    },
  };
}

function gradeOf(text: string): TextGrade {
  return TEXT_GRADES.find((grade) => grade === text) ?? 'none';
}

/** The reason is a code where the server said one; else the close code tells. */
function codeOfEnd(close: number, reason: string): ErrorCode {
  const said = ERROR_CODES.find((code) => code === reason);
  return said ?? ERROR_CODES.find((code) => FAILURES[code].close === close) ?? 'internal';
}

/** One entry a person, however many tabs; the same list again where nobody came or went. */
function readPeople(awareness: Awareness, before: readonly PersonHere[]): readonly PersonHere[] {
  const found = new Map<string, PersonHere>();
  for (const [client, one] of awareness.getStates()) {
    const user: unknown = one['user'];
    if (typeof user !== 'object' || user === null || !('id' in user) || !('name' in user)) continue;
    const { id, name } = user;
    if (typeof id !== 'string' || typeof name !== 'string') continue;
    const isMe = client === awareness.clientID || found.get(id)?.isMe === true;
    found.set(id, { id, name, isMe });
  }
  const now = [...found.values()].toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const isSame = now.length === before.length && now.every((one, index) => one.id === before[index]?.id);
  return isSame ? before : now;
}
