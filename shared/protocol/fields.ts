import { z } from 'zod';
import { idOf } from '#shared/model/ids.ts';
import type {
  BlockId,
  ClaimId,
  CommitteeId,
  DocumentId,
  DraftId,
  FileId,
  ImageId,
  JobId,
  LinkId,
  MergeId,
  MessageId,
  OutlineVersionId,
  OrganisationId,
  PartId,
  PersonId,
  ReportId,
  SectionId,
  SessionId,
  SubmissionId,
  ThreadId,
  TokenId,
  VersionId,
} from '#shared/model/ids.ts';

/** Schemas of the fields that many messages share. */
const opaqueId = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z0-9_-]+$/);

function id<Id extends string>() {
  return opaqueId.transform((text) => idOf<Id>(text));
}

export const personId = id<PersonId>();
export const organisationId = id<OrganisationId>();
export const committeeId = id<CommitteeId>();
export const reportId = id<ReportId>();
export const sectionId = id<SectionId>();
export const partId = id<PartId>();
export const documentId = id<DocumentId>();
export const versionId = id<VersionId>();
export const submissionId = id<SubmissionId>();
export const mergeId = id<MergeId>();
export const draftId = id<DraftId>();
export const threadId = id<ThreadId>();
export const messageId = id<MessageId>();
export const imageId = id<ImageId>();
export const jobId = id<JobId>();
export const fileId = id<FileId>();
export const linkId = id<LinkId>();
export const claimId = id<ClaimId>();
export const sessionId = id<SessionId>();
export const tokenId = id<TokenId>();
export const outlineVersionId = id<OutlineVersionId>();
export const blockId = id<BlockId>();

/** Milliseconds since 1970 UTC. */
export const instant = z.number().int();
/** `YYYY-MM-DD` in the committee's time zone. */
export const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
export const login = z.string().trim().min(1).max(64);
/** As typed; whether it will do is a matter of `shared/rules`, which says why not. */
export const newPassword = z.string().max(1_024);
/** What a link or a code bears; a code may be typed with or without its hyphen, in capitals or not. */
export const linkSecret = z.string().trim().min(1).max(64);
/** A remark, a reason or a note, as typed; blank ones are a matter of the rule that refuses them. */
export const remark = z.string().max(4_000);

/** For an endpoint without parameters, query or body. */
export const nothing = z.object({}).strict();
export const noContent = z.undefined();
