import type { z } from 'zod';
import { ERROR_CODES, type ErrorCode } from '#shared/model/errors.ts';
import type { Endpoint } from '#shared/protocol/endpoint.ts';
import { LIMITS } from '#shared/protocol/limits.ts';
import { problemSchema, type Problem } from '#shared/protocol/problem.ts';

/** A field that the server did not take: an RFC 6901 pointer into the body, and why. */
export interface FieldFault {
  readonly pointer: string;
  readonly code: string;
}

/** A refusal, or a server that could not be reached (`status` 0). */
export class CallError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly details: Readonly<Record<string, unknown>>;
  readonly fields: readonly FieldFault[];
  readonly requestId: string | undefined;
  /** When it happened, for the page of the error. */
  readonly at: number;

  constructor(problem: Pick<Problem, 'code' | 'status' | 'details' | 'errors' | 'requestId'>, cause?: unknown) {
    super(problem.code, { cause });
    this.name = 'CallError';
    // A newer server may have codes that this page does not know.
    this.code = ERROR_CODES.find((code) => code === problem.code) ?? 'internal';
    this.status = problem.status;
    this.details = problem.details ?? {};
    this.fields = problem.errors ?? [];
    this.requestId = problem.requestId;
    this.at = Date.now();
  }
}

/** A field of the input may be left out where its schema takes an empty one. */
type Field<Name extends string, Schema extends z.ZodType> =
  undefined extends z.input<Schema>
    ? { readonly [Key in Name]?: z.input<Schema> }
    : z.input<Schema> extends Record<string, never>
      ? { readonly [Key in Name]?: z.input<Schema> }
      : { readonly [Key in Name]: z.input<Schema> };

type CallInput<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType> = Field<'params', Params> &
  Field<'query', Query> &
  Field<'body', Body> &
  Sent;

interface Sent {
  readonly signal?: AbortSignal | undefined;
  /** The `ETag` of what the caller saw: where it was changed since, the call is refused as `stale`. */
  readonly ifMatch?: string | undefined;
}

interface PlainInput extends Sent {
  readonly params?: unknown;
  readonly query?: unknown;
  readonly body?: unknown;
}

/** Calls an endpoint and gives its answer. Throws `CallError` when it is refused, out of reach or answered otherwise than declared. */
export function call<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Answer extends z.ZodType,
>(endpoint: Endpoint<Params, Query, Body, Answer>, input: CallInput<Params, Query, Body>): Promise<z.output<Answer>>;
export async function call(
  endpoint: Endpoint<z.ZodType, z.ZodType, z.ZodType, z.ZodType>,
  input: PlainInput,
): Promise<unknown> {
  const response = await send(addressOf(endpoint.path, input.params, input.query), {
    method: endpoint.method,
    headers: {
      ...(input.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(input.ifMatch === undefined ? {} : { 'if-match': input.ifMatch }),
    },
    body: input.body === undefined ? undefined : JSON.stringify(input.body),
    signal: input.signal,
  });
  return readAnswer(endpoint.answer, response);
}

/** What the body says by a schema; an empty body is `undefined`. */
export async function readAnswer<Answer extends z.ZodType>(
  schema: Answer,
  response: Response,
): Promise<z.output<Answer>> {
  const text = await response.text();
  const answer: unknown = text === '' ? undefined : JSON.parse(text);
  const parsed = schema.safeParse(answer);
  if (!parsed.success) throw new CallError({ code: 'internal', status: response.status }, parsed.error);
  return parsed.data;
}

interface Sending {
  readonly method?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: string | FormData | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number | undefined;
}

/** One bounded request of the caller's session; the response is a success, or this throws. */
export async function send(address: string, sending: Sending): Promise<Response> {
  const { timeoutMs = LIMITS.requestMs, signal, ...rest } = sending;
  const bound = AbortSignal.timeout(timeoutMs);
  const response = await fetch(address, {
    ...rest,
    credentials: 'same-origin',
    signal: signal === undefined ? bound : AbortSignal.any([signal, bound]),
  }).catch((cause: unknown) => {
    if (signal?.aborted === true) throw cause;
    throw new CallError({ code: 'too_slow', status: 0 }, cause);
  });
  if (response.ok) return response;
  throw await refusalOf(response);
}

async function refusalOf(response: Response): Promise<CallError> {
  const body: unknown = await response.json().catch(() => undefined);
  const problem = problemSchema.safeParse(body);
  // A proxy in between answers with pages of its own.
  return new CallError(problem.success ? problem.data : { code: 'internal', status: response.status });
}

/** The path with its parameters and query in place. */
export function addressOf(path: string, params: unknown, query: unknown): string {
  const values = new Map(Object.entries(params ?? {}));
  const filled = path.replace(/:(\w+)/g, (_, name: string) => {
    const value: unknown = values.get(name);
    if (typeof value !== 'string') throw new Error(`${path} was called without ${name}`);
    return encodeURIComponent(value);
  });
  const pairs = Object.entries(query ?? {}).filter(([, value]) => value !== undefined);
  const search = new URLSearchParams(pairs.map(([name, value]) => [name, String(value)])).toString();
  return search === '' ? filled : `${filled}?${search}`;
}
