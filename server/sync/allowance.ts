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

  /** Takes it if nothing has to be waited for; else leaves all as it is and says no. */
  takeFree(count: number, now: number): boolean {
    if (this.#filled(now) < count) return false;
    this.take(count, now);
    return true;
  }

  /** Milliseconds until it may be done; `now` of a clock that only runs forward. */
  take(count: number, now: number): number {
    this.#left = this.#filled(now) - count;
    this.#at = now;
    return this.#left >= 0 ? 0 : (-this.#left * 1000) / this.#perSecond;
  }

  #filled(now: number): number {
    return Math.min(this.#burst, this.#left + ((now - (this.#at ?? now)) * this.#perSecond) / 1000);
  }
}
