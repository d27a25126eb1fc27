import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { WebSocket as NodeSocket } from 'ws';
import * as Y from 'yjs';
import { copyName, waitingKey } from '#client/sync/local-copies.ts';
import { openDocument, type DocumentState, type OpenDocument } from '#client/sync/open-document.ts';
import { startSmallServer, type SmallServer } from './small-server.ts';

let server: SmallServer;
let opened: OpenDocument[];
let stored: Map<string, string>;

beforeEach(async () => {
  server = await startSmallServer();
  opened = [];
  stored = new Map();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
    removeItem: (key: string) => stored.delete(key),
  });
});

afterEach(async () => {
  for (const one of opened) one.close();
  await server.stop();
  vi.unstubAllGlobals();
});

function open(): OpenDocument {
  const document = openDocument({
    address: server.address,
    documentId: 'd1',
    lineage: 'first',
    account: { id: 'p1', name: 'Hoàng Văn Dũng' },
    grade: 'edit',
    documentState: 'drafting',
    WebSocket: NodeSocket as unknown as typeof WebSocket,
  });
  opened.push(document);
  return document;
}

function reach(document: OpenDocument, when: (state: DocumentState) => boolean): Promise<DocumentState> {
  return new Promise((settle, fail) => {
    const late = setTimeout(() => fail(new Error(`stays at ${JSON.stringify({ ...document.get(), live: 0 })}`)), 8_000);
    const look = (): void => {
      if (!when(document.get())) return;
      clearTimeout(late);
      stop();
      settle(document.get());
    };
    const stop = document.subscribe(look);
    look();
  });
}

function textOf(doc: Y.Doc | undefined): string {
  const paragraph = doc?.getXmlFragment('default').get(0);
  return paragraph instanceof Y.XmlElement ? paragraph.toArray().map(String).join('') : '';
}

function type(document: OpenDocument, text: string): void {
  const doc = document.get().live?.doc;
  if (doc === undefined) throw new Error('nothing to type into');
  doc.transact(() => insert(doc, text));
}

function insert(doc: Y.Doc, text: string): void {
  const root = doc.getXmlFragment('default');
  if (root.length === 0) {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText()]);
    root.insert(0, [paragraph]);
  }
  const paragraph = root.get(0);
  const run = paragraph instanceof Y.XmlElement ? paragraph.get(0) : undefined;
  if (run instanceof Y.XmlText) run.insert(run.length, text);
}

const isSaved = (state: DocumentState): boolean => state.savedAt !== null;

test('a typed change is saved only when the server says that its frame is on disk', async () => {
  const document = open();
  await reach(document, isSaved);
  server.mode = 'ignore';

  type(document, 'Thu ngân sách');

  expect(document.get()).toMatchObject({ waiting: 1, savedAt: null });
  await vi.waitFor(() => {
    server.settleAll();
    expect(document.get().waiting).toBe(0);
  });
  expect(isSaved(document.get())).toBe(true);
});

test('what was typed without a connection waits, and is saved after the reconnect', async () => {
  const document = open();
  await reach(document, isSaved);
  server.cut();
  await reach(document, (state) => state.connection === 'offline');

  type(document, 'một');
  type(document, ' hai');

  expect(document.get()).toMatchObject({ waiting: 2, savedAt: null });
  expect(document.get().offlineSince).not.toBeNull();
  await reach(document, isSaved);
  expect(textOf(server.doc)).toBe('một hai');
});

test('changes in flight when the connection is lost still wait, and are stored once', async () => {
  const document = open();
  await reach(document, isSaved);
  server.mode = 'ignore';
  type(document, 'abc');
  server.mode = 'settle';
  server.cut();

  const state = await reach(document, isSaved);

  expect(state.waiting).toBe(0);
  expect(textOf(server.doc)).toBe('abc');
});

test('what others do is held back while a syllable is composed, and comes after it', async () => {
  const document = open();
  await reach(document, isSaved);
  // One paragraph for both: of two that are made at once chance tells which comes first.
  type(document, 'một ');
  await reach(document, isSaved);
  const release = document.hold();

  insert(server.doc, 'của người khác');
  type(document, '');
  await new Promise((settle) => setTimeout(settle, 100));

  expect(textOf(document.get().live?.doc)).not.toContain('khác');
  release();
  expect(textOf(document.get().live?.doc)).toContain('khác');
});

