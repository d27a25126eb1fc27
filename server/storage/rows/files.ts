import type { FileId } from '#shared/model/ids.ts';
import type { Rows, Tables } from './tables.ts';

export type FileRow = Tables['files'];

export async function findFile(rows: Rows, id: FileId): Promise<FileRow | undefined> {
  return rows.selectFrom('files').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function insertFile(tx: Rows, file: FileRow): Promise<void> {
  await tx.insertInto('files').values(file).execute();
}
