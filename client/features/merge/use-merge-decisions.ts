import { useState } from 'react';
import { acceptAll, decide, undo, type Decision, type Decisions } from './decisions.ts';
import { keepDecisions, readDecisions, type DecisionPlace } from './decision-store.ts';

export interface MergeDecisions {
  readonly decisions: Decisions;
  /** Whether leaving the page keeps them. */
  readonly areKept: boolean;
  readonly decide: (id: string, decision: Decision | null) => void;
  readonly acceptAll: (ids: readonly string[]) => void;
  /** Takes the last deed back and names what it was about. */
  readonly undo: () => readonly string[];
}

/** The decisions of one person about one merge, kept with every deed. */
export function useMergeDecisions(place: DecisionPlace): MergeDecisions {
  const [decisions, setDecisions] = useState(() => readDecisions(place));
  const [areKept, setKept] = useState(true);
  const become = (next: Decisions): void => {
    setDecisions(next);
    setKept(keepDecisions(place, next));
  };
  return {
    decisions,
    areKept,
    decide: (id, decision) => become(decide(decisions, id, decision)),
    acceptAll: (ids) => become(acceptAll(decisions, ids)),
    undo: () => {
      const { state, ids } = undo(decisions);
      become(state);
      return ids;
    },
  };
}
