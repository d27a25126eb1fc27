import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DocumentContent, Paragraph } from '#shared/document/document.ts';
import { decideMerge, type MergeDecision } from '#shared/document/merge/decide.ts';
import { mergeThreeWay, type StagedMerge } from '#shared/document/merge/three-way.ts';
import { idOf, type BlockId, type SectionId } from '#shared/model/ids.ts';
import { findBlockOwners, withOwnIds } from '#server/domain/block-ids.ts';
import { textOf } from '#test/world/committee.ts';

const RUNS = { numRuns: 2000, seed: 20261124 };
const [A, B] = [idOf<SectionId>('A'), idOf<SectionId>('B')];
const SECTIONS = [A, B];

function block(id: string, text: string): Paragraph {
  const content = [{ type: 'text', text, marks: [] } as const];
  return { type: 'paragraph', id: idOf<BlockId>(id), level: 0, list: 'none', indent: 0, align: 'default', content };
}

function idsOf(content: DocumentContent): readonly string[] {
  return content.blocks.map((one) => one.id);
}

test('the first section to bring an id has it; another’s block goes by that id with its section’s behind it', () => {
  const text = textOf('x: Một', 'y: Hai');
  const known = findBlockOwners(SECTIONS, [
    { sectionId: A, content: textOf('x: Một') },
    { sectionId: B, content: text },
  ]);

  expect(idsOf(withOwnIds(text, A, known))).toEqual(['x', 'y-A']);
  expect(idsOf(withOwnIds(text, B, known))).toEqual(['x-B', 'y']);
});

test('the id of a section’s heading is nobody’s to write under, and a derived id is not met by one that is the same', () => {
  const known = findBlockOwners(SECTIONS, [{ sectionId: A, content: textOf('x: Một') }]);

  const text: DocumentContent = { blocks: ['s-A', 's-B', 'x', 'x-B'].map((id) => block(id, id)) };

  expect(idsOf(withOwnIds(text, B, known))).toEqual(['s-A-B', 's-B-B', 'x-B', 'x-B-B']);
});

test('a derived id that would be too long is a hash, the same every time', () => {
  const long = 'x'.repeat(64);
  const known = findBlockOwners(SECTIONS, [{ sectionId: A, content: { blocks: [block(long, 'Một')] } }]);

  const [first, again] = [0, 1].map(() => idsOf(withOwnIds({ blocks: [block(long, 'Hai')] }, B, known)));

  expect(first).toEqual(again);
  expect(first?.[0]).toMatch(/^[0-9a-f]{64}$/);
});

const texts = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom('a', 'b', 'c', 'a-A', 'a-B', 's-A', 's-B', 'long'.repeat(16)),
    text: fc.constantFrom('quy', 'họp', 'báo cáo', 'số liệu'),
  }),
  { selector: (one) => one.id, maxLength: 6 },
);
const rounds = fc.array(fc.record({ sectionId: fc.constantFrom(A, B), text: texts }), { minLength: 2, maxLength: 6 });
const takes = fc.constantFrom<MergeDecision>({ take: 'ours' }, { take: 'theirs' });

test('[M1] [M4] whatever ids two sections choose, no merge of one touches a block of the other, nor stages anything again', () => {
  fc.assert(
    fc.property(rounds, takes, (merges, decision) => {
      let part: DocumentContent = { blocks: [] };
      const merged: { sectionId: SectionId; content: DocumentContent }[] = [];
      for (const { sectionId, text } of merges) {
        const content = { blocks: text.map((one) => block(one.id, one.text)) };
        const others = blocksOfOthers(part, sectionId, merged);
        const before = merged.findLast((one) => one.sectionId === sectionId)?.content ?? null;
        part = decided(stagedOf(part, { sectionId, before, content }, merged), part, decision);
        merged.push({ sectionId, content });

        expect(part.blocks.filter((one) => others.includes(one))).toEqual(others);
        const again = stagedOf(part, { sectionId, before: content, content }, merged);
        expect([...again.changes, ...again.conflicts]).toEqual([]);
      }
    }),
    RUNS,
  );
});

function blocksOfOthers(
  part: DocumentContent,
  sectionId: SectionId,
  merged: Parameters<typeof findBlockOwners>[1],
): DocumentContent['blocks'] {
  const { owners } = findBlockOwners(SECTIONS, merged);
  return part.blocks.filter((one) => owners.get(one.id) !== sectionId);
}

function stagedOf(
  ours: DocumentContent,
  section: { sectionId: SectionId; before: DocumentContent | null; content: DocumentContent },
  merged: Parameters<typeof findBlockOwners>[1],
): StagedMerge {
  const known = findBlockOwners(SECTIONS, merged);
  const own = (content: DocumentContent) => withOwnIds(content, section.sectionId, known);
  const foreign = new Set([...known.owners].flatMap(([id, owner]) => (owner === section.sectionId ? [] : [id])));
  const base = section.before === null ? null : own(section.before);
  return mergeThreeWay({ base, ours, theirs: own(section.content), foreign });
}

function decided(staged: StagedMerge, ours: DocumentContent, decision: MergeDecision): DocumentContent {
  const decisions = new Map(staged.conflicts.map((conflict) => [conflict.id, decision]));
  const outcome = decideMerge(staged, ours, decisions, new Set());
  if (!outcome.ok) throw new Error(outcome.code);
  return outcome.value;
}

test('blocks that were handed to another section are its own under their names, and a copy of them gets another', () => {
  const names = new Map([[idOf<BlockId>('new'), idOf<BlockId>('x')]]);
  const known = findBlockOwners(SECTIONS, [
    { sectionId: A, content: textOf('x: Một') },
    { sectionId: B, content: textOf('new: Một'), names },
  ]);

  expect(known.owners.get(idOf('x'))).toBe(B);
  expect(idsOf(withOwnIds(textOf('new: Một', 'x: Chép', 'z: Ba'), B, known))).toEqual(['x', 'x-B', 'z']);
  expect(idsOf(withOwnIds(textOf('x: Một'), A, known))).toEqual(['x-A']);
});
