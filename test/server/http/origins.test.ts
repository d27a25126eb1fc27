import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { hostname } from 'node:os';
import { expect, test } from 'vitest';
import { openOrigins } from '#server/http/origins.ts';

function request(headers: Readonly<Record<string, string>>): IncomingMessage {
  return Object.assign(new IncomingMessage(new Socket()), { headers });
}

test.each([
  ['localhost:3000'],
  ['127.0.0.1:3000'],
  ['127.8.9.1'],
  ['[::1]:3000'],
  ['10.0.0.7:3000'],
  ['192.168.1.20'],
  ['172.16.0.1'],
  ['[fd12:3456::1]:3000'],
  ['van-phong.local:3000'],
  [`${hostname()}:3000`],
])('a page of %s may change things on the server that it came from', (host) => {
  const origins = openOrigins(undefined);

  expect(origins.isAllowedHost(request({ host }))).toBe(true);
  expect(origins.isAllowedOrigin(request({ host, origin: `http://${host}` }))).toBe(true);
});

test.each([
  ['example.com'],
  ['172.32.0.1'],
  ['127.0.0.1.example.com'],
  ['localhost.example.com'],
  ['10.0.0.7@example.com'],
  ['8.8.8.8:3000'],
  ['local'],
  ['a b'],
])('without PUBLIC_URL a name such as %s is not this server', (host) => {
  const origins = openOrigins(undefined);

  expect(origins.isAllowedHost(request({ host }))).toBe(false);
  expect(origins.isAllowedOrigin(request({ host, origin: `http://${host}` }))).toBe(false);
});

test.each([
  ['null'],
  ['http://localhost:3001'],
  ['http://localhost'],
  ['http://localhost.example.com:3000'],
  ['http://example.com'],
  ['file://localhost:3000'],
  ['http://localhost:3000.example.com'],
  [''],
])('a page of %s may change nothing on localhost:3000', (origin) => {
  expect(openOrigins(undefined).isAllowedOrigin(request({ host: 'localhost:3000', origin }))).toBe(false);
});

test('with PUBLIC_URL only its pages may change things, whatever address the request went to', () => {
  const origins = openOrigins('https://vankien.example.vn');
  const host = '127.0.0.1:3000';

  expect(origins.isAllowedOrigin(request({ host, origin: 'https://vankien.example.vn' }))).toBe(true);
  expect(origins.isAllowedOrigin(request({ host, origin: 'http://vankien.example.vn' }))).toBe(false);
  expect(origins.isAllowedOrigin(request({ host, origin: `http://${host}` }))).toBe(false);
  expect(origins.isAllowedHost(request({ host: 'vankien.example.vn' }))).toBe(true);
});

test('a program that names no origin is let through', () => {
  expect(openOrigins(undefined).isAllowedOrigin(request({ host: 'localhost:3000' }))).toBe(true);
});
