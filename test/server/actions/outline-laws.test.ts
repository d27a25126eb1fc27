import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { textOfBlock, type Block, type DocumentContent, type Paragraph } from '#shared/document/document.ts';
import { threadsIn } from '#shared/document/merge/compare.ts';
import { idOf, type BlockId, type DocumentId, type SectionId } from '#shared/model/ids.ts';
import type { OutlineNode, Report } from '#shared/protocol/reports.ts';
import { DomainError } from '#shared/model/errors.ts';
import { deleteSection, restoreSection } from '#server/actions/outline-delete.ts';
import { placeSection } from '#server/actions/outline-place.ts';
import { updateSection } from '#server/actions/outline-sections.ts';
import { getReport } from '#server/actions/reports.ts';
import { joinSection } from '#server/actions/section-join.ts';
import { splitSection } from '#server/actions/section-split.ts';
import { reopenSection } from '#server/actions/sections.ts';
import { receiveSubmission, submitSection } from '#server/actions/submissions.ts';
import { createThread, listThreads } from '#server/actions/threads.ts';
import { foundCommittee, openWorld, textOf, type CommitteeWorld, type SmallCommittee } from '#test/world/committee.ts';
import { consolidationOf, type Consolidation } from '#test/world/consolidation.ts';

/**
 * Random lives of an outline: people write, comment, hand in and merge, while the chair splits, joins, moves and takes out sections. Every
 * line bears a word that no other has, so that it can be seen where it is and how often.
 */

let world: CommitteeWorld;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

type Step = { readonly kind: (typeof KINDS)[number]; readonly a: number; readonly b: number; readonly c: number };

const KINDS = [
  'write',
  'write',
  'rewrite',
  'erase',
  'copy',
  'comment',
  'dictate',
  'receive',
  'receive',
  'merge',
  'split',
  'split',
  'join',
  'place',
  'place',
  'renumber',
  'takeOut',
] as const;

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(...KINDS),
  a: fc.nat(1000),
  b: fc.nat(1000),
  c: fc.nat(1000),
});

/** One committee with the outline that the chair changes, and what its people do. */
class Life {
  readonly committee: SmallCommittee;
  readonly bureau: Consolidation;
  readonly #dictated: string[] = [];
  #words = 0;

  constructor(committee: SmallCommittee) {
    this.committee = committee;
    this.bureau = consolidationOf(world, committee);
  }

  readReport(): Promise<Report> {
    return getReport(world.context, this.committee.as.chair, { id: this.committee.report.reportId });
  }

  async nodes(): Promise<readonly OutlineNode[]> {
    return flat((await this.readReport()).outline);
  }

  async texts(): Promise<readonly Written[]> {
    return (await this.nodes()).flatMap((node) =>
      node.documentId === null ? [] : [{ ...node, documentId: node.documentId }],
    );
  }

  async edit(text: Written, edit: (blocks: readonly Block[]) => readonly Block[]): Promise<void> {
    if (text.state === 'received') await this.reopen(text);
    const by = text.ownerId ?? this.committee.as.owner.personId;
    await world.context.documents.change({
      documentId: text.documentId,
      by,
      decide: ({ content }) => ({ blocks: edit(content.blocks) }),
    });
  }

  async reopen({ id }: Written): Promise<void> {
    await reopenSection(world.context, this.committee.as.bureau, { id, reason: '' });
  }

