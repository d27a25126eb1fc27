import type { DocumentContent } from '#shared/document/document.ts';
import { idOf, type DocumentId, type SubmissionId, type VersionId } from '#shared/model/ids.ts';
import { countContentWords } from '#server/domain/words.ts';
import type { SectionRow } from '#server/storage/rows/sections.ts';
import { insertSubmission, listSubmissions, type SubmissionRow } from '#server/storage/rows/submissions.ts';
import { insertVersion, loadVersionContent } from '#server/storage/rows/versions.ts';
import type { OutlineDeed } from './outline-deed.ts';

/** A text that was received, with what is known of its receipt. */
export interface ReceivedText {
  readonly submission: SubmissionRow;
  readonly content: DocumentContent;
}

/** What was received last from a section; undefined where nothing was. */
export async function findReceived({ tx }: OutlineDeed, section: SectionRow): Promise<ReceivedText | undefined> {
  const submission = (await listSubmissions(tx, section.id)).find((one) => one.state === 'received');
  if (submission === undefined) return undefined;
  return { submission, content: await loadVersionContent(tx, submission.version_id) };
}

/** Stands a version in no place of its document's log: it is the text of no moment. */
const NO_SEQ = 0;

/** Makes a text the last that was received from a section, by whom and when the one was from which it was made. */
async function receiveAgain(
  deed: OutlineDeed,
  section: { readonly id: SectionRow['id']; readonly documentId: DocumentId },
  received: ReceivedText,
): Promise<{ readonly submissionId: SubmissionId; readonly versionId: VersionId }> {
  const { context, tx, caller, at } = deed;
  const { submission, content } = received;
  const versionId = idOf<VersionId>(context.newId());
  await insertVersion(tx, {
    id: versionId,
    document_id: section.documentId,
    kind: 'automatic',
    name: '',
    by_id: caller.personId,
    at,
    seq: NO_SEQ,
    words: countContentWords(content),
    content_json: JSON.stringify(content),
  });
  const submissionId = idOf<SubmissionId>(context.newId());
  await insertSubmission(tx, { ...submission, id: submissionId, section_id: section.id, version_id: versionId });
  return { submissionId, versionId };
}

/** Makes a ground the last that was received, and what was received since after it, where that is another text. */
export async function regroundSection(
  deed: OutlineDeed,
  section: { readonly id: SectionRow['id']; readonly documentId: DocumentId },
  { ground, received }: { readonly ground: ReceivedText | undefined; readonly received: ReceivedText | undefined },
): Promise<{ readonly submissionId: SubmissionId; readonly versionId: VersionId } | undefined> {
  const merged = ground && (await receiveAgain(deed, section, ground));
  const isSame = JSON.stringify(ground?.content) === JSON.stringify(received?.content);
  if (received !== undefined && !isSame) await receiveAgain(deed, section, received);
  return merged;
}
