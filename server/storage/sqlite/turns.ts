/**
 * Who may write next. Batches of the log go at once, but while a transaction is open they wait for its end and then go before the next
 * transaction: people who type never wait for more than one.
 */
export class Turns {
  readonly #batches: (() => void)[] = [];
  readonly #transactions: (() => void)[] = [];
  readonly #idle: (() => void)[] = [];
  #taken = false;

  /** `send` hands over its whole work before it first waits. */
  batch<Result>(send: () => Promise<Result>): Promise<Result> {
    if (!this.#taken) return send();
    return new Promise((resolve, reject) => {
      this.#batches.push(() => {
        send().then(resolve, reject);
      });
    });
  }

  async transaction<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#taken) await new Promise<void>((resolve) => this.#transactions.push(resolve));
    this.#taken = true;
    try {
      return await work();
    } finally {
      this.#passOn();
    }
  }

  /** Resolves when no transaction is open or waits. */
  async untilIdle(): Promise<void> {
    if (this.#taken) await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  #passOn(): void {
    for (const send of this.#batches.splice(0)) send();
    const next = this.#transactions.shift();
    if (next !== undefined) return next();
    this.#taken = false;
    for (const resolve of this.#idle.splice(0)) resolve();
  }
}
