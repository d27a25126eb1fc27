/** What one connection may do, filling up again with time. It may be overdrawn; then it says how long to wait. */
export class Allowance {
  readonly #perSecond: number;
  readonly #burst: number;
  #left: number;
  #at: number | undefined;

  constructor(perSecond: number, burst: number) {
    this.#perSecond = perSecond;
    this.#burst = burst;
    this.#left = burst;
  }

  /** Milliseconds until it may be done; `now` of a clock that only runs forward. */
  take(count: number, now: number): number {
    const filled = this.#left + ((now - (this.#at ?? now)) * this.#perSecond) / 1000;
    this.#left = Math.min(this.#burst, filled) - count;
    this.#at = now;
    return this.#left >= 0 ? 0 : (-this.#left * 1000) / this.#perSecond;
  }
}
