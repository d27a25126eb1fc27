import { createHash } from 'node:crypto';
import type { Response } from 'express';
import { DomainError } from '#shared/model/errors.ts';
import type { JobId } from '#shared/model/ids.ts';
import type { AnyEndpoint, AnswerOf } from '#shared/protocol/endpoint.ts';
import { isCallerAlive, type Caller } from '#server/access/caller.ts';
import { answerOnce } from '#server/actions/idempotency.ts';
import type { NewSession, Visitor } from '#server/actions/open-session.ts';
import type { Context } from '#server/context.ts';
import { endedSessionCookie, sessionCookie } from './cookies.ts';
import { parseInput, type InputOf } from './input.ts';
import { sendFile, sendFileOfJob, type FileAnswer } from './downloads.ts';
import { malformed } from './problem.ts';
import { readUpload, type Upload } from './uploads.ts';
import type { Route, Visit } from './visit.ts';

/** What an action may give for an answer: it may promise not to change it. */
type Given<Value> = Value extends undefined
  ? Value | void
  : Value extends readonly (infer Item)[]
    ? readonly Given<Item>[]
    : Value extends object
      ? { readonly [Key in keyof Value]: Given<Value[Key]> }
      : Value;

type Action<E extends AnyEndpoint, Extra, Answer> = (
  context: Context,
  caller: Caller,
  input: InputOf<E> & Extra,
) => Promise<Answer>;

/** The usual call: a known caller, fields in, JSON out. */
export function bind<E extends AnyEndpoint>(endpoint: E, action: Action<E, unknown, Given<AnswerOf<E>>>): Route {
  return {
    endpoint,
    async answer(visit) {
      const caller = knownCaller(visit);
      const asked = JSON.stringify(visit.request.body ?? null);
      const body = await answerTo(visit, endpoint, asked, async (context) =>
        action(context, caller, parseInput(endpoint, visit.request)),
      );
      sendJson(visit.response, endpoint, body);
    },
  };
}

/** A call about what has an `ETag`: the answer bears it, and a change may be asked for on the condition that it is still the same. */
export function bindTagged<E extends AnyEndpoint>(
  endpoint: E,
  action: Action<E, { readonly ifMatch?: string | undefined }, Given<AnswerOf<E>>>,
  tagOf: (answer: AnswerOf<E>) => string,
): Route {
  return {
    endpoint,
    async answer(visit) {
      const caller = knownCaller(visit);
      const ifMatch = visit.request.get('if-match');
      const asked = JSON.stringify([visit.request.body ?? null, ifMatch ?? null]);
      const body = await answerTo(visit, endpoint, asked, async (context) =>
        action(context, caller, Object.assign({}, parseInput(endpoint, visit.request), { ifMatch })),
      );
      visit.response.set('ETag', tagOf(parseAnswer(endpoint, body)));
      sendJson(visit.response, endpoint, body);
    },
  };
}

/** A call that anyone may make. */
export function bindPublic<E extends AnyEndpoint>(
  endpoint: E,
  action: (
    context: Context,
    input: InputOf<E> & { readonly version: string; readonly address: string },
  ) => Promise<Given<AnswerOf<E>>>,
): Route {
  return {
    endpoint,
    async answer({ tools, request, response }) {
      const input = Object.assign({}, parseInput(endpoint, request), {
        version: tools.version,
        address: request.ip ?? '',
      });
      sendJson(response, endpoint, bodyOf(endpoint, await action(tools.context, input)));
    },
  };
}

/** A call that signs in: its session goes into the cookie and nowhere else. */
export function bindSignIn<E extends AnyEndpoint>(
  endpoint: E,
  action: (context: Context, input: InputOf<E> & Visitor) => Promise<NewSession>,
): Route {
  return {
    endpoint,
    async answer({ tools, request, response }) {
      const from: Visitor = { address: request.ip ?? '', userAgent: request.get('user-agent') };
      const { sessionId, expiresAt } = await action(
        tools.context,
        Object.assign({}, parseInput(endpoint, request), from),
      );
      const maxAgeSeconds = Math.floor((expiresAt - tools.context.now()) / 1000);
      response.append('Set-Cookie', sessionCookie(sessionId, maxAgeSeconds, tools.isHttps));
      response.status(endpoint.status).end();
    },
  };
}

