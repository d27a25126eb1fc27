import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Block, DocumentContent, Mark, Paragraph } from '#shared/document/document.ts';
import { textOfBlock } from '#shared/document/document.ts';
import { decideMerge, type MergeDecision } from '#shared/document/merge/decide.ts';
import { mergeThreeWay, type StagedMerge } from '#shared/document/merge/three-way.ts';
import type { BlockId, ThreadId } from '#shared/model/ids.ts';
import { idOf } from '#shared/model/ids.ts';

const RUNS = { numRuns: 2000, seed: 20261124 };

function block(id: string, text: string, marks: readonly Mark[] = []): Paragraph {
  const content = text === '' ? [] : [{ type: 'text', text, marks } as const];
  return { type: 'paragraph', id: idOf<BlockId>(id), level: 0, list: 'none', indent: 0, align: 'default', content };
}

/** `doc('a Số liệu', 'b')`: one paragraph each, the id before the first space. */
function doc(...lines: readonly string[]): DocumentContent {
  return {
    blocks: lines.map((line) => {
      const [id = '', ...words] = line.split(' ');
      return block(id, words.join(' '));
    }),
  };
}

function lines(content: DocumentContent): readonly string[] {
  return content.blocks.map((one) => `${one.id} ${textOfBlock(one)}`.trim());
}

function decided(
  staged: StagedMerge,
  ours: DocumentContent,
  decision: MergeDecision = { take: 'theirs' },
  refused: readonly string[] = [],
): DocumentContent {
  const decisions = new Map(staged.conflicts.map((conflict) => [conflict.id, decision]));
  const outcome = decideMerge(staged, ours, decisions, new Set(refused));
  if (!outcome.ok) throw new Error(outcome.code);
  return outcome.value;
}

const BASE = doc('a Một', 'b Hai', 'c Ba', 'd Bốn');

