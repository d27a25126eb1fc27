/** The places on this machine of one account's texts; `offline-copy.ts` and `open-document.ts` name theirs by these. */
export function copyName(account: string, documentId: string, lineage: string): string {
  return `${beginning(account)}${documentId}/${lineage}`;
}

export function waitingKey(copy: string): string {
  return `${WAITING}${copy}`;
}

/** How many texts of an account hold changes that the server has not got. */
export function countUnsavedTexts(account: string): number {
  return unsavedCopies(account).length;
}

/** Takes an account's texts from this machine where the server has them whole: the next user of the same computer reads nothing. */
export async function forgetSavedCopies(account: string): Promise<void> {
  if (typeof indexedDB === 'undefined' || typeof indexedDB.databases !== 'function') return;
  const unsaved = unsavedCopies(account);
  const databases = await indexedDB.databases().catch(() => []);
  for (const { name } of databases) {
    if (name?.startsWith(beginning(account)) === true && !unsaved.includes(name)) indexedDB.deleteDatabase(name);
  }
}

const WAITING = 'dong-thao/waiting/';

function beginning(account: string): string {
  return `dong-thao/${account}/`;
}

function unsavedCopies(account: string): readonly string[] {
  const start = waitingKey(beginning(account));
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(start))
      .map((key) => key.slice(WAITING.length));
  } catch {
    return [];
  }
}
