import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { textOfBlock } from '#shared/document/document.ts';
import { idOf, type DraftId, type ThreadId } from '#shared/model/ids.ts';
import { SECTION_STATES } from '#shared/model/section.ts';
import { parseConfig } from '#server/config.ts';
import { playDemo } from '#server/demo/play.ts';
import { readFoundingExample, type OutlineEntry, type StoryBlock } from '#server/demo/story.ts';
import { openNode, type Node } from '#server/node.ts';
import { listDraftParts } from '#server/storage/rows/drafts.ts';
import type { Rows } from '#server/storage/rows/tables.ts';
import { loadVersionContent } from '#server/storage/rows/versions.ts';

const example = readFoundingExample();
const leaves = leavesOf(example.outline);
const { story } = example;
const corrections = story.laterCorrections;
/** What was corrected when its section had been merged for the last time. */
const unmerged = corrections.filter(
  ({ section, at }) => !story.merges.some((one) => one.section === section && one.at > at),
);

let folder: string;
let node: Node;
let rows: Rows;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'play-'));
  node = await openNode(parseConfig({ DATA_DIR: folder, DEMO: '1', LOG_LEVEL: 'silent' }));
  rows = node.context.storage.rows;
  await playDemo(node.context);
});

afterAll(async () => {
  await node.close();
  await rm(folder, { recursive: true, force: true });
});

test('every section is in the state that the outline tells, and every state is there', async () => {
  const found = await rows
    .selectFrom('sections')
    .select(['title', 'state'])
    .where('document_id', 'is not', null)
    .execute();

  const told = leaves.map(({ title, state }) => ({ title, state }));
  expect(found.toSorted(byTitle)).toEqual(told.toSorted(byTitle));
  expect(new Set(found.map((row) => row.state))).toEqual(new Set(SECTION_STATES));
});

test('every section has the words of its text, with what its authors changed later', async () => {
  for (const { title, key } of leaves) {
    const edits = [...story.revisions, ...corrections].filter((one) => one.section === key);
    const told = (example.texts.get(key) ?? []).flatMap(wordsOf);
    const corrected = told.map((text) => edits.reduce((now, { find, replace }) => now.replace(find, replace), text));

    const text = await textOfSection(title);
    for (const passage of corrected) expect(text).toContain(passage);
  }
});

test('every comment stands on its words, with its answers, at its time and by its people', async () => {
  const threads = await rows
    .selectFrom('threads')
    .innerJoin('people', 'people.id', 'threads.by_id')
    .select(['threads.id', 'quote', 'state', 'at', 'login'])
    .execute();

  expect(threads).toHaveLength(story.comments.length);
  for (const comment of story.comments) {
    const thread = threads.find((one) => one.quote === comment.quote);
    expect(thread).toMatchObject({
      login: comment.by,
      at: instantOf(comment.at),
      state: comment.resolved ? 'resolved' : 'open',
    });
    const messages = await rows
      .selectFrom('messages')
      .select('text')
      .where('thread_id', '=', thread?.id ?? idOf<ThreadId>('none'))
      .orderBy('at')
      .execute();
    expect(messages.map((one) => one.text)).toEqual([comment.text, ...comment.answers.map((answer) => answer.text)]);
  }
});

test('what was submitted is received, returned with its reason, or still waits, each at its time', async () => {
  const found = await rows.selectFrom('submissions').select(['at', 'state', 'decided_at', 'reason']).execute();

  for (const one of story.submissions) {
    expect(found).toContainEqual({
      at: instantOf(one.at),
      state: one.outcome === 'none' ? 'submitted' : one.outcome,
      decided_at: one.decidedAt === undefined ? null : instantOf(one.decidedAt),
      reason: one.reason,
    });
  }
  expect(found).toHaveLength(story.submissions.length + corrections.length);
});

