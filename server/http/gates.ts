import type { Request, Response } from 'express';
import express from 'express';
import { DomainError } from '#shared/model/errors.ts';
import type { AnyEndpoint } from '#shared/protocol/endpoint.ts';
import type { Limits } from '#shared/protocol/limits.ts';
import { identifyCaller, isCallerAlive, type Caller } from '#server/access/caller.ts';
import type { Context } from '#server/context.ts';
import { openBuckets } from './buckets.ts';
import { readSessionId } from './cookies.ts';
import type { Origins } from './origins.ts';
import { malformed, tooMany } from './problem.ts';

/** What stands before every route, cheapest first: origin, caller, rate, body. */
export interface Gates {
  /** Lets a request to an endpoint through, its body read, or throws why not. Undefined: nobody needs to be known. */
  pass(endpoint: AnyEndpoint, request: Request, response: Response): Promise<Caller | undefined>;
}

/** An office goes out through one address: what one person may ask is multiplied for it. */
const PEOPLE_BEHIND_AN_ADDRESS = 10;

export function openGates(context: Context, limits: Limits, origins: Origins): Gates {
  const persons = openBuckets(limits.requestsPerSecond, limits.requestBurst);
  const addresses = openBuckets(
    limits.requestsPerSecond * PEOPLE_BEHIND_AN_ADDRESS,
    limits.requestBurst * PEOPLE_BEHIND_AN_ADDRESS,
  );
  // Whether a body is too deep is seen on what was parsed: the parser itself has no trouble with depth.
  const parserOf = (limit: number) => express.json({ limit, strict: false, inflate: false, type: 'application/json' });
  const parseJson = parserOf(limits.jsonBodyBytes);
  const parseBulk = parserOf(limits.bulkBodyBytes);

  return {
    async pass(endpoint, request, response) {
      if (endpoint.method !== 'GET') requireOrigin(endpoint, request, origins);
      const caller = endpoint.access === 'public' ? undefined : await findCaller(context, request);
      const wait =
        caller === undefined
          ? addresses.take(request.ip ?? '', context.now())
          : persons.take(caller.personId, context.now());
      if (wait > 0) throw tooMany(Math.ceil(wait));
      if (caller === undefined && endpoint.access !== 'public') throw new DomainError('not_signed_in');
      if (endpoint.bodyKind === 'json') {
        await readJson(request, response, endpoint.isBulk === true ? parseBulk : parseJson);
        requireShallow(request.body, limits.jsonBodyDepth);
        // A body may come slowly, and the session be over by its end.
        if (
          caller !== undefined &&
          hasBody(request) &&
          !(await isCallerAlive(context.storage.rows, caller, context.now()))
        )
          throw new DomainError('not_signed_in');
      }
      return caller;
    },
  };
}

/**
 * A change with a cookie has to come from a page of ours, and says so itself, as every browser does. One without a cookie can't have been
 * sent in somebody's name; a foreign page is refused all the same.
 */
function requireOrigin(endpoint: AnyEndpoint, request: Request, origins: Origins): void {
  const site = request.get('sec-fetch-site');
  const isBorne = bearerOf(request) !== undefined;
  const isNamed = request.headers.origin !== undefined;
  if (!origins.isAllowedOrigin(request)) throw new DomainError('wrong_origin');
  if (isNamed || isBorne) return;
  if (site !== undefined ? site === 'same-origin' : endpoint.access === 'public' || !hasCookie(request)) return;
  throw new DomainError('wrong_origin');
}

function hasCookie(request: Request): boolean {
  return readSessionId(request.headers.cookie) !== undefined;
}

function findCaller(context: Context, request: Request): Promise<Caller | undefined> {
  const sessionId = readSessionId(request.headers.cookie);
  return identifyCaller(context.storage, { sessionId, token: bearerOf(request) }, context.now());
}

/** The token of `Authorization: Bearer`. */
export function bearerOf(request: Request): string | undefined {
  return /^Bearer +([\w.~+/-]+=*) *$/i.exec(request.get('authorization') ?? '')?.[1];
}

export function hasBody(request: Request): boolean {
  return request.headers['transfer-encoding'] !== undefined || Number(request.get('content-length') ?? 0) > 0;
}

async function readJson(request: Request, response: Response, parse: express.RequestHandler): Promise<void> {
  if (!hasBody(request)) return;
  if (request.is('application/json') === false) throw malformed([{ pointer: '', code: 'not_json' }]);
  await new Promise<void>((settle, fail) => {
    const done = (error?: unknown): void => {
      if (error === undefined) settle();
      else fail(error instanceof Error ? error : new Error('The body could not be read'));
    };
    void parse(request, response, done);
  });
}

function requireShallow(value: unknown, depth: number): void {
  if (typeof value !== 'object' || value === null) return;
  if (depth === 0) throw malformed([{ pointer: '', code: 'too_deep' }]);
  for (const inner of Object.values(value)) requireShallow(inner, depth - 1);
}