describe('examples', () => {
  test('[M2] a rewriting, an insertion and a deletion of theirs come in, ours stand', () => {
    const ours = doc('a Một của ta', 'x Phần khác', 'b Hai', 'c Ba', 'd Bốn');
    const theirs = doc('a Một', 'b Hai sửa', 'n Mới', 'd Bốn');

    const staged = mergeThreeWay({ base: BASE, ours, theirs });

    expect(staged.changes.map((change) => change.id)).toEqual(['replace:b', 'insert:n', 'delete:c']);
    expect(staged.conflicts).toEqual([]);
    expect(lines(decided(staged, ours))).toEqual(['a Một của ta', 'x Phần khác', 'b Hai sửa', 'n Mới', 'd Bốn']);
  });

  test('[M2] a refused change stays out and does not come back with the next version', () => {
    const theirs = doc('a Một', 'b Hai sửa', 'c Ba', 'd Bốn', 'n Mới');
    const result = decided(mergeThreeWay({ base: BASE, ours: BASE, theirs }), BASE, undefined, [
      'replace:b',
      'insert:n',
    ]);

    const next = mergeThreeWay({
      base: theirs,
      ours: result,
      theirs: doc('a Một', 'b Hai sửa', 'c Ba!', 'd Bốn', 'n Mới'),
    });

    expect(lines(result)).toEqual(lines(BASE));
    expect(next.changes.map((change) => change.id)).toEqual(['replace:c']);
  });

  test('[M6] two rewritings of one block, and a deletion against a rewriting, are conflicts', () => {
    const staged = mergeThreeWay({
      base: BASE,
      ours: doc('a Một ta', 'c Ba', 'd Bốn'),
      theirs: doc('a Một họ', 'b Hai họ', 'c Ba', 'd Bốn'),
    });

    expect(staged.changes).toEqual([]);
    expect(staged.conflicts.map(({ id, ours }) => [id, ours === null])).toEqual([
      ['conflict:a', false],
      ['conflict:b', true],
    ]);
  });

  test('[M7] an undecided conflict refuses the whole merge and is named', () => {
    const ours = doc('a Một ta', 'b Hai', 'c Ba', 'd Bốn');
    const staged = mergeThreeWay({ base: BASE, ours, theirs: doc('a Một họ', 'b Hai họ', 'c Ba', 'd Bốn') });

    expect(decideMerge(staged, ours, new Map(), new Set())).toEqual({
      ok: false,
      code: 'merge/undecided',
      details: { open: ['conflict:a'] },
    });
    expect(lines(decided(staged, ours, { take: 'ours' })).slice(0, 2)).toEqual(['a Một ta', 'b Hai họ']);
    expect(lines(decided(staged, ours, { write: 'Một chung\nhai dòng' }))[0]).toBe('a Một chung\nhai dòng');
  });

  test('[M8] a first merge finds the same passages by likeness and the next one finds them by id', () => {
    const ours = doc('p1 Tổng số đại biểu là một trăm', 'p2 Kết luận chung của kỳ họp');
    const theirs = doc(
      's1 Tổng số đại biểu là hai trăm',
      's2 Nội dung hoàn toàn mới lạ',
      's3 Kết luận chung của kỳ họp',
    );

    const staged = mergeThreeWay({ base: null, ours, theirs });
    const result = decided(staged, ours, { take: 'ours' });

    expect(staged.conflicts.map((conflict) => conflict.id)).toEqual(['conflict:s1']);
    expect(lines(result)).toEqual([
      's1 Tổng số đại biểu là một trăm',
      's2 Nội dung hoàn toàn mới lạ',
      's3 Kết luận chung của kỳ họp',
    ]);
    expect(mergeThreeWay({ base: theirs, ours: result, theirs })).toMatchObject({ changes: [], conflicts: [] });
  });

  test('[M4] a first merge never takes a block of another section for its own', () => {
    const ours = doc('o1 Kết quả thực hiện');
    const theirs = doc('s1 Kết quả thực hiện');

    const staged = mergeThreeWay({ base: null, ours, theirs, foreign: new Set([idOf<BlockId>('o1')]) });

    expect(lines(decided(staged, ours))).toEqual(['o1 Kết quả thực hiện', 's1 Kết quả thực hiện']);
  });

  test('[M10] a comment is not a change, and threads of the section stay in the section', () => {
    const thread = idOf<ThreadId>('t1');
    const commented = { blocks: [block('a', 'Một', [{ type: 'comment', threadId: thread }]), block('n', 'Mới')] };
    const fresh = { blocks: [...BASE.blocks, block('n', 'Mới', [{ type: 'comment', threadId: thread }])] };

    expect(
      mergeThreeWay({ base: doc('a Một', 'n Mới'), ours: doc('a Một', 'n Mới'), theirs: commented }).changes,
    ).toEqual([]);
    expect(decided(mergeThreeWay({ base: BASE, ours: BASE, theirs: fresh }), BASE).blocks.at(-1)).toEqual(
      block('n', 'Mới'),
    );
  });

  test('[M10] our comment stays on the words that theirs left alone', () => {
    const comment: Mark = { type: 'comment', threadId: idOf<ThreadId>('t1') };
    const ours = { blocks: [block('a', 'Số liệu 92,74%', [comment])] };

    const staged = mergeThreeWay({ base: doc('a Số liệu 92,74%'), ours, theirs: doc('a Số liệu 85,1%') });

    expect(decided(staged, ours).blocks).toEqual([
      {
        ...block('a', ''),
        content: [
          { type: 'text', text: 'Số liệu ', marks: [comment] },
          { type: 'text', text: '85,1', marks: [] },
          { type: 'text', text: '%', marks: [comment] },
        ],
      },
    ]);
  });

  test('[M11] a block that theirs moved and ours rewrote is moved with our text', () => {
    const ours = doc('a Một', 'b Hai', 'c Ba', 'd Bốn ta');

    const staged = mergeThreeWay({ base: BASE, ours, theirs: doc('d Bốn', 'a Một', 'b Hai', 'c Ba') });

    expect(staged.changes.map((change) => change.id)).toEqual(['move:d']);
    expect(lines(decided(staged, ours))).toEqual(['d Bốn ta', 'a Một', 'b Hai', 'c Ba']);
  });

  test('[M12] undoing a merge gives the part before it and keeps what was typed since', () => {
    const result = decided(
      mergeThreeWay({ base: BASE, ours: BASE, theirs: doc('b Hai', 'a Một sửa', 'n Mới', 'd Bốn') }),
      BASE,
    );
    const current = { blocks: [...result.blocks, block('z', 'Gõ sau')] };

    const undone = decided(mergeThreeWay({ base: result, ours: current, theirs: BASE }), current);

    expect(lines(undone)).toEqual([...lines(BASE), 'z Gõ sau']);
  });
});

