import type { CommitteeId, DocumentId, JobId, MergeId, PersonId, ReportId, SectionId } from '#shared/model/ids.ts';

/**
 * What parts of the program tell each other after a commit. A hint may be lost: whoever hears it looks into the store, and whoever
 * depends on it looks there from time to time as well.
 */
export type Hint =
  /** The epoch of these documents was raised: connections must be judged anew. */
  | { readonly kind: 'rights'; readonly documentIds: readonly DocumentId[] }
  /** Sessions or tokens of this person ended. */
  | { readonly kind: 'sessions'; readonly personId: PersonId }
  /** A durable edit of a person in a text. */
  | { readonly kind: 'edited'; readonly documentId: DocumentId; readonly by: PersonId }
  /** Who is in it, in which roles, and who is being let in. */
  | { readonly kind: 'committee'; readonly committeeId: CommitteeId }
  | { readonly kind: 'report'; readonly reportId: ReportId }
  | { readonly kind: 'section'; readonly sectionId: SectionId; readonly reportId: ReportId }
  | { readonly kind: 'threads'; readonly documentId: DocumentId }
  | { readonly kind: 'merges'; readonly reportId: ReportId; readonly mergeId: MergeId | null }
  | { readonly kind: 'job'; readonly jobId: JobId; readonly personId: PersonId };