test('a right that changes is felt at once, with its reason', async () => {
  const document = open();
  await reach(document, isSaved);

  server.send({
    kind: 'right',
    grade: 'read',
    documentState: 'submitted',
    why: { move: 'submit', by: 'p2', at: 5, reason: '', isOwn: false },
  });

  expect(await reach(document, (state) => state.grade === 'read')).toMatchObject({
    documentState: 'submitted',
    change: { move: 'submit', by: 'p2' },
  });
});

function tell(grade: string, move: string): void {
  server.send({
    kind: 'right',
    grade,
    documentState: 'drafting',
    why: { move, by: 'p2', at: 5, reason: '', isOwn: false },
  });
}

const toldOf = (document: OpenDocument, move: string): Promise<DocumentState> =>
  reach(document, ({ change }) => change?.move === move);

test('who could write has lost the right to until it comes back', async () => {
  const document = open();
  await reach(document, isSaved);

  tell('comment', 'unassign');
  expect(await toldOf(document, 'unassign')).toMatchObject({ hasLostEdit: true });
  tell('suggest', 'setRoles');
  expect(await toldOf(document, 'setRoles')).toMatchObject({ hasLostEdit: true });
  tell('edit', 'assign');
  expect(await toldOf(document, 'assign')).toMatchObject({ hasLostEdit: false });
});

test('who could only read has lost nothing when the section moves', async () => {
  server.grade = 'suggest';
  const document = open();
  await reach(document, (state) => state.grade === 'suggest');

  tell('suggest', 'return');

  expect(await toldOf(document, 'return')).toMatchObject({ hasLostEdit: false });
});

test('refused text leaves the document and is kept for its author, with the reason', async () => {
  const document = open();
  await reach(document, isSaved);
  type(document, 'Đã lưu.');
  await reach(document, isSaved);
  server.mode = 'refuse';
  server.refusal = 'too_large';

  type(document, ' Chưa lưu.');

  const state = await reach(document, (now) => now.kept.length === 1 && isSaved(now));
  expect(state.kept[0]).toMatchObject({ text: 'Đã lưu. Chưa lưu.', added: ' Chưa lưu.' });
  expect(state.keptFor).toBe('too_large');
  expect(textOf(state.live?.doc)).toBe('Đã lưu.');
  document.close();
  expect(open().get().kept).toHaveLength(1);
});

test('what the server cannot take now still waits, and is saved when it is taken', async () => {
  const document = open();
  await reach(document, isSaved);
  server.mode = 'refuse';
  server.refusal = 'store_trouble';
  const seen: (readonly [number, boolean])[] = [];
  type(document, 'Thu ngân sách');
  const stop = document.subscribe(() => seen.push([document.get().waiting, isSaved(document.get())]));

  await reach(document, (state) => state.connection === 'offline');
  stop();
  server.mode = 'settle';

  expect(seen.every(([waiting, saved]) => waiting === 1 && !saved)).toBe(true);
  expect(countWaitingStored()).toBe(1);
  await reach(document, isSaved);
  expect(textOf(server.doc)).toBe('Thu ngân sách');
  expect(countWaitingStored()).toBe(0);
  expect(document.get().kept).toEqual([]);
});

test('[5] words in a passage that others take away are kept at once, and what else waits is saved', async () => {
  const document = open();
  await reach(document, isSaved);
  type(document, 'Đoạn sẽ đi');
  await reach(document, isSaved);
  server.mode = 'refuse';
  server.refusal = 'text/passage-gone';
  type(document, ' lời của tôi');
  const root = server.doc.getXmlFragment('default');
  root.insert(1, [new Y.XmlElement('paragraph')]);

  root.delete(0, 1);

  const state = await reach(document, (now) => now.kept.length === 1);
  expect(state).toMatchObject({
    kept: [{ text: 'Đoạn sẽ đi lời của tôi', added: ' lời của tôi' }],
    keptFor: 'text/passage-gone',
    savedAt: null,
  });
  server.mode = 'settle';
  await reach(document, isSaved);
  expect(document.get().kept).toHaveLength(1);
  document.close();
  expect(open().get().kept).toHaveLength(1);
});

