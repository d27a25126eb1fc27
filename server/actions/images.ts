import type { DocumentContent } from '#shared/document/document.ts';
import { DomainError } from '#shared/model/errors.ts';
import { idOf, type DocumentId, type ImageId } from '#shared/model/ids.ts';
import { LIMITS } from '#shared/protocol/limits.ts';
import { authorizeDocument, findDocumentAccess, type Asker } from '#server/access/authorize.ts';
import type { Caller } from '#server/access/caller.ts';
import type { Context } from '#server/context.ts';
import {
  findImage,
  insertImage,
  listDocumentsOfImage,
  listImages,
  type ImageRow,
} from '#server/storage/rows/images.ts';
import type { Rows } from '#server/storage/rows/tables.ts';
import { transact } from './transact.ts';

/** Keeps a picture for a text, drawn anew so that nothing but its pixels goes on. The text names it by the id of the answer. */
export async function uploadImage(
  context: Context,
  caller: Caller,
  input: { readonly id: DocumentId; readonly bytes: Uint8Array },
): Promise<{ id: ImageId; width: number; height: number }> {
  await authorizeDocument(context.storage.rows, caller, input.id, 'edit');
  const drawn = await context.workers.run('image', { bytes: input.bytes, maxPixels: LIMITS.imagePixels });
  if (!drawn.ok) throw new DomainError(drawn.code, drawn.details);
  const { bytes, mime, width, height } = drawn.value;
  const id = idOf<ImageId>(context.newId());
  await context.files.put('image', id, bytes);
  try {
    return await transact(context, async (tx) => {
      await authorizeDocument(tx, caller, input.id, 'edit');
      await insertImage(tx, {
        id,
        document_id: input.id,
        mime,
        width,
        height,
        size_bytes: bytes.byteLength,
        by_id: caller.personId,
        at: context.now(),
      });
      return { id, width, height };
    });
  } catch (error) {
    await context.files.remove('image', id);
    throw error;
  }
}

/** A picture, for who may read its text or a part that its text was merged into. */
export async function getImage(
  context: Context,
  caller: Caller,
  input: { readonly id: ImageId },
): Promise<{ readonly bytes: Uint8Array; readonly mime: string }> {
  const { rows } = context.storage;
  const image = await findImage(rows, input.id);
  if (image === undefined) throw new DomainError('not_found');
  const bytes = (await mayReadImage(rows, caller, image)) ? await context.files.read('image', image.id) : undefined;
  if (bytes === undefined) throw new DomainError('not_found');
  return { bytes, mime: image.mime };
}

/** The pictures that texts name. */
export function imageIdsOf(contents: readonly DocumentContent[]): readonly ImageId[] {
  const named = contents.flatMap(({ blocks }) =>
    blocks.flatMap((block): ImageId[] => (block.type === 'image' ? [block.imageId] : [])),
  );
  return [...new Set(named)];
}

/** Those of the pictures that were put into a text or that a merge brought into it: naming another does not make it the text's. */
export async function listOwnImages(
  rows: Rows,
  documentId: DocumentId,
  ids: readonly ImageId[],
): Promise<readonly ImageId[]> {
  const own: ImageId[] = [];
  for (const image of await listImages(rows, ids)) {
    if ((await listDocumentsOfImage(rows, image)).includes(documentId)) own.push(image.id);
  }
  return own;
}

/** Whether a person may read a text in which the picture was put or to which a merge brought it. */
export async function mayReadImage(rows: Rows, asker: Asker, image: ImageRow): Promise<boolean> {
  for (const documentId of await listDocumentsOfImage(rows, image)) {
    const access = await findDocumentAccess(rows, asker, documentId);
    if (access?.rights.some((right) => right === 'read')) return true;
  }
  return false;
}
