import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { securityHeaders } from '#server/http/headers.ts';
import { openClient } from '#server/http/static.ts';

const SCRIPT = `console.log(${JSON.stringify('x'.repeat(5_000))})`;

let folder = '';
let url = '';
let server: Server;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'client-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<script nonce="__CSP_NONCE__"></script><meta nonce="__CSP_NONCE__">');
  await writeFile(join(folder, 'assets', 'main-a1b2.js'), SCRIPT);
  await writeFile(join(folder, 'secret.env'), 'x');
  const app = express();
  app.use(securityHeaders({ isHttps: false, hasPolicy: true }));
  app.use(await openClient(folder));
  server = createServer(app);
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
  const address = server.address();
  url = typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : '';
});

afterAll(async () => {
  await new Promise((settle) => server.close(settle));
  await rm(folder, { recursive: true, force: true });
});

function nonceOf(policy: string | null): string {
  return /style-src 'self' 'nonce-([^']+)'/.exec(policy ?? '')?.[1] ?? '';
}

test('each page has a nonce of its own, in its policy and in its places, and is kept by nobody', async () => {
  const [one, other] = [await fetch(`${url}/`), await fetch(`${url}/reports/r1`)];
  const nonce = nonceOf(one.headers.get('content-security-policy'));

  expect(nonce).toMatch(/^[\w+/]{22}==$/);
  expect(await one.text()).toBe(`<script nonce="${nonce}"></script><meta nonce="${nonce}">`);
  expect(nonceOf(other.headers.get('content-security-policy'))).not.toBe(nonce);
  expect(one.headers.get('cache-control')).toBe('no-store');
});

test('the policy of a page is the written one', async () => {
  const policy = (await fetch(`${url}/`)).headers.get('content-security-policy')?.replace(/nonce-[^']+/, 'nonce-…');

  expect(policy).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-…'; img-src 'self' blob:; font-src 'self'; " +
      "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  );
});

test('every answer forbids guessing of types, foreign frames and openers, and telling where one came from', async () => {
  const { headers } = await fetch(`${url}/assets/main-a1b2.js`);

  expect(Object.fromEntries(headers)).toMatchObject({
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
  });
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(headers.has('x-powered-by')).toBe(false);
});

test('a file that is named by its content is kept for good, and travels small', async () => {
  const answer = await fetch(`${url}/assets/main-a1b2.js`);

  expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(answer.headers.get('content-encoding')).toBe('gzip');
  expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(await answer.text()).toBe(SCRIPT);
});

test('who has it already is told so', async () => {
  const { headers } = await fetch(`${url}/assets/main-a1b2.js`);
  const again = await fetch(`${url}/assets/main-a1b2.js`, {
    headers: { 'if-none-match': headers.get('etag') ?? '', 'cache-control': 'max-age=0' },
  });

  expect(again.status).toBe(304);
});

test.each([
  ['an asset that is not there', '/assets/gone.js'],
  ['a call that is not there', '/api/gone'],
  ['a file of no known kind', '/secret.env'],
  ['a path out of the folder', '/..%2f..%2fpackage.json'],
])('%s is no page', async (_, path) => {
  expect((await fetch(url + path)).status).toBe(404);
});

test('a page is only looked at', async () => {
  expect((await fetch(`${url}/`, { method: 'POST' })).status).toBe(404);
});