  /** Submits a text as it is, and has it received. */
  async receive(text: Written): Promise<void> {
    if (text.state === 'received') await this.reopen(text);
    const owner = this.committee.as.other.personId === text.ownerId ? this.committee.as.other : this.committee.as.owner;
    try {
      const { id } = await submitSection(world.context, owner, { id: text.id, note: '' });
      await receiveSubmission(world.context, this.committee.as.bureau, { id });
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'submission/empty-text') throw error;
    }
  }

  newLine(more: Partial<Paragraph> = {}, word = 'chữ'): Paragraph {
    this.#words += 1;
    const [line] = textOf(`b${this.#words}: w${this.#words} ${word}`).blocks;
    if (line?.type !== 'paragraph') throw new Error('There is no line');
    return { ...line, ...more };
  }

  read(documentId: DocumentId): Promise<DocumentContent> {
    return world.context.documents.read(documentId).then(({ content }) => content);
  }

  /** All lines that people wrote and that stand in some text, by their words, and all open comments with the text that holds them. */
  async written(): Promise<{ readonly lines: readonly string[]; readonly threads: readonly string[] }> {
    const lines: string[] = [];
    const threads: string[] = [];
    for (const { documentId } of await this.texts()) {
      const content = await this.read(documentId);
      lines.push(...linesOf(content));
      const marked = new Set(content.blocks.flatMap(threadsIn));
      const { items } = await listThreads(world.context, this.committee.as.chair, { id: documentId });
      for (const { id } of items) threads.push(`${id} ${marked.has(id) ? 'on its words' : 'without words'}`);
    }
    return { lines: lines.toSorted(), threads: threads.toSorted() };
  }

  /** Lines that the bureau wrote into the parts by hand. */
  get dictated(): readonly string[] {
    return this.#dictated;
  }

  async consolidated(): Promise<readonly string[]> {
    const lines: string[] = [];
    for (const part of (await this.readReport()).parts) lines.push(...linesOf(await this.read(part.documentId)));
    return lines.toSorted();
  }

  /** Does what a step says where it can be done. */
  async take({ kind, a, b, c }: Step): Promise<void> {
    const { context } = world;
    const { chair } = this.committee.as;
    const texts = await this.texts();
    const text = pick(texts, a);
    const other = pick(texts, b);
    switch (kind) {
      case 'write':
        return this.edit(text, (blocks) =>
          blocks.toSpliced(b % (blocks.length + 1), 0, this.newLine({ level: c % 4 === 0 ? 1 : 0 })),
        );
      case 'rewrite':
        return this.edit(text, (blocks) =>
          blocks.map((block, at) => (at === b % blocks.length ? { ...this.newLine(), id: block.id } : block)),
        );
      case 'erase':
        return this.edit(text, (blocks) => (blocks.length < 2 ? blocks : blocks.toSpliced(b % blocks.length, 1)));
      case 'copy': {
        const copied = pick((await this.read(other.documentId)).blocks, c);
        const isThere = (await this.read(text.documentId)).blocks.some((block) => block.id === copied.id);
        return isThere ? undefined : this.edit(text, (blocks) => [...blocks, { ...this.newLine(), id: copied.id }]);
      }
      case 'comment': {
        const lines = (await this.read(text.documentId)).blocks.filter(isLine);
        const block = lines[b % Math.max(1, lines.length)];
        const [quote] = block === undefined ? [] : textOfBlock(block).split(' ');
        if (block === undefined || quote === undefined) return;
        const input = { id: text.documentId, blockId: block.id, quote, text: 'Xem lại', mentions: [] };
        await createThread(context, chair, input);
        return;
      }
      case 'dictate': {
        const part = pick((await this.readReport()).parts, b);
        // A first merge would take a line of like words for its own.
        const line = this.newLine({}, 'riêng');
        this.#dictated.push(textOfBlock(line));
        return this.bureau.editPart(part.documentId, ({ blocks }) => ({
          blocks: blocks.toSpliced(c % (blocks.length + 1), 0, line),
        }));
      }
      case 'receive':
        return this.receive(text);
      case 'merge':
        await this.bureau.mergeIncoming();
        return;
      case 'split':
      case 'join':
      case 'place':
      case 'renumber':
      case 'takeOut':
        return this.change({ kind, a, b, c }, text, other);
    }
  }

  /** What changes the outline loses nothing that was written, and nothing of the consolidated report. */
  async change({ kind, b, c }: Step, text: Written, other: Written): Promise<void> {
    const { context } = world;
    const { chair } = this.committee.as;
    const before = [await this.written(), await this.consolidated()];
    try {
      if (kind === 'split') {
        const { blocks } = await this.read(text.documentId);
        const blockId = pick(blocks, c).id;
        await splitSection(context, chair, { id: text.id, blockId, title: `Mục ${c}` });
      }
      if (kind === 'join') await joinSection(context, chair, { id: text.id, otherId: other.id });
      if (kind === 'place') {
        const nodes = await this.nodes();
        const parentId = b % 4 === 0 ? null : pick(nodes, b).id;
        await placeSection(context, chair, { id: pick(nodes, c).id, parentId, position: b % 5 });
      }
      if (kind === 'renumber') {
        const numbering = pick(['roman', 'arabic', 'none'] as const, b);
        await updateSection(context, chair, { id: text.id, numbering });
      }
      if (kind === 'takeOut') {
        await deleteSection(context, chair, { id: text.id });
        await restoreSection(context, chair, { id: text.id });
      }
    } catch (error) {
      if (!(error instanceof DomainError) || !MAY_REFUSE.includes(error.code)) throw error;
    }
    expect([await this.written(), await this.consolidated()]).toEqual(before);
  }
}