/** The call that signs out: the cookie goes. Nothing else has to be forgotten, as no answer and no file may be kept by the browser. */
export function bindSignOut<E extends AnyEndpoint>(
  endpoint: E,
  action: (context: Context, caller: Caller) => Promise<void>,
): Route {
  return {
    endpoint,
    async answer(visit) {
      const { tools, request, response } = visit;
      parseInput(endpoint, request);
      await action(tools.context, knownCaller(visit));
      response.append('Set-Cookie', endedSessionCookie(tools.isHttps));
      response.status(endpoint.status).end();
    },
  };
}

/** A call that brings one file, in the field `file`. The file is read only once `authorize` let its sender through. */
export function bindUpload<E extends AnyEndpoint>(
  endpoint: E,
  authorize: Action<E, unknown, unknown>,
  action: Action<E, Upload, Given<AnswerOf<E>>>,
): Route {
  return {
    endpoint,
    async answer(visit) {
      const { tools, request, response } = visit;
      const caller = knownCaller(visit);
      const input = parseInput(endpoint, request);
      await authorize(tools.context, caller, input);
      const body = await tools.uploads.take(caller.personId, async () => {
        const upload = await readUpload(request, response, tools.limits);
        // A file may come slowly, and the session be over by its end.
        if (!(await isCallerAlive(tools.context.storage.rows, caller, tools.context.now())))
          throw new DomainError('not_signed_in');
        return answerTo(visit, endpoint, upload.bytes, (context) =>
          action(context, caller, Object.assign({}, input, upload)),
        );
      });
      sendJson(response, endpoint, body);
    },
  };
}

/** A call that is answered with a file. */
export function bindFile<E extends AnyEndpoint>(endpoint: E, action: Action<E, unknown, FileAnswer>): Route {
  return {
    endpoint,
    async answer(visit) {
      const { tools, request, response } = visit;
      sendFile(response, await action(tools.context, knownCaller(visit), parseInput(endpoint, request)));
    },
  };
}

/** A call that is answered with a file if it is made soon, else with its job. */
export function bindJobFile<E extends AnyEndpoint>(
  endpoint: E,
  action: Action<E, unknown, { readonly jobId: JobId }>,
): Route {
  return {
    endpoint,
    async answer(visit) {
      const { tools, request } = visit;
      const caller = knownCaller(visit);
      await sendFileOfJob(visit, caller, await action(tools.context, caller, parseInput(endpoint, request)));
    },
  };
}

/** The stream of what changes. */
export function bindEvents(endpoint: AnyEndpoint): Route {
  return {
    endpoint,
    async answer(visit) {
      parseInput(endpoint, visit.request);
      await visit.tools.events.attach(knownCaller(visit), visit.response);
    },
  };
}

/** A key that names one deed of a person: printable, without spaces. */
export const REPEAT_KEY = /^[\x21-\x7e]{1,200}$/;

/** What goes back. A repetition is known by its key, has to ask for the same thing, and goes back as the first did. */
async function answerTo(
  visit: Visit,
  endpoint: AnyEndpoint,
  asked: string | Uint8Array,
  run: (context: Context) => Promise<unknown>,
): Promise<string> {
  const { tools, request } = visit;
  const write = (given: unknown): string => bodyOf(endpoint, given);
  // What is kept for a repetition could be read by who reads the store.
  const isKept = endpoint.method !== 'GET' && endpoint.showsSecret !== true;
  const key = isKept ? request.get('idempotency-key') : undefined;
  if (key === undefined) return write(await run(tools.context));
  if (!REPEAT_KEY.test(key)) throw malformed([{ pointer: '', code: 'idempotency_key' }]);
  const hash = createHash('sha256')
    .update(JSON.stringify([request.method, request.originalUrl]))
    .update(asked);
  return answerOnce(tools.context, knownCaller(visit), { key, requestHash: hash.digest('base64url'), run, write });
}

function knownCaller(visit: Visit): Caller {
  if (visit.caller === undefined) throw new Error(`${visit.request.path} was let through without a caller`);
  return visit.caller;
}

/** Only what the endpoint declares leaves, whatever an action gave. */
function bodyOf(endpoint: AnyEndpoint, given: unknown): string {
  return endpoint.answerKind === 'none' ? '' : JSON.stringify(endpoint.answer.parse(given));
}

/** What goes out, read as who gets it reads it: a repeated answer is known by its words alone. */
function parseAnswer<E extends AnyEndpoint>(endpoint: E, body: string): AnswerOf<E>;
function parseAnswer(endpoint: AnyEndpoint, body: string): unknown {
  return endpoint.answer.parse(JSON.parse(body));
}

function sendJson(response: Response, endpoint: AnyEndpoint, body: string): void {
  response.status(endpoint.status).set('Cache-Control', 'no-store');
  if (body === '') response.end();
  else response.type('application/json').send(body);
}
