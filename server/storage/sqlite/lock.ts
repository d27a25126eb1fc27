import Database from 'libsql';

/**
 * Takes the right to write a store's file for this process. The lock is one of the system's on a file beside it, so that it ends with
 * the process however that ends; a number of a process in a file would outlive it, and may be another's the next day.
 * @returns what gives it back
 * @throws Error with `code` `STORE_IN_USE` when another process has it
 */
export function takeLock(file: string): () => void {
  const database = new Database(`${file}-lock`);
  try {
    database.exec('begin exclusive');
  } catch (cause) {
    database.close();
    const inUse = new Error(`Another process is using the store ${file}; only one may write it`, { cause });
    throw Object.assign(inUse, { code: 'STORE_IN_USE' });
  }
  return () => database.close();
}
