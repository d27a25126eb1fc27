const MOST = 8;

/** The addresses that a person opened last on this machine, newest first; ids alone, no word of what stands there. */
export function readRecent(accountId: string): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(placeOf(accountId)) ?? '[]');
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : [];
  } catch {
    // A browser that keeps nothing, or keeps something else there: nothing was visited.
    return [];
  }
}

export function rememberPlace(accountId: string, address: string): void {
  const others = readRecent(accountId).filter((one) => one !== address);
  try {
    localStorage.setItem(placeOf(accountId), JSON.stringify([address, ...others].slice(0, MOST)));
  } catch {
    // The palette then has everything in its usual order.
  }
}

function placeOf(accountId: string): string {
  return `dt.recent.${accountId}`;
}
