/** Allowances that fill up again with time, one for each key. */
export interface Buckets {
  /** Takes one; 0 when there was one, else the seconds until there is. */
  take(key: string, now: number): number;
}

interface Bucket {
  readonly left: number;
  readonly at: number;
}

/** Keys are dropped, oldest first, beyond this: a flood of made-up ones must not fill the memory. */
const MOST_KEYS = 20_000;

export function openBuckets(perSecond: number, burst: number): Buckets {
  const buckets = new Map<string, Bucket>();
  return {
    take(key, now) {
      const found = buckets.get(key);
      // A clock that jumps back takes nothing away.
      const passedMs = found === undefined ? 0 : Math.max(0, now - found.at);
      const left = found === undefined ? burst : Math.min(burst, found.left + (passedMs * perSecond) / 1000);
      buckets.delete(key);
      buckets.set(key, { left: left >= 1 ? left - 1 : left, at: now });
      const oldest = buckets.keys().next();
      if (buckets.size > MOST_KEYS && oldest.done !== true) buckets.delete(oldest.value);
      return left >= 1 ? 0 : (1 - left) / perSecond;
    },
  };
}
