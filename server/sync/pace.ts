import type { Limits } from '#shared/protocol/limits.ts';
import { Allowance } from './allowance.ts';
import type { ClientFrame } from './frames.ts';

/** Each is answered with as much as the whole text; an honest client asks once a connection. */
const STEP_1_PER_SECOND = 1;
const STEP_1_BURST = 3;

/** How fast one connection may speak. What is too fast is read later, so that it waits in the socket and not in memory. */
export class Pace {
  readonly #updates: Allowance;
  readonly #bytes: Allowance;
  readonly #messages: Allowance;
  readonly #firstSteps = new Allowance(STEP_1_PER_SECOND, STEP_1_BURST);
  readonly #floodMs: number;
  #slowedSince: number | undefined;

  constructor(limits: Limits) {
    this.#updates = new Allowance(limits.updatesPerSecond, limits.updateBurst);
    this.#bytes = new Allowance(limits.bytesPerSecond, limits.byteBurst);
    this.#messages = new Allowance(limits.messagesPerSecond, limits.messagesPerSecond * 2);
    this.#floodMs = limits.floodMs;
  }

  /** Milliseconds that this frame has to wait, or that it lasts too long; `now` of a clock that only runs forward. */
  charge(frame: ClientFrame, sizeBytes: number, now: number): number | 'too-many' {
    const waitMs = this.#waitMs(frame, sizeBytes, now);
    // Awareness has a rate of its own: it says nothing of how fast the rest comes.
    if (waitMs > 0) this.#slowedSince ??= now;
    else if (frame.kind !== 'awareness') this.#slowedSince = undefined;
    return now - (this.#slowedSince ?? now) > this.#floodMs ? 'too-many' : waitMs;
  }

  #waitMs(frame: ClientFrame, sizeBytes: number, now: number): number {
    const bytesMs = this.#bytes.take(sizeBytes, now);
    switch (frame.kind) {
      case 'step-2':
      case 'update':
        return Math.max(bytesMs, this.#updates.take(1, now));
      case 'step-1':
        return Math.max(bytesMs, this.#firstSteps.take(1, now));
      case 'query-awareness':
        return Math.max(bytesMs, this.#messages.take(1, now));
      // Told on at most every 100 ms whatever comes; what the stock client repeats of others must not count.
      case 'awareness':
        return bytesMs;
    }
  }
}
