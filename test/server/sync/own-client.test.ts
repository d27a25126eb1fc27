import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import WebSocket from 'ws';
import * as Y from 'yjs';
import { openDocument, type OpenDocument } from '#client/sync/open-document.ts';
import { DOCUMENT, openLiveWorld, type LiveWorld } from '#test/world/live.ts';

const WAIT = { timeout: 10_000, interval: 10 };
let world: LiveWorld;
let opened: OpenDocument[] = [];

beforeEach(async () => {
  world = await openLiveWorld();
});

afterEach(async () => {
  for (const one of opened) one.close();
  opened = [];
  await world.close();
});

async function open(name: string): Promise<OpenDocument> {
  class Socket extends WebSocket {
    constructor(address: string, protocols: string[]) {
      super(address, protocols, { headers: { cookie: `session=session-${name}` } });
    }
  }
  const log = await world.storage.loadLog(DOCUMENT);
  const one = openDocument({
    address: world.url,
    documentId: DOCUMENT,
    lineage: log?.lineage ?? '',
    account: { id: name, name },
    grade: 'read',
    documentState: 'drafting',
    WebSocket: Socket as never,
  });
  opened.push(one);
  await vi.waitFor(() => expect(one.get().live).not.toBeNull(), WAIT);
  return one;
}

function lineOf(one: OpenDocument): Y.XmlText {
  const first = one.get().live?.doc.getXmlFragment('default').get(0);
  const text = first instanceof Y.XmlElement ? first.get(0) : undefined;
  if (!(text instanceof Y.XmlText)) throw new Error('There is no paragraph');
  return text;
}

test('the page says saved once it is on disk, and others read it', async () => {
  const writer = await open('lan');
  const other = await open('minh');
  await vi.waitFor(() => expect(writer.get()).toMatchObject({ grade: 'edit', waiting: 0 }), WAIT);

  lineOf(writer).insert(6, ' mới');
  expect(writer.get().waiting).toBe(1);

  await vi.waitFor(() => expect(writer.get()).toMatchObject({ waiting: 0 }), WAIT);
  expect(writer.get().savedAt).not.toBeNull();
  await vi.waitFor(() => expect(lineOf(other).toJSON()).toBe('Mở đầu mới'), WAIT);
  expect((await world.sync.documents.read(DOCUMENT)).seq).toBe(2);
  await vi.waitFor(
    () =>
      expect(
        other.people
          .get()
          .map((one) => one.id)
          .toSorted(),
      ).toEqual(['lan', 'minh']),
    WAIT,
  );
});

test('the page hears why it may write no more, and keeps what came too late', async () => {
  const writer = await open('lan');
  await vi.waitFor(() => expect(writer.get()).toMatchObject({ grade: 'edit', waiting: 0 }), WAIT);

  await world.moveTo('submitted', { isHintLost: true });
  lineOf(writer).insert(6, ' quá muộn');

  await vi.waitFor(() => expect(writer.get()).toMatchObject({ grade: 'comment', documentState: 'submitted' }), WAIT);
  await vi.waitFor(() => expect(writer.get().kept).toHaveLength(1), WAIT);
  await vi.waitFor(() => expect(lineOf(writer).toJSON()).toBe('Mở đầu'), WAIT);
});
