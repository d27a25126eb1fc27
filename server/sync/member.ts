import type { ErrorCode } from '#shared/model/errors.ts';
import type { UpdateLimits } from '#server/crdt/update-check.ts';
import type { Speaker } from './awareness.ts';

/** What a room needs of a connection. */
export interface Member extends Speaker {
  /** The epoch of the right that it writes by. */
  readonly epoch: number;
  /** As far as it is known, which the store checks by the epoch. */
  readonly mayWrite: boolean;
  /** It is told by name what is not taken, so that its words stay with their author. A stock client hears of nothing. */
  readonly hearsRefusals: boolean;
  /** The text as it is now on disk may be sent: it asked for it, takes it in time, and its right is known to hold. */
  readonly isListening: boolean;
  /** Frame number `frame` is on disk, or will never be. */
  settle(frame: number): void;
  refuse(frame: number, code: ErrorCode, what: string): void;
  /** Says what is settled, after others were sent it. */
  acknowledge(stateVector: () => Uint8Array): void;
  send(frame: Uint8Array): void;
  /** It could not be sent an update of this moment; it is caught up from the state before. */
  miss(stateVectorBefore: () => Uint8Array): void;
  /** Asks the rows again what it may do. Whether its person may write, be the socket open or not. */
  judgeAgain(): Promise<boolean>;
  close(code: ErrorCode): void;
  reportTrouble(inTrouble: boolean): void;
}

/** One sync frame with its sender; `limits` are those that it was judged by. */
export interface Submission {
  readonly member: Member;
  readonly frame: number;
  readonly bytes: Uint8Array;
  readonly limits: UpdateLimits;
  readonly mayAddClients: (count: number) => boolean;
}

export type Taken =
  | { readonly kind: 'taken' }
  /** All of it is on disk already. */
  | { readonly kind: 'settled' }
  | { readonly kind: 'gap' }
  /** Not this frame from this account. */
  | { readonly kind: 'denied'; readonly code: 'forbidden' | 'malformed' | 'text/passage-gone'; readonly what: string }
  /** Nothing more from this connection. */
  | { readonly kind: 'refused'; readonly code: ErrorCode; readonly what: string };

export const NO_RIGHT: Taken = { kind: 'denied', code: 'forbidden', what: 'right' };