interface Edit {
  readonly does: 'keep' | 'rewrite' | 'delete' | 'insert';
  readonly word: string;
}

const word = fc.constantFrom('quy', 'họp', 'báo', 'cáo', 'số');
const edit: fc.Arbitrary<Edit> = fc.record({
  does: fc.constantFrom('keep', 'keep', 'rewrite', 'delete', 'insert'),
  word,
});
const baseTexts = fc.array(word, { minLength: 1, maxLength: 8 });

function edited(base: DocumentContent, edits: readonly Edit[], side: string): DocumentContent {
  return {
    blocks: base.blocks.flatMap((one, at): readonly Block[] => {
      const { does, word: text } = edits[at] ?? { does: 'keep', word: '' };
      if (does === 'delete') return [];
      if (does === 'rewrite') return [block(one.id, `${textOfBlock(one)} ${side} ${text}`)];
      return does === 'insert' ? [one, block(`${side}${at}`, `${side} ${text}`)] : [one];
    }),
  };
}

function shuffled(content: DocumentContent, moves: readonly (readonly [number, number])[]): DocumentContent {
  const blocks = [...content.blocks];
  for (const [from, to] of moves) blocks.splice(to, 0, ...blocks.splice(from, 1));
  return { blocks };
}

const moves = fc.array(fc.tuple(fc.nat(9), fc.nat(9)), { maxLength: 3 });
const sides = fc
  .record({
    texts: baseTexts,
    ourEdits: fc.array(edit, { maxLength: 8 }),
    theirEdits: fc.array(edit, { maxLength: 8 }),
    ourMoves: moves,
    theirMoves: moves,
  })
  .map(({ texts, ourEdits, theirEdits, ourMoves, theirMoves }) => {
    const base = { blocks: texts.map((text, at) => block(`b${at}`, text)) };
    const ours = shuffled(edited(base, ourEdits, 'ours'), ourMoves);
    return { base, ours, theirs: shuffled(edited(base, theirEdits, 'theirs'), theirMoves) };
  });
const firstMerge = sides.map(({ ours, theirs }) => ({
  base: null,
  ours: { blocks: ours.blocks.map((one) => ({ ...one, id: idOf<BlockId>(`p${one.id}`) })) },
  theirs,
}));
const decision = fc.constantFrom<MergeDecision>({ take: 'ours' }, { take: 'theirs' }, { write: 'tự viết' });

