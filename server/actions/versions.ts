import type { DocumentId } from '#shared/model/ids.ts';
import { VERSION_KINDS, type Version } from '#shared/protocol/documents.ts';
import { authorizeDocument } from '#server/access/authorize.ts';
import type { Caller } from '#server/access/caller.ts';
import type { Context } from '#server/context.ts';
import { listVersions as listVersionRows, type VersionHead } from '#server/storage/rows/versions.ts';
import { keepVersion } from './keep-version.ts';
import { transact } from './transact.ts';

/** The kept versions of a text, newest first. */
export async function listVersions(
  context: Context,
  caller: Caller,
  input: { readonly id: DocumentId },
): Promise<{ items: Version[] }> {
  await authorizeDocument(context.storage.rows, caller, input.id, 'read');
  return { items: (await listVersionRows(context.storage.rows, input.id)).map(describeVersion) };
}

/** Keeps the text as it is now on disk under a name. */
export async function createVersion(
  context: Context,
  caller: Caller,
  input: { readonly id: DocumentId; readonly name: string },
): Promise<Version> {
  return transact(context, async (tx) => {
    await authorizeDocument(tx, caller, input.id, 'edit');
    const text = await context.documents.readWithin(tx, input.id);
    const label = {
      documentId: input.id,
      kind: 'named',
      name: input.name,
      by: caller.personId,
      at: context.now(),
    } as const;
    return describeVersion(await keepVersion(context, tx, text, label));
  });
}

function describeVersion(row: VersionHead): Version {
  return {
    id: row.id,
    kind: VERSION_KINDS.find((kind) => kind === row.kind) ?? 'automatic',
    name: row.name,
    by: row.by_id,
    at: row.at,
    words: row.words,
  };
}
