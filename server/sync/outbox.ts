import type { WebSocket } from 'ws';
import type { Limits } from '#shared/protocol/limits.ts';
import { encodeAwarenessFrame } from './frames.ts';

const NOBODY = encodeAwarenessFrame(Uint8Array.of(0));
/** The socket tells that it took bytes only when a piece is gone: a large frame in one would look like a stalled one on a slow line. */
const PIECE_BYTES = 32 * 1024;

interface Whole {
  readonly frame: Uint8Array;
  readonly onSent: () => void;
  given: number;
}

/**
 * What goes out by one socket. Invariants:
 * 1. Past `unsentPauseBytes`, or while a whole text is on its way, no updates are queued (`isFull`): a slow reader holds a bounded piece of
 *    memory and slows nobody.
 * 2. A whole text goes piece by piece, one at a time, and does not count as being slow; what is sent meanwhile follows it.
 * 3. A connection that heard nothing for `quietFrameAfterMs` hears an empty awareness frame: the stock client takes 30 s of silence, in
 *    which pings don't count, for a dead connection.
 */
export class Outbox {
  readonly #socket: WebSocket;
  readonly #limits: Limits;
  /** Milliseconds of a clock that only runs forward. */
  readonly #clock: () => number;
  #whole: Whole | undefined;
  #following: Uint8Array[] = [];
  #followingBytes = 0;
  #givenBytes = 0;
  #takenBytes = 0;
  #takenAt: number;
  #spokenAt: number;
  #pingedAt: number;
  #missedPongs = 0;

  constructor(socket: WebSocket, limits: Limits, clock: () => number) {
    this.#socket = socket;
    this.#limits = limits;
    this.#clock = clock;
    this.#takenAt = this.#spokenAt = this.#pingedAt = clock();
    socket.on('pong', () => {
      this.#missedPongs = 0;
    });
  }

  get isFull(): boolean {
    return this.#whole !== undefined || this.#beyondWhole > this.#limits.unsentPauseBytes;
  }

  /** All that is held for this socket. */
  get unsentBytes(): number {
    const left = this.#whole === undefined ? 0 : this.#whole.frame.length - this.#whole.given;
    return this.#beyondWhole + left;
  }

  send(frame: Uint8Array): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    this.#spokenAt = this.#clock();
    if (this.#whole === undefined) {
      this.#givenBytes += frame.length;
      this.#socket.send(frame, ignoreFailure);
    } else {
      this.#following.push(frame);
      this.#followingBytes += frame.length;
    }
  }

  /** Sends what may be as large as the text. Only when it is not full: two of them at a time would hold more than a text. */
  sendWhole(frame: Uint8Array, onSent: () => void = ignoreFailure): void {
    this.#spokenAt = this.#clock();
    this.#whole = { frame, onSent, given: 0 };
    this.#givePiece(this.#whole);
  }

  /** Whether the other side is still there and reading; asked several times a second. */
  check(): 'alive' | 'too-slow' | 'dead' {
    const now = this.#clock();
    const unsent = this.#socket.bufferedAmount;
    const taken = this.#givenBytes - unsent;
    if (taken > this.#takenBytes || unsent === 0) {
      this.#takenBytes = taken;
      this.#takenAt = now;
    }
    if (this.#beyondWhole > this.#limits.unsentCloseBytes) return 'too-slow';
    if (now - this.#takenAt > this.#limits.unsentStallMs) return 'too-slow';
    if (now - this.#pingedAt >= this.#limits.pingEveryMs) {
      if (this.#missedPongs >= 2) return 'dead';
      this.#missedPongs += 1;
      this.#pingedAt = now;
      if (this.#socket.readyState === this.#socket.OPEN) this.#socket.ping(ignoreFailure);
    }
    if (now - this.#spokenAt >= this.#limits.quietFrameAfterMs) this.send(NOBODY);
    return 'alive';
  }

  get #beyondWhole(): number {
    return this.#socket.bufferedAmount + this.#followingBytes;
  }

  #givePiece(whole: Whole): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    const piece = whole.frame.subarray(whole.given, whole.given + PIECE_BYTES);
    whole.given += piece.length;
    this.#givenBytes += piece.length;
    const isLast = whole.given === whole.frame.length;
    this.#socket.send(piece, { binary: true, fin: isLast }, (error) => {
      if (error instanceof Error) return;
      if (isLast) whole.onSent();
      else this.#givePiece(whole);
    });
    if (isLast) this.#follow();
  }

  #follow(): void {
    const following = this.#following;
    this.#whole = undefined;
    this.#following = [];
    this.#followingBytes = 0;
    for (const frame of following) this.send(frame);
  }
}

/** A socket that fails says so by its `close`; ws wants someone to hear each failed write too. */
function ignoreFailure(): void {
  return;
}
