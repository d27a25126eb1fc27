/**
 * Which of a connection's sync frames (step 2 and update, numbered from 1) are settled: on disk, or refused by name. They are settled in
 * any order and said to be so from the first on.
 */
export class Settlement {
  #frames = 0;
  #settled = 0;
  #said = 0;
  readonly #beyond = new Set<number>();

  /** The number of the frame that just came. */
  next(): number {
    this.#frames += 1;
    return this.#frames;
  }

  get waiting(): number {
    return this.#frames - this.#settled;
  }

  settle(frame: number): void {
    this.#beyond.add(frame);
    while (this.#beyond.delete(this.#settled + 1)) this.#settled += 1;
  }

  /** How many are settled, if that was not said yet. */
  takeNews(): number | undefined {
    if (this.#said === this.#settled) return undefined;
    this.#said = this.#settled;
    return this.#settled;
  }
}
