import type { Block, DocumentContent, Inline } from '#shared/document/document.ts';
import type { MergeConflict, StagedMerge } from './three-way.ts';

/** How one conflict is settled: with one side's block, or with a text of one's own in its place. */
export type MergeDecision = { readonly take: 'ours' | 'theirs' } | { readonly write: string };

export type DecidedMerge =
  | { readonly ok: true; readonly value: DocumentContent }
  | {
      readonly ok: false;
      readonly code: 'merge/undecided';
      /** The conflicts without a decision, in the order of the merge. */
      readonly details: { readonly open: readonly string[] };
    };

type Id = Block['id'];

/**
 * The part after the merge: all staged changes but the refused ones, and each conflict as decided. `ours` is the text that the merge was
 * staged from; blocks that nothing happened to are its own objects.
 */
export function decideMerge(
  staged: StagedMerge,
  ours: DocumentContent,
  decisions: ReadonlyMap<string, MergeDecision>,
  refused: ReadonlySet<string>,
): DecidedMerge {
  const results = new Map<Id, Block | null>();
  const open: string[] = [];
  for (const conflict of staged.conflicts) {
    const decision = decisions.get(conflict.id);
    if (decision === undefined) open.push(conflict.id);
    else results.set(conflict.blockId, settled(conflict, decision));
  }
  if (open.length > 0) return { ok: false, code: 'merge/undecided', details: { open } };

  const moved = new Set<Id>();
  for (const change of staged.changes) {
    if (refused.has(change.id)) continue;
    if (change.kind === 'move') moved.add(change.blockId);
    else results.set(change.blockId, change.after);
  }
  return { ok: true, value: { blocks: placed(staged, renamed(staged, ours.blocks), results, moved) } };
}

function settled(conflict: MergeConflict, decision: MergeDecision): Block | null {
  if ('write' in decision) return written(conflict, decision.write);
  const taken = decision.take === 'ours' ? conflict.ours : conflict.theirs;
  return taken === null ? null : withId(taken, conflict.blockId);
}

/** The own text keeps the form of our paragraph, else of theirs; in place of a table or a picture it is a plain paragraph. */
function written({ blockId, ours, theirs }: MergeConflict, text: string): Block {
  const content = text
    .split(/\r\n|\r|\n/)
    .flatMap((line, at): Inline[] => [
      ...(at > 0 ? [{ type: 'hardBreak' } as const] : []),
      ...(line === '' ? [] : [{ type: 'text', text: line, marks: [] } as const]),
    ]);
  const form = ours ?? theirs;
  if (form?.type === 'paragraph') return { ...form, id: blockId, content };
  return { type: 'paragraph', id: blockId, level: 0, list: 'none', indent: 0, align: 'default', content };
}

function withId(block: Block, id: Id): Block {
  return block.id === id ? block : { ...block, id };
}

function renamed(staged: StagedMerge, blocks: readonly Block[]): readonly Block[] {
  const newIds = new Map(staged.renames.map(({ from, to }) => [from, to]));
  return blocks.map((block) => withId(block, newIds.get(block.id) ?? block.id));
}

function placed(
  staged: StagedMerge,
  ours: readonly Block[],
  results: ReadonlyMap<Id, Block | null>,
  moved: ReadonlySet<Id>,
): readonly Block[] {
  const blocks = new Map(ours.map((block) => [block.id, block]));
  for (const [id, block] of results) {
    if (block === null) blocks.delete(id);
    else blocks.set(id, block);
  }
  const standing = new Set(ours.map((block) => block.id));
  const sequence = ours.map((block) => block.id).filter((id) => blocks.has(id) && !moved.has(id));
  const arrived = new Set(staged.order);
  let before: Id | null = null;
  for (const id of staged.order) {
    if (!blocks.has(id)) continue;
    if (moved.has(id) || !standing.has(id)) sequence.splice(placeAfter(sequence, before, arrived), 0, id);
    before = id;
  }
  return sequence.flatMap((id) => blocks.get(id) ?? []);
}

/** Right after the block before it; the first of theirs goes before the rest of theirs, or to the end of a part that has none. */
function placeAfter(sequence: readonly Id[], before: Id | null, arrived: ReadonlySet<Id>): number {
  if (before !== null) return sequence.indexOf(before) + 1;
  const first = sequence.findIndex((id) => arrived.has(id));
  return first === -1 ? sequence.length : first;
}
