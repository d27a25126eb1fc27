import type { Hint } from '#shared/protocol/hints.ts';

/** Carries hints between the parts of the program. Never truth: a hint may be lost, doubled or late. */
export interface Bus {
  publish(hint: Hint): void;
  /** Gives what ends the subscription. A listener that throws is its owner's fault and stops no other. */
  subscribe(listener: (hint: Hint) => void): () => void;
  close(): void;
}
