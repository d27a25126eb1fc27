import { DomainError, FIELD_FAULTS, type ErrorCode } from '#shared/model/errors.ts';
import type { Language } from '#shared/model/language.ts';
import { TEXTS } from '#shared/messages/messages.ts';
import { FAILURES } from '#shared/protocol/failures.ts';
import type { Problem } from '#shared/protocol/problem.ts';

/** A field that was not taken: an RFC 6901 pointer into the body, and why. */
export interface FieldFault {
  readonly pointer: string;
  readonly code: string;
}

/** A request whose fields are not as the endpoint says. */
export function malformed(faults: readonly FieldFault[]): DomainError {
  return new DomainError('malformed', { [FIELD_FAULTS]: faults });
}

/** A refusal that says when to come again. */
export function tooMany(retryAfter: number): DomainError {
  return new DomainError('too_many', { retryAfter });
}

/** What a thrown error is to the caller, without a word of how the program is made. */
export function refusalOf(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  const code = PARSER_CODES.find(([name]) => name === typeOf(error))?.[1];
  return new DomainError(code ?? 'internal');
}

/** The body of a refusal. What is not there and what may not be known get the same bytes: no id, no details. */
export function problemOf(refusal: DomainError, language: Language, requestId: string): Problem {
  const { code, details } = refusal;
  const { [FIELD_FAULTS]: faults, ...others } = details;
  const problem: Problem = {
    type: `urn:dong-thao:problem:${code}`,
    title: TEXTS[language].errors[code],
    status: FAILURES[code].status,
    code,
  };
  if (code === 'not_found') return problem;
  if (code === 'internal') return { ...problem, requestId };
  return {
    ...problem,
    ...(isFaults(faults) ? { errors: [...faults] } : {}),
    ...(Object.keys(others).length > 0 ? { details: others } : {}),
  };
}

/** Seconds that the caller should wait, for `Retry-After`. */
export function retryAfterOf(refusal: DomainError): number | undefined {
  const seconds = refusal.details['retryAfter'];
  if (typeof seconds === 'number') return Math.max(1, Math.ceil(seconds));
  return refusal.code === 'too_many' || FAILURES[refusal.code].status === 503 ? 1 : undefined;
}

/** What Express, its body parser and multer call their refusals. */
const PARSER_CODES: readonly (readonly [string, ErrorCode])[] = [
  ['entity.too.large', 'too_large'],
  ['LIMIT_FILE_SIZE', 'too_large'],
  ['entity.parse.failed', 'malformed'],
  ['entity.verify.failed', 'malformed'],
  ['encoding.unsupported', 'malformed'],
  ['charset.unsupported', 'malformed'],
  ['request.aborted', 'malformed'],
  ['request.size.invalid', 'malformed'],
  ['LIMIT_PART_COUNT', 'malformed'],
  ['LIMIT_FILE_COUNT', 'malformed'],
  ['LIMIT_FIELD_KEY', 'malformed'],
  ['LIMIT_FIELD_VALUE', 'malformed'],
  ['LIMIT_FIELD_COUNT', 'malformed'],
  ['LIMIT_UNEXPECTED_FILE', 'malformed'],
  ['MISSING_FIELD_NAME', 'malformed'],
];

function typeOf(error: unknown): unknown {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof URIError) return 'entity.parse.failed';
  if ('type' in error) return error.type;
  return 'code' in error ? error.code : undefined;
}

function isFaults(value: unknown): value is readonly FieldFault[] {
  return Array.isArray(value);
}
