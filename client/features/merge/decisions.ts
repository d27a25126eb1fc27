import { z } from 'zod';
import type { Merge, MergeDecision, MergeView } from '#shared/protocol/merges.ts';
import type { Entry } from './entries.ts';

const decisionSchema = z.union([
  z.object({ kind: z.enum(['accept', 'refuse', 'ours', 'theirs']) }),
  z.object({ kind: z.literal('write'), text: z.string() }),
]);

export const decisionsSchema = z.object({
  made: z.record(z.string(), decisionSchema),
  /** What each deed replaced, oldest first: undoing puts it back. */
  past: z.array(z.array(z.object({ id: z.string(), before: decisionSchema.nullable() }))),
});

/** `accept` and `refuse` settle a change, the others a conflict. */
export type Decision = z.output<typeof decisionSchema>;
export type Decisions = z.output<typeof decisionsSchema>;

export interface Summary {
  readonly all: number;
  /** What comes in, own words in place of a conflict included. */
  readonly accepted: number;
  /** What stays out, conflicts settled with the report's words included. */
  readonly refused: number;
  readonly pendingIds: readonly string[];
  /** Conflicts without a decision: their ids and their places in the list, from 1. */
  readonly open: readonly { readonly id: string; readonly place: number }[];
}

export const NO_DECISIONS: Decisions = { made: {}, past: [] };

/** One deed; null takes a decision back. Words that are being written are one deed, however many keys they took. */
export function decide(state: Decisions, id: string, decision: Decision | null): Decisions {
  const before = state.made[id] ?? null;
  const last = state.past.at(-1)?.[0]?.id;
  const goesOn = decision?.kind === 'write' && before?.kind === 'write' && last === id;
  return {
    made: withDecision(state.made, id, decision),
    past: goesOn ? state.past : [...state.past, [{ id, before }]],
  };
}

/** Accepts several changes as one deed. */
export function acceptAll(state: Decisions, ids: readonly string[]): Decisions {
  const made = ids.reduce((all, id) => withDecision(all, id, { kind: 'accept' }), state.made);
  return { made, past: [...state.past, ids.map((id) => ({ id, before: state.made[id] ?? null }))] };
}

/** As before the last deed; `ids` names what it was about. */
export function undo(state: Decisions): { readonly state: Decisions; readonly ids: readonly string[] } {
  const step = state.past.at(-1) ?? [];
  const made = step.reduce((all, { id, before }) => withDecision(all, id, before), state.made);
  return { state: { made, past: state.past.slice(0, -1) }, ids: step.map(({ id }) => id) };
}

/** The decisions that may stand in a newer comparison: those about an entry whose texts did not change. */
export function carryOver(state: Decisions, from: Merge, to: Merge): Decisions {
  const was = contentsOf(from);
  const now = contentsOf(to);
  const kept = Object.entries(state.made).filter(([id]) => was.has(id) && was.get(id) === now.get(id));
  return { made: Object.fromEntries(kept), past: [] };
}

export function summarize(entries: readonly Entry[], { made }: Decisions): Summary {
  const kinds = entries.map((entry, at) => ({ entry, place: at + 1, decision: made[entry.id] }));
  const count = (wanted: readonly Decision['kind'][]): number =>
    kinds.filter(({ decision }) => decision !== undefined && wanted.includes(decision.kind)).length;
  const undecided = kinds.filter(({ decision }) => decision === undefined);
  return {
    all: entries.length,
    accepted: count(['accept', 'theirs', 'write']),
    refused: count(['refuse', 'ours']),
    pendingIds: undecided.filter(({ entry }) => entry.kind === 'change').map(({ entry }) => entry.id),
    open: undecided
      .filter(({ entry }) => entry.kind === 'conflict')
      .map(({ entry, place }) => ({ id: entry.id, place })),
  };
}

/** What the server is told. A change without a decision comes in; the screen says so before. */
export function answerOf(
  entries: readonly Entry[],
  { made }: Decisions,
): { readonly decisions: Record<string, MergeDecision>; readonly refused: string[] } {
  const decisions: Record<string, MergeDecision> = {};
  const refused: string[] = [];
  for (const { id, kind } of entries) {
    const decision = made[id];
    if (decision === undefined) continue;
    if (kind === 'change') {
      if (decision.kind === 'refuse') refused.push(id);
    } else if (decision.kind === 'write') decisions[id] = { write: decision.text };
    else if (decision.kind === 'ours' || decision.kind === 'theirs') decisions[id] = { take: decision.kind };
  }
  return { decisions, refused };
}

/** How an applied merge was decided: the server's answer read back. */
export function settledDecisions(entries: readonly Entry[], view: MergeView): Decisions {
  const { decisions } = view;
  const refused = new Set(view.refused);
  const made = entries.flatMap(({ id, kind }): readonly (readonly [string, Decision])[] => {
    if (kind === 'change') return [[id, { kind: refused.has(id) ? 'refuse' : 'accept' }]];
    const decision = decisions[id];
    if (decision === undefined) return [];
    return [[id, 'write' in decision ? { kind: 'write', text: decision.write } : { kind: decision.take }]];
  });
  return { made: Object.fromEntries(made), past: [] };
}

function withDecision(made: Decisions['made'], id: string, decision: Decision | null): Decisions['made'] {
  const { [id]: _, ...others } = made;
  return decision === null ? others : { ...others, [id]: decision };
}

function contentsOf(merge: Merge): ReadonlyMap<string, string> {
  return new Map([...merge.changes, ...merge.conflicts].map((one) => [one.id, JSON.stringify(one)]));
}
