const PLAIN = 'session';
/** Only a page of this very host over https can set a cookie of this beginning. */
const HARDENED = '__Host-session';

/** The session's id in a `Cookie` header. The hardened cookie wins over a plain one, which a neighbouring host could have planted. */
export function readSessionId(header: string | undefined): string | undefined {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim().split('='));
  const find = (name: string): string | undefined => pairs.find(([key]) => key === name)?.[1];
  return find(HARDENED) ?? find(PLAIN);
}

/** A `Set-Cookie` that hands out a session; `isHttps`: people reach the server over https alone. */
export function sessionCookie(sessionId: string, maxAgeSeconds: number, isHttps: boolean): string {
  const name = isHttps ? HARDENED : PLAIN;
  return `${name}=${sessionId}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${isHttps ? '; Secure' : ''}`;
}

/** A `Set-Cookie` that takes it away. */
export function endedSessionCookie(isHttps: boolean): string {
  return sessionCookie('', 0, isHttps);
}
