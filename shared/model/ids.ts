/** A string that only the named object's code may make; opaque to everyone else. */
type Brand<Name extends string> = string & { readonly __brand: Name };

export type PersonId = Brand<'PersonId'>;
export type OrganisationId = Brand<'OrganisationId'>;
export type CommitteeId = Brand<'CommitteeId'>;
export type ReportId = Brand<'ReportId'>;
export type SectionId = Brand<'SectionId'>;
export type PartId = Brand<'PartId'>;
export type DocumentId = Brand<'DocumentId'>;
export type VersionId = Brand<'VersionId'>;
export type SubmissionId = Brand<'SubmissionId'>;
export type MergeId = Brand<'MergeId'>;
export type DraftId = Brand<'DraftId'>;
export type ThreadId = Brand<'ThreadId'>;
export type MessageId = Brand<'MessageId'>;
export type ImageId = Brand<'ImageId'>;
export type JobId = Brand<'JobId'>;
export type FileId = Brand<'FileId'>;
export type TokenId = Brand<'TokenId'>;
export type SessionId = Brand<'SessionId'>;
export type LinkId = Brand<'LinkId'>;
export type ClaimId = Brand<'ClaimId'>;
export type OutlineVersionId = Brand<'OutlineVersionId'>;
/** Id of a block inside a document, or the derived name `y<client>-<clock>` of a block that has none. */
export type BlockId = Brand<'BlockId'>;

/** Names a string that was checked, or just made, as the id of one kind of object. The only place where ids are cast. */
export function idOf<Id extends string>(text: string): Id {
  return text as Id;
}
