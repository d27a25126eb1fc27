/**
 * Every code a caller can be answered with. Transport codes are bare, product codes are `object/reason`. Each has one row in
 * `shared/protocol/failures.ts` and one sentence in `shared/messages`.
 */
export const ERROR_CODES = [
  'malformed',
  'not_signed_in',
  'forbidden',
  'not_found',
  'too_slow',
  'state_conflict',
  'wrong_lineage',
  'old_schema',
  'stale',
  'too_large',
  'bad_file',
  'too_many',
  'internal',
  'store_trouble',
  'shutting_down',
  'wrong_origin',
  'idempotency/other-body',
  'session/wrong-password',
  'session/demo-off',
  'set-up/done',
  'demo/not-local',
  'demo/cut-off',
  'password/too-short',
  'password/common',
  'password/holds-name',
  'password/wrong-old',
  'link/used',
  'link/expired',
  'link/revoked',
  'claim/taken',
  'claim/waiting',
  'claim/refused',
  'claim/not-waiting',
  'people/lines-wrong',
  'person/name-empty',
  'person/name-too-long',
  'person/name-marks',
  'person/title-wrong',
  'person/role-missing',
  'person/role-unknown',
  'person/login-shape',
  'person/login-taken',
  'person/login-repeated',
  'person/line-repeated',
  'person/already-here',
  'person/still-assigned',
  'person/last-chair',
  'person/last-admin',
  'person/deactivated',
  'person/has-password',
  'person/elsewhere-too',
  'committee/chair-only',
  'token/session-needed',
  'submission/not-open',
  'submission/not-writable',
  'submission/empty-text',
  'submission/reason-empty',
  'section/not-received',
  'outline/inside-itself',
  'outline/too-deep',
  'outline/empty',
  'outline/not-newest',
  'outline/approved',
  'outline/template-unknown',
  'report/profile-unknown',
  'section/due-before-start',
  'section/date-outside',
  'section/not-deleted',
  'section/parent-deleted',
  'section/no-text',
  'section/is-submitted',
  'section/block-missing',
  'section/nothing-before',
  'assignment/not-member',
  'text/passage-gone',
  'thread/quote-missing',
  'thread/quote-repeated',
  'thread/not-open',
  'thread/not-resolved',
  'thread/text-empty',
  'thread/person-unknown',
  'merge/nothing-received',
  'merge/undecided',
  'merge/not-staged',
  'merge/not-applied',
  'merge/part-changed',
  'merge/not-the-last',
  'draft/merge-open',
  'draft/no-parts',
  'image/unsupported',
  'export/format-unknown',
  'export/draft-unknown',
  'export/failed',
  'export/expired',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** What a pure rule answers: it may be done, or one code says why not. The screen explains a grey button with the same code. */
export type Outcome<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly code: ErrorCode; readonly details?: Readonly<Record<string, unknown>> };

/** The name in a refusal's `details` under which single fields are told of, as `{ pointer, code }`: they reach the caller beside them. */
export const FIELD_FAULTS = 'fields';

/** A refusal that reaches the caller as its code; `details` never holds document text. */
export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, details: Readonly<Record<string, unknown>> = {}) {
    super(code);
    this.name = 'DomainError';
    this.code = code;
    this.details = details;
  }
}
