import Database from 'libsql';

/**
 * Takes the right to write a store's file for this process. The lock is one of the system's on a file beside it, so that it ends with
 * the process however that ends; a number of a process in a file would outlive it, and may be another's the next day.
 * @returns what gives it back
 * @throws Error in one sentence when another process has it
 */
export function takeLock(file: string): () => void {
  const database = new Database(`${file}-lock`);
  try {
    database.exec('begin exclusive');
  } catch (cause) {
    database.close();
    throw new Error(`Another process is using the store ${file}; only one may write it, so stop that one first`, {
      cause,
    });
  }
  return () => database.close();
}
