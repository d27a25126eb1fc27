import type { Generated, Kysely, Selectable } from 'kysely';
import type {
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
  OrganisationId,
  OutlineVersionId,
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
import type { CommitteeRole, LinkKind } from '#shared/model/person.ts';
import type { Numbering, SectionMove, SectionState, Visibility } from '#shared/model/section.ts';

/**
 * The rows as they lie in both databases. Truth values are 0 or 1 and instants milliseconds since 1970 UTC, as neither database has the
 * other's types; `…Json` columns hold JSON text that only the code of their object reads.
 * `ordinal` grows with each row of its table and is what lists go by: two rows may have one instant, and clocks are set back.
 */
export interface Tables {
  readonly organisations: {
    readonly id: OrganisationId;
    readonly name: string;
    readonly parent_name: string;
    readonly place: string;
    /** As in a document number: `ĐU`. */
    readonly abbreviation: string;
    readonly profile: string;
    readonly tone_style: string;
    /** Key of the profile's forms of authority: on whose behalf papers are signed. */
    readonly signature_form: Generated<string>;
    /** The body named after that form; empty where it is written in by hand. */
    readonly signature_body: Generated<string>;
    readonly signer_position: Generated<string>;
    readonly signer_name: Generated<string>;
    /** `["recipient"]`, without the filing copy. */
    readonly recipients_json: Generated<string>;
  };
  readonly committees: {
    readonly id: CommitteeId;
    readonly organisation_id: OrganisationId;
    readonly title: string;
    readonly congress: string;
    readonly term: string;
    readonly started_on: string;
  };
  readonly people: {
    readonly id: PersonId;
    /** Lower case, unlike any other's. */
    readonly login: string;
    readonly name: string;
    readonly title: string;
    readonly admin: number;
    /** One of the founding example, who may be signed in as while the demo is on. */
    readonly demo: number;
    readonly password_hash: string | null;
    readonly created_at: number;
    /** Since then nobody comes in under this account; what they did stays theirs. */
    readonly deactivated_at: number | null;
  };
  readonly memberships: {
    readonly committee_id: CommitteeId;
    readonly person_id: PersonId;
    readonly role: CommitteeRole;
  };
  readonly reports: {
    readonly id: ReportId;
    readonly committee_id: CommitteeId;
    readonly position: number;
    readonly title: string;
    /** The name of the kind of document, as printed. */
    readonly document_title: string;
    readonly subject: string;
    readonly profile: string;
  };
  readonly sections: {
    readonly id: SectionId;
    readonly report_id: ReportId;
    readonly parent_id: SectionId | null;
    readonly position: number;
    readonly title: string;
    readonly numbering: Numbering;
    readonly guidance: string;
    /** `[{ key, vi, en }]`: what a text of this section must contain. */
    readonly elements_json: string;
    readonly target_words: number;
    readonly document_id: DocumentId | null;
    readonly owner_id: PersonId | null;
    readonly approver_id: PersonId | null;
    readonly start_on: string | null;
    readonly due: string | null;
    readonly visibility: Visibility;
    readonly state: SectionState;
    readonly state_changed_at: number | null;
    /** What is to be handed in, in words. */
    readonly product: Generated<string>;
    /** Grows with every change of the row: its `ETag`. */
    readonly row_version: Generated<number>;
    /** Taken out of the outline, with everything it holds, and can be brought back. */
    readonly deleted_at: number | null;
  };
  readonly co_editors: {
    readonly section_id: SectionId;
    readonly person_id: PersonId;
  };
  readonly parts: {
    readonly id: PartId;
    readonly report_id: ReportId;
    readonly position: number;
    /** The section of the outline's top that this part consolidates. */
    readonly top_section_id: SectionId;
    readonly title: string;
    readonly document_id: DocumentId;
    /** With its top section. */
    readonly deleted_at: number | null;
  };
  readonly section_moves: {
    readonly id: string;
    readonly ordinal: number;
    readonly section_id: SectionId;
    readonly move: SectionMove;
    readonly from_state: SectionState;
    readonly to_state: SectionState;
    readonly by_id: PersonId;
    readonly at: number;
    readonly reason: string;
    readonly version_id: VersionId | null;
  };
  readonly submissions: {
    readonly id: SubmissionId;
    readonly ordinal: number;
    readonly section_id: SectionId;
    readonly version_id: VersionId;
    readonly state: 'submitted' | 'received' | 'returned' | 'withdrawn';
    readonly note: string;
    readonly by_id: PersonId;
    readonly at: number;
    readonly decided_by: PersonId | null;
    readonly decided_at: number | null;
    readonly reason: string;
  };
  readonly documents: {
    readonly id: DocumentId;
    /** `section` or `part`. */
    readonly kind: string;
    readonly lineage: string;
    readonly schema_version: number;
    readonly epoch: number;
    readonly last_seq: number;
  };
  readonly updates: {
    readonly document_id: DocumentId;
    readonly seq: number;
    readonly account_id: PersonId;
    readonly client_ids: string;
    readonly bytes: Uint8Array;
    readonly hash: Uint8Array;
    readonly at: number;
    readonly chunk_id: number | null;
  };
  readonly versions: {
    readonly id: VersionId;
    readonly ordinal: number;
    readonly document_id: DocumentId;
    readonly kind: string;
    readonly name: string;
    readonly by_id: PersonId | null;
    readonly at: number;
    /** The last update of the log that the text contains. */
    readonly seq: number;
    readonly words: number;
    /** Canonical `DocumentContent`. */
    readonly content_json: string;
  };
  readonly threads: {
    readonly id: ThreadId;
    readonly ordinal: number;
    readonly document_id: DocumentId;
    readonly state: 'open' | 'resolved';
    readonly block_id: string;
    readonly quote: string;
    readonly by_id: PersonId;
    readonly at: number;
    readonly resolved_by: PersonId | null;
    readonly resolved_at: number | null;
  };
  readonly messages: {
    readonly id: MessageId;
    readonly ordinal: number;
    readonly thread_id: ThreadId;
    readonly by_id: PersonId;
    readonly at: number;
    readonly text: string;
    /** `["person id"]`. */
    readonly mentions_json: string;
  };
  readonly images: {
    readonly id: ImageId;
    readonly document_id: DocumentId;
    readonly mime: string;
    readonly width: number;
    readonly height: number;
    readonly size_bytes: number;
    readonly by_id: PersonId;
    readonly at: number;
  };
  readonly merges: {
    readonly id: MergeId;
    readonly ordinal: number;
    readonly report_id: ReportId;
    readonly part_id: PartId;
    readonly section_id: SectionId;
    readonly submission_id: SubmissionId;
    /** `carried`: no merge, but what a section goes on from in a part after a split, a join or a move of the section. */
    readonly state: 'staged' | 'applied' | 'reverted' | 'discarded' | 'carried';
    /** The version of the section last merged into the part; null the first time. */
    readonly base_version_id: VersionId | null;
    readonly theirs_version_id: VersionId;
    /** The part's text that the merge was computed against. */
    readonly ours_version_id: VersionId;
    /** The part's text right after it was applied. */
    readonly result_version_id: VersionId | null;
    /** A `StagedMerge`; of what was carried a `CarriedGround`. */
    readonly staged_json: string;
    readonly decisions_json: string;
    readonly refused_json: string;
    readonly by_id: PersonId;
    readonly at: number;
    readonly applied_by: PersonId | null;
    readonly applied_at: number | null;
    readonly reverted_by: PersonId | null;
    readonly reverted_at: number | null;
  };
  readonly drafts: {
    readonly id: DraftId;
    readonly report_id: ReportId;
    readonly number: number;
    readonly note: string;
    readonly by_id: PersonId;
    readonly at: number;
    /** Layout and names as the report had them then. */
    readonly profile: Generated<string>;
    readonly document_title: Generated<string>;
    readonly subject: Generated<string>;
    /** `[[blockId, [ordinal]]]`: where the headings of its sections and the titles of its parts stood in the outline. */
    readonly headings_json: Generated<string>;
    /** What it bears of the organisation: names, place, signature, recipients. */
    readonly office_json: Generated<string>;
  };
  readonly draft_parts: {
    readonly draft_id: DraftId;
    readonly part_id: PartId;
    readonly position: number;
    readonly version_id: VersionId;
    readonly title: Generated<string>;
    /** The level of the report on which the part stood. */
    readonly depth: Generated<number>;
    /** `[ordinal]`, from the top of the outline; empty where it had no number. */
    readonly place_json: Generated<string>;
    /** `[imageId]`: pictures that belonged to the part, which go with the draft whatever becomes of their section. */
    readonly images_json: Generated<string>;
  };
  readonly sessions: {
    /** SHA-256 of the id in the cookie, base64url. */
    readonly hash: string;
    readonly person_id: PersonId;
    readonly demo: number;
    readonly created_at: number;
    readonly used_at: number;
    readonly expires_at: number;
    /** Names it to its person without giving away its hash. */
    readonly id: Generated<SessionId>;
    /** Which browser on which system, as the person would say it. */
    readonly device: Generated<string>;
  };
  /** Links that let somebody in once: an invitation, a new password, the first set-up, a meeting's code. */
  readonly links: {
    readonly id: LinkId;
    /** SHA-256 of the secret in the link, base64url. */
    readonly hash: string;
    readonly kind: LinkKind;
    /** Whom it lets in; null for the first set-up and for a meeting. */
    readonly person_id: PersonId | null;
    readonly committee_id: CommitteeId | null;
    readonly by_id: PersonId | null;
    readonly at: number;
    readonly expires_at: number;
    readonly used_at: number | null;
    readonly revoked_at: number | null;
  };
  /** Who said by a meeting's code which of the names is theirs. */
  readonly link_claims: {
    readonly id: ClaimId;
    readonly link_id: LinkId;
    readonly person_id: PersonId;
    /** SHA-256 of the secret that the claiming browser keeps, base64url. */
    readonly secret_hash: string;
    readonly state: 'waiting' | 'confirmed' | 'refused' | 'used';
    readonly at: number;
    readonly decided_by: PersonId | null;
    readonly decided_at: number | null;
  };
  readonly outline_versions: {
    readonly id: OutlineVersionId;
    readonly report_id: ReportId;
    readonly number: number;
    readonly note: string;
    /** The tree with titles, guidance, people and dates, as it was. */
    readonly content_json: string;
    readonly by_id: PersonId;
    readonly at: number;
    readonly approved_by: PersonId | null;
    readonly approved_at: number | null;
  };
  /** Who was given a section, or had it taken from them. */
  readonly assignment_moves: {
    readonly id: string;
    readonly section_id: SectionId;
    readonly person_id: PersonId;
    readonly part: 'owner' | 'coEditor' | 'approver';
    readonly change: 'given' | 'taken';
    readonly by_id: PersonId;
    readonly at: number;
  };
  readonly tokens: {
    readonly id: TokenId;
    /** SHA-256 of the token, base64url. */
    readonly hash: string;
    readonly person_id: PersonId;
    readonly name: string;
    readonly created_at: number;
    readonly expires_at: number;
    readonly used_at: number | null;
  };
  readonly jobs: {
    readonly id: JobId;
    readonly ordinal: number;
    readonly kind: 'export' | 'mergeAll';
    readonly payload_json: string;
    readonly state: 'waiting' | 'running' | 'done' | 'failed';
    readonly progress: number;
    readonly person_id: PersonId;
    readonly file_id: FileId | null;
    readonly code: string | null;
    readonly merged: number | null;
    readonly with_conflicts: number | null;
    readonly created_at: number;
    readonly updated_at: number;
  };
  readonly files: {
    readonly id: FileId;
    readonly person_id: PersonId;
    readonly name: string;
    readonly mime: string;
    readonly size_bytes: number;
    /** What was exported, so that the right is asked again when it is fetched. */
    readonly source_json: string;
    readonly at: number;
  };
  readonly idempotency: {
    readonly person_id: PersonId;
    /** SHA-256 of the key, base64url. */
    readonly key: string;
    /** HMAC of the request's hash by the key, base64url. */
    readonly request_hash: string;
    readonly status: number;
    /** Sealed by the key. */
    readonly body: string;
    readonly at: number;
  };
  readonly audit: {
    readonly seq: number;
    readonly at: number;
    readonly person_id: PersonId | null;
    readonly action: string;
    readonly object_kind: string;
    readonly object_id: string;
    readonly details_json: string;
    /** SHA-256 over the row before and this one, base64url. */
    readonly hash: string;
  };
}

/** A handle on the rows: the store's own for reading, a transaction's for reading and writing. */
export type Rows = Kysely<Tables>;

/** A row as it is read: with every column. */
export type Row<Name extends keyof Tables> = Selectable<Tables[Name]>;
