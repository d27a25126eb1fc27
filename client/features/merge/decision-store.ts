import { decisionsSchema, NO_DECISIONS, type Decisions } from './decisions.ts';

/**
 * Where decisions wait until they are applied: this browser, under the name of the person, because another who signs in on the same
 * machine decides anew. A browser that keeps nothing costs the decisions when the page is left, not before.
 */
export interface DecisionPlace {
  readonly personId: string;
  readonly mergeId: string;
}

export function readDecisions(place: DecisionPlace): Decisions {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(nameOf(place)) ?? 'null');
    const parsed = decisionsSchema.safeParse(kept);
    return parsed.success ? parsed.data : NO_DECISIONS;
  } catch {
    return NO_DECISIONS;
  }
}

/** False when the browser refused to keep them. */
export function keepDecisions(place: DecisionPlace, decisions: Decisions): boolean {
  try {
    localStorage.setItem(nameOf(place), JSON.stringify(decisions));
    return true;
  } catch {
    return false;
  }
}

export function dropDecisions(place: DecisionPlace): void {
  try {
    localStorage.removeItem(nameOf(place));
  } catch {
    // A browser that may not be written to holds nothing to drop.
  }
}

function nameOf({ personId, mergeId }: DecisionPlace): string {
  return `dong-thao.merge.${personId}.${mergeId}`;
}
