import type { Block, DocumentContent } from '#shared/document/document.ts';
import { alignByLikeness } from './align.ts';
import { carryComments } from './carry-comments.ts';
import { contentKey, threadsIn, type ThreadIds, withThreads } from './compare.ts';

/** What only theirs did to one block. A block that theirs both rewrote and moved has two changes. */
export interface MergeChange {
  /** The same for the same input, and unlike every other in its merge. */
  readonly id: string;
  readonly kind: 'insert' | 'delete' | 'replace' | 'move';
  readonly blockId: Block['id'];
  readonly before: Block | null;
  readonly after: Block | null;
}

/** A block that both sides changed, each in its own way. Null: absent on that side. */
export interface MergeConflict {
  readonly id: string;
  readonly blockId: Block['id'];
  readonly base: Block | null;
  readonly ours: Block | null;
  readonly theirs: Block | null;
}

/** What a merge would do, as plain JSON; `decideMerge` does it. */
export interface StagedMerge {
  readonly changes: readonly MergeChange[];
  readonly conflicts: readonly MergeConflict[];
  /** Their blocks in their order: an arriving block finds its place by the nearest of these before it. */
  readonly order: readonly Block['id'][];
  /** Blocks of ours that a first merge found to be blocks of theirs; they go by their id from now on. */
  readonly renames: readonly { readonly from: Block['id']; readonly to: Block['id'] }[];
}

export interface MergeInput {
  /** The version last merged from this section; null the first time. */
  readonly base: DocumentContent | null;
  readonly ours: DocumentContent;
  readonly theirs: DocumentContent;
  /** Blocks of ours known to come from other sections; a first merge never takes them for blocks of theirs. */
  readonly foreign?: ReadonlySet<Block['id']>;
}

/**
 * What the received text brings into the part, block by block; the laws are in README.md. Pure and deterministic. A first merge takes
 * time in the product of both lengths, a later one about in their sum.
 */
export function mergeThreeWay({ base, ours, theirs, foreign }: MergeInput): StagedMerge {
  const renames = base === null ? renamesOf(ours.blocks, theirs.blocks, foreign ?? new Set()) : [];
  const newIds = new Map(renames.map(({ from, to }) => [from, to]));
  const baseBlocks = base?.blocks ?? [];
  const oursById = new Map(ours.blocks.map((block) => [newIds.get(block.id) ?? block.id, block]));
  const baseById = byId(baseBlocks);
  const threads: ThreadIds = new Set([...baseBlocks, ...ours.blocks].flatMap(threadsIn));
  const arriving = theirs.blocks.map((block) => withThreads(block, threads));
  const theirsById = byId(arriving);
  const order = arriving.map((block) => block.id);

  const changes: MergeChange[] = [];
  const conflicts: MergeConflict[] = [];
  for (const blockId of new Set([...order, ...baseById.keys()])) {
    const was = baseById.get(blockId) ?? null;
    const our = oursById.get(blockId) ?? null;
    const their = theirsById.get(blockId) ?? null;
    if (isSame(was, their) || isSame(our, their)) continue;
    const after = our !== null && their !== null ? carryComments(our, their) : their;
    if (isSame(was, our)) changes.push(changeOf(blockId, our, after));
    else conflicts.push({ id: `conflict:${blockId}`, blockId, base: was, ours: our, theirs: after });
  }
  for (const blockId of movesOf([...baseById.keys()], [...oursById.keys()], order)) {
    const block = oursById.get(blockId) ?? null;
    changes.push({ id: `move:${blockId}`, kind: 'move', blockId, before: block, after: block });
  }
  return { changes, conflicts, order, renames };
}

function byId(blocks: readonly Block[]): ReadonlyMap<Block['id'], Block> {
  return new Map(blocks.map((block) => [block.id, block]));
}

function renamesOf(
  ours: readonly Block[],
  theirs: readonly Block[],
  foreign: ReadonlySet<Block['id']>,
): StagedMerge['renames'] {
  const ourIds = new Set(ours.map((block) => block.id));
  const theirIds = new Set(theirs.map((block) => block.id));
  const pairs = alignByLikeness(
    ours.filter((block) => !theirIds.has(block.id) && !foreign.has(block.id)),
    theirs.filter((block) => !ourIds.has(block.id)),
  );
  return [...pairs].map(([from, to]) => ({ from, to }));
}

function isSame(one: Block | null, other: Block | null): boolean {
  if (one === other) return true;
  return one !== null && other !== null && contentKey(one) === contentKey(other);
}

function changeOf(blockId: Block['id'], before: Block | null, after: Block | null): MergeChange {
  if (before === null) return { id: `insert:${blockId}`, kind: 'insert', blockId, before, after };
  if (after === null) return { id: `delete:${blockId}`, kind: 'delete', blockId, before, after };
  return { id: `replace:${blockId}`, kind: 'replace', blockId, before, after };
}

/**
 * Blocks that theirs carried elsewhere and that don't stand there yet, in their order. Which ones theirs carried is read from base and
 * theirs alone: asking ours too would give another answer once the merge is applied, and merging again would move again.
 */
function movesOf(
  base: readonly Block['id'][],
  ours: readonly Block['id'][],
  theirs: readonly Block['id'][],
): readonly Block['id'][] {
  const carried = carriedBlocks(base, theirs);
  if (carried.size === 0) return [];
  const ourIds = new Set(ours);
  const theirIds = new Set(theirs);
  const ourBefore = predecessors(ours.filter((id) => theirIds.has(id)));
  const theirBefore = predecessors(theirs.filter((id) => ourIds.has(id)));
  const moved = new Set<Block['id']>();
  for (const [id, before] of theirBefore) {
    // A block whose neighbour goes away has to go with it.
    const stands = ourBefore.get(id) === before && (before === null || !moved.has(before));
    if (carried.has(id) && !stands) moved.add(id);
  }
  return [...moved];
}

function predecessors(ids: readonly Block['id'][]): ReadonlyMap<Block['id'], Block['id'] | null> {
  return new Map(ids.map((id, at) => [id, ids[at - 1] ?? null]));
}

/** The fewest blocks that have to move to turn the order of base into theirs: all outside a longest rising sequence (Fredman, 1975). */
function carriedBlocks(base: readonly Block['id'][], theirs: readonly Block['id'][]): ReadonlySet<Block['id']> {
  const places = new Map(base.map((id, at) => [id, at]));
  const common = theirs.filter((id) => places.has(id));
  const tails: { readonly id: Block['id']; readonly place: number }[] = [];
  const links = new Map<Block['id'], Block['id'] | null>();
  for (const id of common) {
    const place = places.get(id) ?? 0;
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((tails[middle]?.place ?? 0) < place) low = middle + 1;
      else high = middle;
    }
    const before = tails[low - 1]?.id ?? null;
    tails[low] = { id, place };
    links.set(id, before);
  }
  const carried = new Set(common);
  for (let id = tails.at(-1)?.id ?? null; id !== null; id = links.get(id) ?? null) carried.delete(id);
  return carried;
}
