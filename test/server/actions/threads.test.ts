import { beforeEach, expect, test } from 'vitest';
import type { DocumentContent } from '#shared/document/document.ts';
import { idOf, type BlockId, type ThreadId } from '#shared/model/ids.ts';
import { getDocument, getDocumentText } from '#server/actions/documents.ts';
import { getHome } from '#server/actions/home.ts';
import { submitSection } from '#server/actions/submissions.ts';
import { answerThread, createThread, listThreads, reopenThread, resolveThread } from '#server/actions/threads.ts';
import { createVersion, listVersions } from '#server/actions/versions.ts';
import {
  foundForEachTest,
  textOf,
  writeText,
  type CommitteeWorld,
  type PersonName,
  type SmallCommittee,
} from '#test/world/committee.ts';
import { refusalOf } from '#test/world/refusal.ts';

let world: CommitteeWorld;
let committee: SmallCommittee;

foundForEachTest((opened, founded) => {
  world = opened;
  committee = founded;
});

beforeEach(async () => {
  await writeText(world, committee.open.documentId, committee.as.owner, textOf('a: Đạt 92% và 92% hộ', 'b: Câu hai'));
});

type Input = Parameters<typeof createThread>[2];

function comment(by: PersonName, more: Partial<Input> = {}) {
  return createThread(world.context, committee.as[by], {
    id: committee.open.documentId,
    blockId: idOf<BlockId>('b'),
    quote: 'hai',
    text: 'Xem lại',
    mentions: [],
    ...more,
  });
}

async function contentNow(): Promise<DocumentContent> {
  return (await world.context.documents.read(committee.open.documentId)).content;
}

async function markedWords(id: ThreadId): Promise<readonly string[]> {
  return (await contentNow()).blocks.flatMap((block) =>
    block.type === 'paragraph'
      ? block.content.flatMap((inline) =>
          inline.type === 'text' && inline.marks.some((mark) => mark.type === 'comment' && mark.threadId === id)
            ? [inline.text]
            : [],
        )
      : [],
  );
}

test('who may not edit comments all the same: the mark is written with the thread', async () => {
  const thread = await comment('chair');

  expect(thread).toMatchObject({ state: 'open', quote: 'hai', blockId: 'b', by: committee.as.chair.personId });
  expect(thread.messages).toMatchObject([{ text: 'Xem lại', by: committee.as.chair.personId }]);
  expect(await markedWords(thread.id)).toEqual(['hai']);
  const { items } = await listThreads(world.context, committee.as.other, { id: committee.open.documentId });
  expect(items).toEqual([thread]);
});

test('words that are not there, or stand there twice, are refused and change nothing', async () => {
  const before = await contentNow();
  const a = idOf<BlockId>('a');

  expect(await refusalOf(comment('chair', { quote: 'ba' }))).toBe('thread/quote-missing');
  expect(await refusalOf(comment('chair', { blockId: idOf<BlockId>('z') }))).toBe('thread/quote-missing');
  expect(await refusalOf(comment('chair', { blockId: a, quote: '92%' }))).toBe('thread/quote-repeated');
  expect(await refusalOf(comment('chair', { blockId: a, quote: '92%', at: 5 }))).toBe('thread/quote-missing');
  expect(await refusalOf(comment('chair', { text: ' ' }))).toBe('thread/text-empty');
  expect(await refusalOf(comment('stranger'))).toBe('not_found');

  expect(await contentNow()).toEqual(before);
  const { items } = await listThreads(world.context, committee.as.chair, { id: committee.open.documentId });
  expect(items).toEqual([]);
});

test('an offset says which of two equal passages is meant', async () => {
  const thread = await comment('chair', { blockId: idOf<BlockId>('a'), quote: '92%', at: 11 });

  const [first] = (await contentNow()).blocks;
  expect(first?.type === 'paragraph' && first.content.map((one) => one.type === 'text' && one.text)).toEqual([
    'Đạt 92% và ',
    '92%',
    ' hộ',
  ]);
  expect(await markedWords(thread.id)).toEqual(['92%']);
});

test('comments may overlap', async () => {
  const one = await comment('chair', { quote: 'Câu hai' });
  const other = await comment('owner', { quote: 'u h' });

  expect((await markedWords(one.id)).join('')).toBe('Câu hai');
  expect(await markedWords(other.id)).toEqual(['u h']);
});

test('only who may read the text can be mentioned', async () => {
  const before = await contentNow();

  expect(await refusalOf(comment('chair', { mentions: [committee.as.stranger.personId] }))).toBe(
    'thread/person-unknown',
  );
  expect(await contentNow()).toEqual(before);
  const thread = await comment('chair', { mentions: [committee.as.other.personId] });

  expect(thread.messages[0]?.mentions).toEqual([committee.as.other.personId]);
});

