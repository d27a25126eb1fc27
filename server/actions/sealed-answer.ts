import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/**
 * An answer may hold what is shown once, as a new token: only who asked, and knows the key that they chose, may read it again. The store
 * has the answer sealed by that key, and of the key a hash.
 */
export function sealAnswer(key: string, answer: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, sealOf(key), nonce);
  return Buffer.concat([nonce, cipher.update(answer, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64');
}

/** Throws for another key, and for what is not a sealed answer. */
export function openAnswer(key: string, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64');
  const decipher = createDecipheriv(CIPHER, sealOf(key), bytes.subarray(0, NONCE_BYTES));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]).toString('utf8');
}

/** What a request was, told by nobody who lacks the key: a bare hash of a body with a password would let it be guessed. */
export function markOfRequest(key: string, requestHash: string): string {
  return createHmac('sha256', sealOf(key)).update(requestHash).digest('base64url');
}

/** Under which an answer is kept. */
export function hashOfKey(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Not the hash under which it is kept: that would open it. */
function sealOf(key: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', 'answer of a repeatable request', 32));
}
