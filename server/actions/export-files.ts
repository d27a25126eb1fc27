import type { Context } from '#server/context.ts';
import { listOfferedFiles, listOfferedFilesBefore, withdrawJobFile } from '#server/storage/rows/jobs.ts';

/** As the sentence of `export/expired` says. */
const KEPT_MS = 7 * 24 * 60 * 60 * 1000;

/** Takes away the files that were exported more than a week ago. Who asks for one later is told so: its row stays. */
export async function forgetExports(context: Context): Promise<void> {
  const { storage, files, now } = context;
  const old = await listOfferedFilesBefore(storage.rows, now() - KEPT_MS);
  for (const id of old) {
    // No job offers what is gone; a file that stays behind here is swept at the next start.
    await storage.transact((tx) => withdrawJobFile(tx, id, 'export/expired'));
    await files.remove('export', id);
  }
}

/** Takes away the files that no job offers, such as that of a job which was cut off and done again. Only while no job runs. */
export async function sweepExports(context: Context): Promise<void> {
  const { storage, files } = context;
  const offered = new Set<string>(await listOfferedFiles(storage.rows));
  const stray = (await files.list('export')).filter((id) => !offered.has(id));
  for (const id of stray) await files.remove('export', id);
}
