import type { ErrorCode } from '#shared/model/errors.ts';

export interface FailureRow {
  readonly status: number;
  /** WebSocket close code, where the code can end a connection. 4400–4499 are final for the stock provider, the others are retried. */
  readonly close?: number;
}

/** The only table from a code to what goes over a wire. */
export const FAILURES: Readonly<Record<ErrorCode, FailureRow>> = {
  malformed: { status: 400, close: 4400 },
  not_signed_in: { status: 401, close: 4401 },
  forbidden: { status: 403, close: 4403 },
  not_found: { status: 404, close: 4404 },
  too_slow: { status: 503, close: 4508 },
  state_conflict: { status: 409 },
  wrong_lineage: { status: 409, close: 4409 },
  old_schema: { status: 409, close: 4409 },
  stale: { status: 412 },
  too_large: { status: 413, close: 4413 },
  bad_file: { status: 422 },
  too_many: { status: 429, close: 4529 },
  internal: { status: 500, close: 1011 },
  store_trouble: { status: 503, close: 4503 },
  shutting_down: { status: 503, close: 1001 },
  wrong_origin: { status: 403 },
  'idempotency/other-body': { status: 422 },
  'session/wrong-password': { status: 401 },
  'session/demo-off': { status: 404 },
  'submission/not-open': { status: 409 },
  'submission/not-writable': { status: 409 },
  'submission/empty-text': { status: 422 },
  'submission/reason-empty': { status: 422 },
  'section/not-received': { status: 409 },
  'thread/quote-missing': { status: 409 },
  'thread/quote-repeated': { status: 409 },
  'thread/not-open': { status: 409 },
  'thread/not-resolved': { status: 409 },
  'thread/text-empty': { status: 422 },
  'thread/person-unknown': { status: 422 },
  'merge/nothing-received': { status: 409 },
  'merge/undecided': { status: 409 },
  'merge/not-staged': { status: 409 },
  'merge/not-applied': { status: 409 },
  'merge/part-changed': { status: 409 },
  'merge/not-the-last': { status: 409 },
  'draft/merge-open': { status: 409 },
  'draft/no-parts': { status: 409 },
  'image/unsupported': { status: 422 },
  'export/format-unknown': { status: 422 },
  'export/draft-unknown': { status: 404 },
  'export/failed': { status: 500 },
};
