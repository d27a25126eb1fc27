import { setTimeout as delay } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { textOfBlock, type DocumentContent } from '#shared/document/document.ts';
import { idOf } from '#shared/model/ids.ts';
import { faultyStore } from '#test/world/faulty-store.ts';
import { gather, WAIT } from '#test/world/gathering.ts';
import { DOCUMENT, type LiveClient } from '#test/world/live.ts';

const here = gather();

function line(id: string, text: string): DocumentContent['blocks'][number] {
  const content = [{ type: 'text', text, marks: [] } as const];
  return { type: 'paragraph', id: idOf(id), level: 0, list: 'none', indent: 0, align: 'default', content };
}

const TEXT: DocumentContent = { blocks: [line('a', 'Mở đầu'), line('c', 'Đoạn sẽ đi')] };

/** As a deed that gives the second paragraph to another text. */
async function takeAway(): Promise<void> {
  await here.world.sync.documents.change({
    documentId: DOCUMENT,
    by: idOf('minh'),
    decide: ({ content }) => ({ blocks: content.blocks.slice(0, 1) }),
  });
}

function typeInSecond({ doc }: LiveClient, words: string): void {
  const second = doc.getXmlFragment('default').get(1);
  const text = second instanceof Y.XmlElement ? second.get(0) : undefined;
  if (!(text instanceof Y.XmlText)) throw new Error('There is no second paragraph');
  text.insert(text.length, words);
}

async function textNow(): Promise<readonly string[]> {
  return (await here.world.sync.documents.read(DOCUMENT)).content.blocks.map(textOfBlock);
}

const refusalsOf = (client: LiveClient) =>
  client.frames.flatMap((frame) => (frame.kind === 'refused' ? [frame.code] : []));

test('words typed offline in a passage that was taken away meanwhile are refused by name, and nothing of them is stored', async () => {
  await here.open({ text: TEXT });
  const author = await here.join('lan', { ours: true });
  author.provider.disconnect();
  typeInSecond(author, ' lời của tôi');
  await takeAway();
  const rows = await here.world.countRows();

  author.provider.connect();

  await vi.waitFor(() => expect(refusalsOf(author)).toContain('text/passage-gone'), WAIT);
  await vi.waitFor(() => expect(author.saved()).toBe(author.sent()), WAIT);
  expect(await here.world.countRows()).toBe(rows);
});

test('after the refusal the rest of what waits is stored as soon as the author has heard that the passage went', async () => {
  await here.open({ text: TEXT });
  const author = await here.join('lan', { ours: true });
  author.provider.disconnect();
  typeInSecond(author, ' lời của tôi');
  author.type(' và hết');
  await takeAway();

  author.provider.connect();
  await vi.waitFor(() => expect(refusalsOf(author)).toEqual(['text/passage-gone']), WAIT);
  await vi.waitFor(() => expect(author.doc.getXmlFragment('default').length).toBe(1), WAIT);
  author.provider.disconnect();
  author.provider.connect();

  await vi.waitFor(async () => expect(await textNow()).toEqual(['Mở đầu và hết']), WAIT);
  expect(refusalsOf(author)).toEqual(['text/passage-gone']);
});

test('words accepted while the passage was being taken away are judged again, and refused with all that lean on them', async () => {
  const store = faultyStore();
  await here.open({ text: TEXT, wrap: store.wrap });
  const author = await here.join('lan', { ours: true });
  await vi.waitFor(() => expect(author.saved()).toBe(author.sent()), WAIT);
  store.mode = 'held';
  typeInSecond(author, ' lời');
  typeInSecond(author, ' của tôi');
  await delay(50);

  await takeAway();
  const rows = await here.world.countRows();
  store.mode = 'ok';

  await vi.waitFor(() => expect(author.saved()).toBe(author.sent()), WAIT);
  expect(refusalsOf(author)).toEqual(['text/passage-gone', 'text/passage-gone']);
  expect(await here.world.countRows()).toBe(rows);
});

test('what a colleague wrote elsewhere while the passage was being taken away is stored', async () => {
  const store = faultyStore();
  await here.open({ text: TEXT, wrap: store.wrap });
  const author = await here.join('lan', { ours: true });
  await vi.waitFor(() => expect(author.saved()).toBe(author.sent()), WAIT);
  store.mode = 'held';
  author.type(' tiếp');
  await delay(50);

  await takeAway();
  store.mode = 'ok';

  await vi.waitFor(async () => expect(await textNow()).toEqual(['Mở đầu tiếp']), WAIT);
  expect(refusalsOf(author)).toEqual([]);
});

test('a paragraph that a colleague deletes keeps what one types in it at that moment from being called saved, too', async () => {
  await here.open({ text: TEXT });
  const author = await here.join('lan', { ours: true });
  const colleague = await here.join('minh', { ours: true });
  author.provider.disconnect();
  typeInSecond(author, ' lời của tôi');
  colleague.doc.getXmlFragment('default').delete(1, 1);
  await vi.waitFor(async () => expect(await textNow()).toEqual(['Mở đầu']), WAIT);

  author.provider.connect();

  await vi.waitFor(() => expect(refusalsOf(author)).toContain('text/passage-gone'), WAIT);
});

test('a stock client, which hears no refusal, goes on with the rest of its words', async () => {
  await here.open({ text: TEXT });
  const author = await here.join('lan');
  author.provider.disconnect();
  typeInSecond(author, ' lời của tôi');
  author.type(' và hết');
  await takeAway();

  author.provider.connect();

  await vi.waitFor(async () => expect(await textNow()).toEqual(['Mở đầu và hết']), WAIT);
});

test('one who has undone and deleted in a passage that went is refused nothing', async () => {
  await here.open({ text: TEXT });
  const author = await here.join('lan', { ours: true });
  const undo = new Y.UndoManager(author.doc.getXmlFragment('default'), { captureTimeout: 0 });
  author.provider.disconnect();
  typeInSecond(author, ' một');
  typeInSecond(author, ' hai');
  undo.undo();
  undo.undo();
  undo.redo();
  undo.undo();
  author.type(' còn');
  await takeAway();

  author.provider.connect();

  await vi.waitFor(async () => expect(await textNow()).toEqual(['Mở đầu còn']), WAIT);
  expect(refusalsOf(author)).toEqual([]);
});
