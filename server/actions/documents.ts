import { DomainError } from '#shared/model/errors.ts';
import { idOf, type DocumentId, type ImageId } from '#shared/model/ids.ts';
import { textOfBlock } from '#shared/document/document.ts';
import { VERSION_KINDS, type DocumentInfo, type DocumentText, type Version } from '#shared/protocol/documents.ts';
import { LIMITS } from '#shared/protocol/limits.ts';
import { textGrade } from '#shared/rules/rights.ts';
import { authorizeDocument, findDocumentAccess } from '#server/access/authorize.ts';
import type { Caller } from '#server/access/caller.ts';
import type { Context } from '#server/context.ts';
import { findDocumentHead } from '#server/storage/rows/documents.ts';
import { findImage, insertImage, listDocumentsOfImage } from '#server/storage/rows/images.ts';
import { listVersions as listVersionRows, type VersionHead } from '#server/storage/rows/versions.ts';
import { keepVersion } from './keep-version.ts';
import { transact } from './transact.ts';

/** What a client must know before it opens a live text. */
export async function getDocument(
  context: Context,
  caller: Caller,
  input: { readonly id: DocumentId },
): Promise<DocumentInfo> {
  const { rows } = context.storage;
  const access = await authorizeDocument(rows, caller, input.id, 'read');
  const head = await findDocumentHead(rows, input.id);
  if (head === undefined) throw new DomainError('not_found');
  return {
    id: input.id,
    kind: access.kind,
    lineage: head.lineage,
    schemaVersion: head.schemaVersion,
    grade: textGrade(access.rights),
    documentState: access.kind === 'section' ? access.section.state : 'part',
  };
}

/** The text as it is now on disk. It has no suggestions yet, so both readings of them are this one. */
export async function getDocumentText(
  context: Context,
  caller: Caller,
  input: { readonly id: DocumentId },
): Promise<DocumentText> {
  await authorizeDocument(context.storage.rows, caller, input.id, 'read');
  const { content, stateVector } = await context.documents.read(input.id);
  return {
    blocks: content.blocks.map((block) => ({
      id: block.id,
      type: block.type,
      level: block.type === 'paragraph' ? block.level : 0,
      text: textOfBlock(block),
    })),
    stateVector: Buffer.from(stateVector).toString('base64'),
  };
}

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
    await transact(context, async (tx) => {
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
    });
  } catch (error) {
    await context.files.remove('image', id);
    throw error;
  }
  return { id, width, height };
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
  for (const documentId of await listDocumentsOfImage(rows, image)) {
    const access = await findDocumentAccess(rows, caller, documentId);
    if (!access?.rights.some((right) => right === 'read')) continue;
    const bytes = await context.files.read('image', image.id);
    if (bytes !== undefined) return { bytes, mime: image.mime };
  }
  throw new DomainError('not_found');
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
