import { afterEach, expect, test, vi } from 'vitest';
import { addressOf, call, CallError } from '#client/data/call.ts';
import { getCommittee } from '#shared/protocol/committees.ts';
import { signIn, signOut } from '#shared/protocol/session.ts';

function answer(status: number, body: unknown): void {
  const text = body === undefined ? null : JSON.stringify(body);
  vi.stubGlobal('fetch', async () => new Response(text, { status }));
}

async function failureOf(called: Promise<unknown>): Promise<CallError> {
  const error: unknown = await called.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof CallError) return error;
  throw new Error(`not a refusal: ${String(error)}`);
}

const credentials = { login: 'uyvien1', password: 'x' };

afterEach(() => vi.unstubAllGlobals());

test('a refusal keeps its code, its fields and the number for the log', async () => {
  answer(400, {
    type: 'about:blank',
    title: 'Bad',
    status: 400,
    code: 'malformed',
    requestId: 'r-1',
    errors: [{ pointer: '/login', code: 'too_small' }],
  });

  const { code, status, fields, requestId } = await failureOf(call(signIn, { body: credentials }));

  expect({ code, status, fields, requestId }).toEqual({
    code: 'malformed',
    status: 400,
    fields: [{ pointer: '/login', code: 'too_small' }],
    requestId: 'r-1',
  });
});

test('a server out of reach is a refusal of its own, with status 0', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));

  expect(await failureOf(call(signOut, {}))).toMatchObject({ code: 'too_slow', status: 0 });
});

test('a page that a proxy put in between is a fault, not an answer', async () => {
  vi.stubGlobal('fetch', async () => new Response('<html>', { status: 502 }));

  expect(await failureOf(call(signOut, {}))).toMatchObject({ code: 'internal', status: 502 });
});

test('a code of a newer server is shown as a fault', async () => {
  answer(409, { type: 'about:blank', title: 'New', status: 409, code: 'thing/unheard-of' });

  expect(await failureOf(call(signOut, {}))).toMatchObject({ code: 'internal', status: 409 });
});

test('an answer of another shape than declared is a fault', async () => {
  answer(200, { id: 'c1' });

  expect(await failureOf(call(getCommittee, { params: { id: 'c1' } }))).toMatchObject({ code: 'internal' });
});

test('an empty answer is undefined', async () => {
  answer(204, undefined);

  expect(await call(signOut, {})).toBeUndefined();
});

test('who gave a call up is not told of a failure of the server', async () => {
  const given = new AbortController();
  vi.stubGlobal('fetch', (_: string, init: RequestInit) => {
    given.abort();
    init.signal?.throwIfAborted();
  });

  await expect(
    call(signOut, { signal: given.signal }).catch((error: unknown) => {
      throw error instanceof CallError ? error : new Error('given up');
    }),
  ).rejects.toThrow('given up');
});

test('names and values are written so that they cannot leave their place in an address', () => {
  expect(addressOf('/api/sections/:id', { id: 'a/b?c' }, { draft: 2, comments: undefined })).toBe(
    '/api/sections/a%2Fb%3Fc?draft=2',
  );
});

test('a call without a name in its path is a mistake of ours', () => {
  expect(() => addressOf('/api/sections/:id', {}, {})).toThrow('without id');
});

test('a change may be asked for on the condition that it is still as it was seen', async () => {
  const headers: unknown[] = [];
  vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
    headers.push(init.headers);
    return new Response(null, { status: 204 });
  });

  await call(signOut, { ifMatch: '"3"' });
  await call(signIn, { body: credentials });

  expect(headers).toEqual([{ 'if-match': '"3"' }, { 'content-type': 'application/json' }]);
});
