import { DomainError } from '#shared/model/errors.ts';
import type { DocumentId } from '#shared/model/ids.ts';
import { textOfBlock } from '#shared/document/document.ts';
import type { DocumentInfo, DocumentText } from '#shared/protocol/documents.ts';
import { textGrade } from '#shared/rules/rights.ts';
import { authorizeDocument } from '#server/access/authorize.ts';
import type { Caller } from '#server/access/caller.ts';
import type { Context } from '#server/context.ts';
import { findDocumentHead } from '#server/storage/rows/documents.ts';

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
