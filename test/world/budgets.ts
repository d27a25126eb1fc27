/**
 * How far each law and each fault is driven: `test` fits `npm test` into its ten minutes on two cores, `soak` is the full size.
 * A suite takes its numbers from here and from nowhere else.
 */
const budgets = {
  /** Cases of a law with generated documents, edits or frames. */
  lawRuns: { test: 300, soak: 10_000 },
  /** Frames of rubbish for the decoder and for a live connection. */
  rubbishFrames: { test: 2_000, soak: 1_000_000 },
  /** How often the server is killed while people type. */
  kills: { test: 10, soak: 1_000 },
  /** Places at which the store's log is cut or scrambled. */
  cuts: { test: 500, soak: 5_000 },
  /** How long a room is silent before somebody is taken for gone. */
  silentRoomMs: { test: 2_500, soak: 100_000 },
  /** How long connections come and go. */
  enduranceMs: { test: 0, soak: 3_600_000 },
} as const;

export type Budget = keyof typeof budgets;

/** The size of a suite in this run. */
export function budget(name: Budget): number {
  return budgets[name][process.env['BUDGET'] === 'soak' ? 'soak' : 'test'];
}
