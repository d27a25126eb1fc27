import { expect, test } from 'vitest';
import { isOnlyHere } from '#client/features/invitations/own-address.ts';

test.each(['localhost', '127.0.0.1', '127.8.0.1', '[::1]', 'dt.localhost'])('%s means this machine alone', (host) => {
  expect(isOnlyHere(host)).toBe(true);
});

test.each(['192.168.1.20', 'vanphong.local', '127.example.vn', '10.0.0.127'])('%s is reached by others', (host) => {
  expect(isOnlyHere(host)).toBe(false);
});