describe('laws', () => {
  test('[M1] the same merge of its result stages nothing', () => {
    fc.assert(
      fc.property(fc.oneof(sides, firstMerge), (input) => {
        const once = decided(mergeThreeWay(input), input.ours);
        const again = mergeThreeWay({ ...input, ours: once });
        expect([again.changes, again.conflicts]).toEqual([[], []]);
        expect(decided(again, once).blocks).toEqual(once.blocks);
      }),
      RUNS,
    );
  });

  test('[M1] with theirs as the new base nothing is staged, whatever was decided or refused', () => {
    fc.assert(
      fc.property(fc.oneof(sides, firstMerge), decision, fc.func(fc.boolean()), (input, how, refuses) => {
        const staged = mergeThreeWay(input);
        const refused = staged.changes.map((change) => change.id).filter((id) => refuses(id));
        const once = decided(staged, input.ours, how, refused);
        const next = mergeThreeWay({ base: input.theirs, ours: once, theirs: input.theirs });
        expect([next.changes, next.conflicts]).toEqual([[], []]);
      }),
      RUNS,
    );
  });

  test('[M2] nothing that only one side changed is lost', () => {
    fc.assert(
      fc.property(sides, decision, ({ base, ours, theirs }, how) => {
        const result = new Map(
          decided(mergeThreeWay({ base, ours, theirs }), ours, how).blocks.map((one) => [one.id, textOfBlock(one)]),
        );
        const [was, our, their] = [base, ours, theirs].map(
          (content) => new Map(content.blocks.map((one) => [one.id, textOfBlock(one)])),
        );
        for (const id of new Set([...base.blocks, ...ours.blocks, ...theirs.blocks].map((one) => one.id))) {
          if (was?.get(id) === their?.get(id)) expect(result.get(id)).toBe(our?.get(id));
          else if (was?.get(id) === our?.get(id)) expect(result.get(id)).toBe(their?.get(id));
        }
      }),
      RUNS,
    );
  });

  test('[M2] an order that only one side changed is the order of the result', () => {
    fc.assert(
      fc.property(baseTexts, moves, fc.boolean(), (texts, carried, isOurs) => {
        const base = { blocks: texts.map((text, at) => block(`b${at}`, text)) };
        const other = shuffled(base, carried);
        const [ours, theirs] = isOurs ? [other, base] : [base, other];
        expect(lines(decided(mergeThreeWay({ base, ours, theirs }), ours))).toEqual(lines(other));
      }),
      RUNS,
    );
  });

  test('[M3] no block holds a text that neither side has, and no id stands twice', () => {
    fc.assert(
      fc.property(fc.oneof(sides, firstMerge), fc.constantFrom('ours', 'theirs'), (input, take) => {
        const result = decided(mergeThreeWay(input), input.ours, { take });
        const known = new Set([...input.ours.blocks, ...input.theirs.blocks].map(textOfBlock));
        expect(result.blocks.filter((one) => !known.has(textOfBlock(one)))).toEqual([]);
        expect(new Set(result.blocks.map((one) => one.id)).size).toBe(result.blocks.length);
      }),
      RUNS,
    );
  });

  test('[M4] untouched blocks keep their ids and objects', () => {
    fc.assert(
      fc.property(sides, decision, (input, how) => {
        const staged = mergeThreeWay(input);
        const result = new Set(decided(staged, input.ours, how).blocks);
        const touched = new Set(
          [...staged.changes.filter((change) => change.kind !== 'move'), ...staged.conflicts].map((one) => one.blockId),
        );
        expect(input.ours.blocks.filter((one) => !touched.has(one.id) && !result.has(one))).toEqual([]);
      }),
      RUNS,
    );
  });

  test('[M5] with no overlap the result is the same whichever side is ours', () => {
    fc.assert(
      fc.property(baseTexts, fc.array(fc.tuple(fc.boolean(), edit), { maxLength: 8 }), (texts, owned) => {
        const base = { blocks: texts.map((text, at) => block(`b${at}`, text)) };
        const keep: Edit = { does: 'keep', word: '' };
        const one = edited(
          base,
          owned.map(([isFirst, does]) => (isFirst ? does : keep)),
          'one',
        );
        const other = edited(
          base,
          owned.map(([isFirst, does]) => (isFirst ? keep : does)),
          'other',
        );

        const oneWay = decided(mergeThreeWay({ base, ours: one, theirs: other }), one);
        const otherWay = decided(mergeThreeWay({ base, ours: other, theirs: one }), other);

        expect(oneWay).toEqual(otherWay);
      }),
      RUNS,
    );
  });

  test('[M13] the same input gives the same merge, and no two of its ids are equal', () => {
    fc.assert(
      fc.property(fc.oneof(sides, firstMerge), (input) => {
        const staged = mergeThreeWay(input);
        const ids = [...staged.changes, ...staged.conflicts].map((one) => one.id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(mergeThreeWay(structuredClone(input))).toEqual(staged);
      }),
      RUNS,
    );
  });
});
