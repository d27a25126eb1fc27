/** One measured figure. `goal` is the figure that we want, as words: a measurement passes or fails nothing. */
export interface Figure {
  readonly work: string;
  readonly value: number;
  readonly unit: 's' | 'ms' | 'µs' | 'KB' | 'MB' | '/s' | '×' | '';
  readonly goal?: string;
}

/** Hands a figure to `npm run bench`, which puts all of them into one table. */
export function report(figure: Figure): void {
  process.stdout.write(`${JSON.stringify(figure)}\n`);
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Milliseconds of each of `times` runs, after one that warms up. */
export async function measure(times: number, run: () => unknown): Promise<readonly number[]> {
  await run();
  const measured: number[] = [];
  for (let n = 0; n < times; n += 1) {
    const from = performance.now();
    await run();
    measured.push(performance.now() - from);
  }
  return measured;
}
