import type { Limits } from '#shared/protocol/limits.ts';

interface Gap {
  readonly frame: number;
  readonly bytes: Uint8Array;
  /** By the clock of `hold`. */
  readonly since: number;
}

/**
 * Frames of one connection that lean on what has not come yet: after a reconnect typing may overtake the step 2 that it leans on. They
 * are bounded in size and in time.
 */
export class Gaps {
  readonly #limits: Limits;
  #held: readonly Gap[] = [];

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  get isEmpty(): boolean {
    return this.#held.length === 0;
  }

  /** False when it would be more than may be held. */
  hold(gap: Gap): boolean {
    const sizeBytes = this.#held.reduce((sum, one) => sum + one.bytes.length, gap.bytes.length);
    if (sizeBytes > this.#limits.gapBytes) return false;
    this.#held = [...this.#held, gap];
    return true;
  }

  /** In the order they came; they are held no longer. */
  takeAll(): readonly Gap[] {
    const all = this.#held;
    this.#held = [];
    return all;
  }

  /** What was missing should have come by now. */
  isOverdue(now: number): boolean {
    const [oldest] = this.#held;
    return oldest !== undefined && now - oldest.since > this.#limits.gapMs;
  }
}
