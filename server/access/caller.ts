import type { PersonId } from '#shared/model/ids.ts';

/** Who calls, once the cookie, the token or the command line said so. */
export interface Caller {
  readonly personId: PersonId;
  readonly login: string;
  readonly name: string;
  readonly admin: boolean;
  /** Signed in through the demo. */
  readonly demo: boolean;
  /** Hash of the session's id; null for a token and for the command line. */
  readonly sessionHash: string | null;
}
