import { useEffect, useEffectEvent, useMemo, useState } from 'react';
import type { MergeView } from '#shared/protocol/merges.ts';
import { settledDecisions, summarize, type Decision, type Decisions, type Summary } from './decisions.ts';
import { focusEntry, revealEntry } from './entry-elements.ts';
import { entriesOf, type Entry } from './entries.ts';
import { useMergeDecisions } from './use-merge-decisions.ts';

/** What one person is doing with one merge. */
export interface MergeWork {
  readonly entries: readonly Entry[];
  readonly decisions: Decisions;
  readonly summary: Summary;
  readonly areKept: boolean;
  /** Whether it still waits to be decided. */
  readonly isOpen: boolean;
  /** Whether it was applied: the decisions are those of who did. */
  readonly isSettled: boolean;
  readonly currentId: string | null;
  /** The conflict for which words are being written. */
  readonly writingId: string | null;
  readonly select: (id: string) => void;
  /** To the next entry, or the one before; the keyboard goes with it. */
  readonly walk: (step: 1 | -1) => void;
  /** Decides; the same decision a second time takes it back. */
  readonly toggle: (id: string, kind: PlainDecision) => void;
  /** Decides the current entry by a key, where the decision fits it, and goes on to the next open one. */
  readonly settle: (kind: PlainDecision) => void;
  readonly acceptPending: () => void;
  readonly write: (id: string, text: string) => void;
  readonly startWriting: (id: string) => void;
  /** Leaves the field; what was typed stays decided. */
  readonly endWriting: () => void;
  /** Leaves the field as if nothing had been typed. */
  readonly cancelWriting: () => void;
  readonly undo: () => void;
  /** To the first conflict that nobody decided. */
  readonly goToOpen: () => void;
}

interface Writing {
  readonly id: string;
  /** What was decided before. */
  readonly before: Decision | null;
}

type PlainDecision = Exclude<Decision['kind'], 'write'>;

export function useMergeWork(view: MergeView, personId: string): MergeWork {
  const entries = useMemo(() => entriesOf(view), [view]);
  const kept = useMergeDecisions({ personId, mergeId: view.id });
  const isSettled = view.state === 'applied' || view.state === 'reverted';
  const settled = useMemo(() => settledDecisions(entries, view), [entries, view]);
  const decisions = isSettled ? settled : kept.decisions;
  const summary = useMemo(() => summarize(entries, decisions), [entries, decisions]);
  const [currentId, setCurrentId] = useState(() => firstOpen(entries, decisions)?.id ?? entries[0]?.id ?? null);
  const [writing, setWriting] = useState<Writing | null>(null);
  const isOpen = view.state === 'staged';
  const current = entries.find((entry) => entry.id === currentId);
  useReveal(current);

  const goTo = (entry: Entry | undefined): void => {
    if (entry === undefined) return;
    setCurrentId(entry.id);
    focusEntry(entry);
  };
  const select = (id: string): void => setCurrentId(id);
  const walk = (step: 1 | -1): void => {
    const at = entries.findIndex((entry) => entry.id === currentId);
    goTo(entries[at + step]);
  };
  const toggle = (id: string, kind: PlainDecision): void => {
    setCurrentId(id);
    kept.decide(id, decisions.made[id]?.kind === kind ? null : { kind });
  };
  const settle = (kind: PlainDecision): void => {
    if (current === undefined || !fits(current, kind)) return;
    kept.decide(current.id, { kind });
    const others = entries.filter((entry) => entry.id !== current.id);
    const at = entries.indexOf(current);
    goTo(firstOpen([...others.slice(at), ...others.slice(0, at)], decisions) ?? current);
  };
  const undo = (): void => {
    const [id] = kept.undo();
    goTo(entries.find((entry) => entry.id === id));
  };
  return {
    entries,
    decisions,
    summary,
    areKept: kept.areKept,
    isOpen,
    isSettled,
    currentId,
    writingId: writing?.id ?? null,
    select,
    walk,
    toggle,
    settle,
    acceptPending: () => kept.acceptAll(summary.pendingIds),
    write: (id, text) => kept.decide(id, text.trim() === '' ? null : { kind: 'write', text }),
    startWriting: (id) => {
      setCurrentId(id);
      setWriting({ id, before: decisions.made[id] ?? null });
    },
    endWriting: () => setWriting(null),
    cancelWriting: () => {
      if (writing !== null) kept.decide(writing.id, writing.before);
      setWriting(null);
    },
    undo,
    goToOpen: () => goTo(entries.find((entry) => entry.id === summary.open[0]?.id)),
  };
}

/** The first thing without a decision. */
function firstOpen(entries: readonly Entry[], { made }: Decisions): Entry | undefined {
  return entries.find((entry) => made[entry.id] === undefined);
}

function fits(entry: Entry, kind: PlainDecision): boolean {
  return (kind === 'accept' || kind === 'refuse') === (entry.kind === 'change');
}

/** The three columns follow the entry that is being decided. */
function useReveal(current: Entry | undefined): void {
  const reveal = useEffectEvent(() => {
    if (current !== undefined) revealEntry(current);
  });
  const id = current?.id;
  useEffect(() => reveal(), [id]);
}
