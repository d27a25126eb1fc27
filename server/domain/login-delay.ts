/** Failures of one account, and of one address, as they are remembered. */
export interface Failures {
  readonly count: number;
  readonly lastAt: number;
}

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 15 * 60 * 1000;
const HOUR_MS = 60 * 60 * 1000;

/** How long an account must still wait: nothing at first, then doubling from 2 s to 15 minutes. Nobody is locked out for ever. */
export function accountWaitMs(failures: Failures | undefined, free: number, now: number): number {
  if (failures === undefined || failures.count < free) return 0;
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(20, failures.count - free));
  return Math.max(0, failures.lastAt + wait - now);
}

/** How long an address must still wait; `times` are its failures, oldest first, of which those of the last hour count. */
export function addressWaitMs(times: readonly number[], mostAnHour: number, now: number): number {
  const recent = times.filter((at) => at > now - HOUR_MS);
  const oldest = recent[recent.length - mostAnHour];
  return oldest === undefined ? 0 : oldest + HOUR_MS - now;
}