test('the received sections are in the report with what the bureau wrote, and one merge waits with a conflict', async () => {
  const merges = await rows.selectFrom('merges').select(['state', 'id', 'staged_json']).orderBy('at').execute();
  const parts = await rows.selectFrom('parts').select('document_id').execute();
  const texts = await Promise.all(parts.map((part) => textOf(part.document_id)));
  const report = texts.join('\n');

  expect(merges.map((merge) => merge.state)).toEqual([...story.merges.map(() => 'applied'), 'staged']);
  expect(merges.at(-1)?.staged_json).toMatch(/"conflicts":\[{/);
  for (const edit of story.bureauEdits) expect(report).toContain(edit.replace);
  for (const correction of corrections) {
    const isMerged = !unmerged.includes(correction);
    expect([correction.section, report.includes(correction.replace)]).toEqual([correction.section, isMerged]);
  }
  expect(parts).toHaveLength(example.outline.length);
  expect(await rows.selectFrom('drafts').select(['number', 'note']).execute()).toEqual(
    story.drafts.map(({ number, note }) => ({ number, note })),
  );
});

test('each draft holds what had been merged by then, and the second one is a report of forty pages', async () => {
  const edited = [...story.revisions, ...corrections, ...story.bureauEdits];
  const drafts = await rows.selectFrom('drafts').selectAll().orderBy('number').execute();

  for (const { id, at, number } of drafts) {
    const text = await textOfDraft(id);
    for (const [key, blocks] of example.texts) {
      const untouched = blocks
        .flatMap(wordsOf)
        .find((words) => words.length > 100 && !edited.some(isEditOf(key, words)));
      const isMerged = story.merges.some((one) => one.section === key && instantOf(one.at) < at);
      expect([number, key, text.includes(untouched ?? '')]).toEqual([number, key, isMerged]);
    }
  }
  // About 440 syllables fill a page at 14 points.
  expect((await textOfDraft(drafts.at(-1)?.id)).split(/\s+/).length).toBeGreaterThan(17_600);
});

test('the chart of the report can be seen by who reads it', async () => {
  const images = await rows.selectFrom('images').select(['mime', 'width', 'height']).execute();

  expect(images).toEqual([{ mime: 'image/png', width: 1200, height: 600 }]);
});

test('nobody of the demo has a password', async () => {
  const found = await rows.selectFrom('people').select(['login', 'demo', 'password_hash']).execute();

  const told = example.committee.people.map(({ login }) => ({ login, demo: 1, password_hash: null }));
  expect(found.toSorted(byLogin)).toEqual(told.toSorted(byLogin));
});

test('played again it changes nothing', async () => {
  const before = await rows.selectFrom('audit').select('hash').orderBy('seq', 'desc').executeTakeFirst();

  await playDemo(node.context);

  expect(await rows.selectFrom('audit').select('hash').orderBy('seq', 'desc').executeTakeFirst()).toEqual(before);
});

function leavesOf(entries: readonly OutlineEntry[]): readonly OutlineEntry[] {
  return entries.flatMap((entry) => (entry.children.length > 0 ? leavesOf(entry.children) : [entry]));
}

function wordsOf(block: StoryBlock): readonly string[] {
  switch (block.type) {
    case 'paragraph':
      return [block.text];
    case 'table':
      return [block.header, ...block.rows].flat();
    case 'image':
      return [block.alt, block.caption];
  }
}

function isEditOf(key: string, words: string) {
  return (edit: { readonly section: string; readonly find: string }) =>
    edit.section === key && words.includes(edit.find);
}

async function textOfDraft(id: DraftId | undefined): Promise<string> {
  const parts = id === undefined ? [] : await listDraftParts(rows, id);
  const texts = await Promise.all(parts.map((part) => loadVersionContent(rows, part.version_id)));
  return texts.flatMap(({ blocks }) => blocks.map(textOfBlock)).join('\n');
}

async function textOfSection(title: string): Promise<string> {
  const found = await rows
    .selectFrom('sections')
    .select('document_id')
    .where('title', '=', title)
    .where('document_id', 'is not', null)
    .execute();
  const texts = await Promise.all(found.flatMap((row) => (row.document_id === null ? [] : [textOf(row.document_id)])));
  return texts.join('\n');
}

async function textOf(documentId: Parameters<Node['context']['documents']['read']>[0]): Promise<string> {
  const { content } = await node.context.documents.read(documentId);
  return content.blocks.map(textOfBlock).join('\n');
}

function instantOf(local: string): number {
  return Date.parse(`${local}:00+07:00`);
}

function byTitle(one: { readonly title: string }, other: { readonly title: string }): number {
  return one.title < other.title ? -1 : 1;
}

function byLogin(one: { readonly login: string }, other: { readonly login: string }): number {
  return one.login < other.login ? -1 : 1;
}
