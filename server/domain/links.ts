import type { ClaimState, LinkState } from '#shared/model/person.ts';

/** Letters and digits that are not taken for one another when a code is read aloud or copied by hand (Crockford's 32). */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LENGTH = 8;
const HALF = CODE_LENGTH / 2;

/** A code of 40 bits for a room of people, from five random bytes: `7K4P-QX2M`. Enough where thirty guesses an hour are allowed. */
export function codeOf(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const letters = Array.from({ length: CODE_LENGTH }, (_, at) => LETTERS[parseInt(bits.slice(at * 5, at * 5 + 5), 2)]);
  return `${letters.slice(0, HALF).join('')}-${letters.slice(HALF).join('')}`;
}

/** Whether it is short enough to be guessed: a code, however it was typed. */
export function isCode(typed: string): boolean {
  return plainOf(typed).length === CODE_LENGTH;
}

/** A secret as it is hashed: a code however it was typed, in small letters, without its hyphen, with O for 0; a long one as it is. */
export function readSecret(typed: string): string {
  const plain = plainOf(typed);
  return plain.length === CODE_LENGTH ? `${plain.slice(0, HALF)}-${plain.slice(HALF)}` : typed;
}

function plainOf(typed: string): string {
  return typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
}

/** Whether a link still lets somebody in, or why not: what was done with it goes before what time did. */
export function linkStateOf(
  link: { readonly used_at: number | null; readonly revoked_at: number | null; readonly expires_at: number },
  now: number,
): LinkState {
  if (link.used_at !== null) return 'used';
  if (link.revoked_at !== null) return 'revoked';
  return link.expires_at <= now ? 'expired' : 'usable';
}

/** A claim lasts as long as the code by which it was made would have, though that was replaced by another. */
export function claimStateOf(
  claim: { readonly state: Exclude<ClaimState, 'expired'>; readonly expires_at: number },
  now: number,
): ClaimState {
  const isOpen = claim.state === 'waiting' || claim.state === 'confirmed';
  return isOpen && claim.expires_at <= now ? 'expired' : claim.state;
}
