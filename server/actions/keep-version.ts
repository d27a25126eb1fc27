import { idOf, type DocumentId, type PersonId, type VersionId } from '#shared/model/ids.ts';
import type { Version } from '#shared/protocol/documents.ts';
import type { Context, DurableText } from '#server/context.ts';
import { countContentWords } from '#server/domain/words.ts';
import { findVersionAt, insertVersion, type VersionHead } from '#server/storage/rows/versions.ts';
import type { Rows } from '#server/storage/rows/tables.ts';

export interface VersionLabel {
  readonly documentId: DocumentId;
  readonly kind: Version['kind'];
  readonly name?: string;
  readonly by: PersonId;
  readonly at: number;
}

/** Keeps a text for good, in the transaction of the deed for which it is kept. */
export async function keepVersion(
  context: Pick<Context, 'newId'>,
  tx: Rows,
  text: DurableText,
  label: VersionLabel,
): Promise<VersionHead> {
  const head: VersionHead = {
    id: idOf<VersionId>(context.newId()),
    document_id: label.documentId,
    kind: label.kind,
    name: label.name ?? '',
    by_id: label.by,
    at: label.at,
    seq: text.seq,
    words: countContentWords(text.content),
  };
  await insertVersion(tx, { ...head, content_json: JSON.stringify(text.content) });
  return head;
}

/** The same, unless some version holds exactly this text already. */
export async function keepVersionOnce(
  context: Pick<Context, 'newId'>,
  tx: Rows,
  text: DurableText,
  label: VersionLabel,
): Promise<VersionId> {
  const kept = await findVersionAt(tx, label.documentId, text.seq);
  return kept?.id ?? (await keepVersion(context, tx, text, label)).id;
}