test('[4] refused text that has no room to be stored stays in the copy, and leaving the page is asked about', async () => {
  vi.stubGlobal('window', new EventTarget());
  const document = open();
  await reach(document, isSaved);
  localStorage.setItem = (key, value) => {
    if (key.startsWith('dong-thao/kept/')) throw new Error('full');
    stored.set(key, value);
  };
  expect(asksBeforeLeaving()).toBe(false);
  server.mode = 'refuse';

  type(document, 'Chưa lưu.');
  const state = await reach(document, (now) => now.kept.length === 1 && isSaved(now));

  expect(state).toMatchObject({ kept: [{ text: 'Chưa lưu.' }], waiting: 0, keepsCopy: false });
  expect(countWaitingStored()).toBe(1);
  expect(asksBeforeLeaving()).toBe(true);
  document.discardKept();
  expect(asksBeforeLeaving()).toBe(false);
  await vi.waitFor(() => expect(countWaitingStored()).toBe(0));
});

function countWaitingStored(): number {
  return Number(localStorage.getItem(waitingKey(copyName('p1', 'd1', 'first'))) ?? 0);
}

function asksBeforeLeaving(): boolean {
  return !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
}

test('changes of the last page load count as waiting until the server has them', async () => {
  const before = open();
  await reach(before, isSaved);
  server.mode = 'ignore';
  type(before, 'một');
  type(before, 'hai');
  before.close();

  const after = open();
  await reach(after, (state) => state.connection === 'connected');

  expect(after.get()).toMatchObject({ waiting: 2, savedAt: null });
});

test('without IndexedDB it says that nothing keeps the text', async () => {
  const document = open();

  expect(await reach(document, isSaved)).toMatchObject({ keepsCopy: false });
});

test.each([
  [4401, '', 'not_signed_in'],
  [4403, '', 'forbidden'],
  [4404, 'not_found', 'not_found'],
  [4409, 'old_schema', 'old_schema'],
  [4413, '', 'too_large'],
])('a close with %i ends the connection as what it is, and keeps the unsaved text', async (close, reason, code) => {
  const document = open();
  await reach(document, isSaved);
  server.mode = 'ignore';
  type(document, 'còn đây');

  server.cut(close, reason);

  const state = await reach(document, (now) => now.ended !== null);
  expect(state.ended).toBe(code);
  if (code === 'not_signed_in') expect(textOf(state.live?.doc)).toBe('còn đây');
  else expect(state.kept[0]?.text).toBe('còn đây');
});

test('after signing in again the text goes on where it was', async () => {
  const document = open();
  await reach(document, isSaved);
  server.cut(4401);
  await reach(document, (now) => now.ended !== null);
  type(document, 'viết tiếp');
  server.admit();

  document.retry();

  await reach(document, isSaved);
  expect(textOf(server.doc)).toBe('viết tiếp');
});

test('a document of another lineage is not mixed with this one', async () => {
  const document = open();
  await reach(document, isSaved);
  server.lineage = 'second';
  server.cut();

  expect(await reach(document, (now) => now.ended !== null)).toMatchObject({ ended: 'wrong_lineage' });
});

test('nodes of a newer schema make the text read only and are never deleted', async () => {
  const document = open();
  await reach(document, isSaved);

  server.doc.getXmlFragment('default').insert(0, [new Y.XmlElement('footnote')]);

  const state = await reach(document, (now) => now.isNewer);
  expect(state.grade).toBe('read');
  expect(server.doc.getXmlFragment('default').length).toBe(1);
});

test('trouble of the store is said while it lasts', async () => {
  const document = open();
  await reach(document, isSaved);

  server.send({ kind: 'trouble', inTrouble: true, waiting: 3 });
  await reach(document, (now) => now.hasStoreTrouble);
  server.send({ kind: 'trouble', inTrouble: false, waiting: 0 });

  expect(await reach(document, (now) => !now.hasStoreTrouble)).toBeDefined();
});