test('a thread is answered, settled and taken up again', async () => {
  const { id } = await comment('chair');
  await answerThread(world.context, committee.as.owner, { id, text: 'Đã sửa', mentions: [] });
  const resolved = await resolveThread(world.context, committee.as.owner, { id });
  expect(resolved).toMatchObject({ state: 'resolved', resolvedBy: committee.as.owner.personId });
  expect(await refusalOf(answerThread(world.context, committee.as.owner, { id, text: 'thêm', mentions: [] }))).toBe(
    'thread/not-open',
  );
  expect(await markedWords(id)).toEqual(['hai']);

  const reopened = await reopenThread(world.context, committee.as.chair, { id });

  expect(reopened).toMatchObject({ state: 'open', resolvedBy: null });
  expect(reopened.messages.map((message) => message.text)).toEqual(['Xem lại', 'Đã sửa']);
  expect(await refusalOf(reopenThread(world.context, committee.as.chair, { id }))).toBe('thread/not-resolved');
});

test('authors comment and answer while their section is submitted', async () => {
  const { id } = await comment('chair');
  await submitSection(world.context, committee.as.owner, { id: committee.open.sectionId, note: '' });

  await answerThread(world.context, committee.as.writer, { id, text: 'Sẽ bổ sung', mentions: [] });
  const thread = await comment('writer', { quote: 'Câu' });

  expect(await markedWords(thread.id)).toEqual(['Câu']);
});

test('a comment on a closed section is unknown to who may not know the section', async () => {
  await writeText(world, committee.closed.documentId, committee.as.owner, textOf('k: Kín'));
  const { id } = await comment('owner', { id: committee.closed.documentId, blockId: idOf<BlockId>('k'), quote: 'Kín' });

  for (const by of ['bureau', 'other', 'office', 'stranger'] as const) {
    expect(await refusalOf(resolveThread(world.context, committee.as[by], { id }))).toBe('not_found');
    expect(await refusalOf(listThreads(world.context, committee.as[by], { id: committee.closed.documentId }))).toBe(
      'not_found',
    );
  }
});

test('words in a cell of a table can be commented on by the cell’s paragraph and by the table', async () => {
  const cellOf = (id: string, text: string) => ({
    header: false,
    colspan: 1,
    rowspan: 1,
    colwidth: null,
    content: textOf(`${id}: ${text}`).blocks.filter((block) => block.type === 'paragraph'),
  });
  await writeText(world, committee.open.documentId, committee.as.owner, {
    blocks: [
      { type: 'table', id: idOf<BlockId>('t'), rows: [{ cells: [cellOf('p', 'Hộ nghèo'), cellOf('q', '12 hộ')] }] },
    ],
  });

  await comment('chair', { blockId: idOf<BlockId>('q'), quote: '12' });
  await comment('chair', { blockId: idOf<BlockId>('t'), quote: 'nghèo' });
  const text = await getDocumentText(world.context, committee.as.chair, { id: committee.open.documentId });

  expect(text.blocks).toEqual([{ id: 't', type: 'table', level: 0, text: 'Hộ nghèo\t12 hộ' }]);
  const { items } = await listThreads(world.context, committee.as.chair, { id: committee.open.documentId });
  expect(items).toHaveLength(2);
});

test('what waits on a person at home: comments where somebody else spoke last', async () => {
  const thread = await comment('chair', { mentions: [committee.as.other.personId] });
  const waiting = async (by: PersonName) =>
    (await getHome(world.context, committee.as[by])).waiting.filter((one) => one.kind === 'threads');

  expect(await waiting('owner')).toMatchObject([{ threadId: thread.id, count: 1, byName: 'CHAIR', text: 'Xem lại' }]);
  expect(await waiting('other')).toHaveLength(1);
  expect(await waiting('chair')).toEqual([]);
  expect(await waiting('office')).toEqual([]);
  await answerThread(world.context, committee.as.owner, { id: thread.id, text: 'Đã sửa', mentions: [] });

  expect(await waiting('owner')).toEqual([]);
  expect(await waiting('chair')).toMatchObject([{ byName: 'OWNER' }]);
});

test('a text tells its state and what the caller may do in it, and reading it changes nothing', async () => {
  const id = committee.open.documentId;
  const before = await world.context.documents.read(id);

  expect(await getDocument(world.context, committee.as.owner, { id })).toMatchObject({
    grade: 'edit',
    kind: 'section',
  });
  expect(await getDocument(world.context, committee.as.chair, { id })).toMatchObject({ grade: 'suggest' });
  const text = await getDocumentText(world.context, committee.as.other, { id });

  expect(text.blocks.map((block) => block.text)).toEqual(['Đạt 92% và 92% hộ', 'Câu hai']);
  expect(text.stateVector).toBe(Buffer.from(before.stateVector).toString('base64'));
  expect((await world.context.documents.read(id)).seq).toBe(before.seq);
});

test('a version is kept under a name by who may edit, and read by who may read', async () => {
  const id = committee.open.documentId;
  expect(await refusalOf(createVersion(world.context, committee.as.chair, { id, name: 'x' }))).toBe('forbidden');

  const version = await createVersion(world.context, committee.as.owner, { id, name: 'Trước khi họp' });

  expect(version).toMatchObject({ kind: 'named', name: 'Trước khi họp', words: 7 });
  expect((await listVersions(world.context, committee.as.other, { id })).items).toEqual([version]);
});