const MAY_REFUSE: readonly string[] = [
  'outline/inside-itself',
  'outline/too-deep',
  'section/nothing-before',
  'section/no-text',
];

type Written = OutlineNode & { readonly documentId: DocumentId };

function flat(nodes: readonly OutlineNode[]): readonly OutlineNode[] {
  return nodes.flatMap((node) => [node, ...flat(node.children)]);
}

function pick<Item>(items: readonly Item[], at: number): Item {
  const item = items[at % items.length];
  if (item === undefined) throw new Error('There is nothing to choose from');
  return item;
}

function isLine(block: Block): boolean {
  return /^w\d+ /.test(textOfBlock(block));
}

function linesOf({ blocks }: DocumentContent): readonly string[] {
  return blocks.filter(isLine).map(textOfBlock);
}

async function live(steps: readonly Step[]): Promise<void> {
  const life = new Life(await foundCommittee(world));
  for (const one of steps) await life.take(one);

  // A text without a word is not handed in.
  for (const text of await life.texts()) if (text.words === 0) await life.edit(text, () => [life.newLine()]);
  for (const text of await life.texts()) await life.receive(text);
  await life.bureau.mergeIncoming();

  const report = await life.readReport();
  for (const part of report.parts) {
    const ids: ReadonlySet<SectionId> = new Set(part.sectionIds);
    const expected: string[] = [];
    for (const text of await life.texts()) {
      const content = await life.read(text.documentId);
      if (ids.has(text.id)) expected.push(...linesOf(content));
    }
    const found = await life.read(part.documentId);
    const merged = linesOf(found).filter((line) => !life.dictated.includes(line));
    expect(merged.toSorted()).toEqual(expected.toSorted());
    expect(new Set(found.blocks.map((block) => block.id)).size).toBe(found.blocks.length);
  }
  const lines = await life.consolidated();
  expect(life.dictated.filter((line) => lines.filter((one) => one === line).length !== 1)).toEqual([]);
  expect(await life.bureau.mergeIncoming()).toEqual([]);
}

const RUNS = { numRuns: 20, seed: 20261125, endOnFailure: true };

test('whatever becomes of an outline, no line and no comment is lost, and each line is merged once into its part', async () => {
  const lives = fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40, size: 'max' }), live);

  await fc.assert(lives, RUNS);
}, 300_000);

test('a line that was written before a split is found once, whichever half goes on changing it', async () => {
  const blockId: BlockId = idOf('b2');
  const life = new Life(await foundCommittee(world));
  const { open } = life.committee;
  const texts = async (): Promise<Written> =>
    pick(
      (await life.texts()).filter((text) => text.id === open.sectionId),
      0,
    );
  await life.edit(await texts(), () => [life.newLine(), life.newLine()]);
  await life.receive(await texts());
  await life.bureau.mergeIncoming();
  await splitSection(world.context, life.committee.as.chair, { id: open.sectionId, blockId, title: 'Hai' });
  await life.edit(await texts(), (blocks) => [...blocks, { ...life.newLine(), id: blockId }]);
  for (const text of await life.texts()) await life.receive(text);
  await life.bureau.mergeIncoming();

  expect(await life.consolidated()).toEqual(['w1 chữ', 'w2 chữ', 'w3 chữ']);
});
