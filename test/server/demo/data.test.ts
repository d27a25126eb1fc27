import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { SECTION_STATES, VISIBILITIES } from '#shared/model/section.ts';
import { root } from '#test/world/root.ts';

const folder = join(root, 'server', 'demo');
const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));

interface OutlineEntry {
  readonly key: string;
  readonly owner: string | null;
  readonly coEditors?: readonly string[] | undefined;
  readonly state: (typeof SECTION_STATES)[number];
  readonly children?: readonly OutlineEntry[] | undefined;
}

const outlineEntry: z.ZodType<OutlineEntry> = z.object({
  key: z.string(),
  owner: z.string().nullable(),
  coEditors: z.array(z.string()).optional(),
  state: z.enum(SECTION_STATES),
  visibility: z.enum(VISIBILITIES),
  get children() {
    return z.array(outlineEntry).optional();
  },
});

const committee = z
  .object({
    committee: z.object({ startedOn: z.string() }),
    people: z.array(z.object({ login: z.string(), roles: z.array(z.string()), admin: z.boolean() })),
  })
  .parse(read('committee.json'));
const outline = z.object({ sections: z.array(outlineEntry) }).parse(read('outline.json'));
const story = z
  .object({
    comments: z.array(
      z.object({
        section: z.string(),
        quote: z.string(),
        by: z.string(),
        answers: z.array(z.object({ by: z.string(), mentions: z.array(z.string()).optional() })),
      }),
    ),
    submissions: z.array(
      z.object({
        section: z.string(),
        at: z.string(),
        decidedAt: z.string().optional(),
        outcome: z.string(),
        reason: z.string().optional(),
      }),
    ),
    revisions: z.array(z.object({ section: z.string(), find: z.string(), by: z.string() })),
    laterCorrections: z.array(z.object({ section: z.string(), find: z.string(), by: z.string() })),
    bureauEdits: z.array(z.object({ section: z.string(), find: z.string(), by: z.string() })),
  })
  .parse(read('story.json'));

const block = z.union([
  z.object({ type: z.literal('paragraph'), text: z.string() }),
  z.object({ type: z.literal('table'), header: z.array(z.string()), rows: z.array(z.array(z.string())) }),
  z.object({ type: z.literal('image'), alt: z.string(), caption: z.string() }),
]);
const texts = new Map(
  readdirSync(join(folder, 'texts')).map((name) => [
    name.replace(/\.json$/, ''),
    z.object({ blocks: z.array(block) }).parse(read(join('texts', name))).blocks,
  ]),
);

const leaves = leavesOf(outline.sections);
const logins = new Set(committee.people.map((person) => person.login));

function leavesOf(entries: readonly OutlineEntry[]): readonly OutlineEntry[] {
  return entries.flatMap((entry) => ((entry.children?.length ?? 0) > 0 ? leavesOf(entry.children ?? []) : [entry]));
}

/** Every moment that stands anywhere in the story. */
function momentsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(value) ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(momentsOf) : [];
}

/** Between half past seven and half past five of a working day. The second of April 2020 was the Hùng kings' day. */
function isOfficeTime(at: string): boolean {
  const [day = '', time = ''] = at.split('T');
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday > 0 && weekday < 6 && day !== '2020-04-02' && time >= '07:30' && time <= '17:30';
}

function countIn(section: string, quote: string): number {
  const pieces = (texts.get(section) ?? []).flatMap(wordsOf);
  return pieces.reduce((sum, text) => sum + text.split(quote).length - 1, 0);
}

/** The pieces of text of a block: a paragraph is one, each cell of a table is one. */
function wordsOf(one: z.output<typeof block>): readonly string[] {
  switch (one.type) {
    case 'paragraph':
      return [one.text];
    case 'table':
      return [one.header, ...one.rows].flat();
    case 'image':
      return [one.alt, one.caption];
  }
}

test('there are 24 sections, in every state, each with an owner of the committee', () => {
  expect(leaves).toHaveLength(24);
  expect(new Set(leaves.map((leaf) => leaf.state))).toEqual(new Set(SECTION_STATES));
  for (const leaf of leaves) {
    expect(logins).toContain(leaf.owner);
    for (const coEditor of leaf.coEditors ?? []) expect(logins).toContain(coEditor);
  }
});

test('a section has a text exactly when somebody began to write it', () => {
  const begun = leaves.filter((leaf) => leaf.state !== 'assigned').map((leaf) => leaf.key);
  expect([...texts.keys()].toSorted()).toEqual(begun.toSorted());
});

test('every quote of a comment and every corrected passage stands in its text exactly once', () => {
  for (const { section, quote } of story.comments)
    expect([section, quote, countIn(section, quote)]).toEqual([section, quote, 1]);
  for (const { section, find } of [...story.revisions, ...story.laterCorrections])
    expect([find, countIn(section, find)]).toEqual([find, 1]);
});

test('everybody who writes, answers or is mentioned is a person of the committee', () => {
  const named = [
    ...story.comments.flatMap((one) => [
      one.by,
      ...one.answers.flatMap((answer) => [answer.by, ...(answer.mentions ?? [])]),
    ]),
    ...story.revisions.map((one) => one.by),
    ...story.laterCorrections.map((one) => one.by),
    ...story.bureauEdits.map((one) => one.by),
  ];
  expect(named.filter((login) => !logins.has(login))).toEqual([]);
});

test('what was returned has its reason', () => {
  for (const one of story.submissions.filter((entry) => entry.outcome === 'returned')) expect(one.reason).toMatch(/\S/);
});

test('the story lies in four weeks of office hours, and nothing is decided before it was submitted', () => {
  const { startedOn } = committee.committee;
  const moments = momentsOf(read('story.json'));
  const atHome = moments.filter((at) => !isOfficeTime(at));

  expect(moments.length).toBeGreaterThan(150);
  expect([startedOn, moments.toSorted().at(-1)?.slice(0, 10)]).toEqual(['2020-03-18', '2020-04-15']);
  expect(moments.filter((at) => at < startedOn)).toEqual([]);
  // One of the bureau reads on a Sunday evening.
  expect(atHome).toEqual(['2020-04-05T20:15']);
  for (const { at, decidedAt } of story.submissions) if (decidedAt !== undefined) expect(decidedAt > at).toBe(true);
});

test('sentences have at most sixty syllables and paragraphs at most 250, as the style of these reports asks', () => {
  const paragraphs = [...texts.values()].flat().flatMap((one) => (one.type === 'paragraph' ? [one.text] : []));

  const sentences = paragraphs.flatMap((text) => text.split(/(?<=[.!?])\s/));
  expect(sentences.filter((sentence) => sentence.split(' ').length > 60)).toEqual([]);
  expect(paragraphs.filter((text) => text.split(' ').length > 250)).toEqual([]);
});

test('tables are rectangular, and all text is composed and without double spaces', () => {
  for (const [key, blocks] of texts) {
    for (const one of blocks) {
      if (one.type === 'table') for (const row of one.rows) expect([key, row.length]).toEqual([key, one.header.length]);
      for (const text of wordsOf(one)) {
        expect(text).toBe(text.normalize('NFC'));
        expect(text).not.toMatch(/ {2}/);
      }
    }
  }
});
