import { z } from 'zod';
import { DomainError } from '#shared/model/errors.ts';
import type { AnyEndpoint, BodyOf, ParamsOf, QueryOf } from '#shared/protocol/endpoint.ts';
import { malformed, type FieldFault } from './problem.ts';

/** Nothing of an empty part; an intersection with `Record<string, never>` would forbid every other field. */
type Fields<Part> = [Exclude<Part, undefined>] extends [Record<string, never>] ? unknown : Exclude<Part, undefined>;

/** What an action is given: path, query and body as one object. */
export type InputOf<E extends AnyEndpoint> = Fields<ParamsOf<E>> & Fields<QueryOf<E>> & Fields<BodyOf<E>>;

/** A field that is missing is told apart from one of another type by what was found. */
const REPORT = { reportInput: true };

/** What a request brought, unchecked. */
export interface RawInput {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

/**
 * Checks a request against its endpoint. An id that can't be one is an object that isn't there; any other fault is `malformed` with a
 * pointer to each field. Fields that the endpoint doesn't name are faults too.
 */
export function parseInput<E extends AnyEndpoint>(endpoint: E, raw: RawInput): InputOf<E>;
export function parseInput(endpoint: AnyEndpoint, raw: RawInput): unknown {
  const params = endpoint.params.safeParse(raw.params);
  if (!params.success) throw new DomainError('not_found');
  const query = strict(endpoint.query).safeParse(raw.query, REPORT);
  // A body that may be empty may be left out.
  const body = strict(endpoint.body).safeParse(endpoint.bodyKind === 'json' ? (raw.body ?? {}) : undefined, REPORT);
  const faults = [...faultsOf(query), ...faultsOf(body)];
  if (faults.length > 0) throw malformed(faults);
  return { ...fieldsOf(params.data), ...fieldsOf(query.data), ...fieldsOf(body.data) };
}

function strict(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodObject ? schema.strict() : schema;
}

function fieldsOf(part: unknown): object {
  return typeof part === 'object' && part !== null ? part : {};
}

function faultsOf(result: z.ZodSafeParseResult<unknown>): readonly FieldFault[] {
  return result.success ? [] : result.error.issues.flatMap(faultsOfIssue);
}

function faultsOfIssue(issue: z.core.$ZodIssue): readonly FieldFault[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ pointer: pointerTo([...issue.path, key]), code: 'unknown_field' }));
  const isMissing = issue.code === 'invalid_type' && 'input' in issue && issue.input === undefined;
  return [{ pointer: pointerTo(issue.path), code: isMissing ? 'required' : issue.code }];
}

/** RFC 6901. */
function pointerTo(path: readonly PropertyKey[]): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
