import { expect, test } from 'vitest';
import { endedSessionCookie, readSessionId, sessionCookie } from '#server/http/cookies.ts';

test('the session is out of reach of scripts and of other sites', () => {
  expect(sessionCookie('abc', 60, false)).toBe('session=abc; Path=/; Max-Age=60; HttpOnly; SameSite=Lax');
});

test('over https the cookie is bound to this host and to https', () => {
  expect(sessionCookie('abc', 60, true)).toBe('__Host-session=abc; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure');
});

test('what was handed out is read back among other cookies', () => {
  expect(readSessionId('theme=dark; session=abc; x=1')).toBe('abc');
});

test('a cookie that a neighbouring host planted does not replace the hardened one', () => {
  expect(readSessionId('session=planted; __Host-session=own')).toBe('own');
});

test('no cookie is no session', () => {
  expect(readSessionId(undefined)).toBeUndefined();
  expect(readSessionId('xsession=abc')).toBeUndefined();
});

test('an ended session is taken from the browser', () => {
  expect(endedSessionCookie(false)).toContain('Max-Age=0');
});
