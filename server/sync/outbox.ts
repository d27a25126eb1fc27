import type { WebSocket } from 'ws';
import type { Limits } from '#shared/protocol/limits.ts';
import { encodeAwarenessFrame } from './frames.ts';

const NOBODY = encodeAwarenessFrame(Uint8Array.of(0));

/**
 * What goes out by one socket. Invariants:
 * 1. Past `unsentPauseBytes` no updates are queued (`isFull`): a slow reader holds a bounded piece of memory and slows nobody.
 * 2. A connection that heard nothing for `quietFrameAfterMs` hears an empty awareness frame: the stock client takes 30 s of silence, in
 *    which pings don't count, for a dead connection.
 */
export class Outbox {
  readonly #socket: WebSocket;
  readonly #limits: Limits;
  /** Milliseconds of a clock that only runs forward. */
  readonly #clock: () => number;
  #sentBytes = 0;
  #firstSyncBytes = 0;
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
    return this.#socket.bufferedAmount > this.#limits.unsentPauseBytes + this.#firstSyncBytes;
  }

  send(frame: Uint8Array): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    this.#sentBytes += frame.length;
    this.#spokenAt = this.#clock();
    this.#socket.send(frame, ignoreFailure);
  }

  /** The answer to step 1 may be as large as the text: it does not count as being slow until it had time to go. */
  sendFirst(frame: Uint8Array): void {
    if (this.#socket.bufferedAmount === 0) this.#firstSyncBytes = frame.length;
    this.send(frame);
  }

  /** Whether the other side is still there and reading; asked several times a second. */
  check(): 'alive' | 'too-slow' | 'dead' {
    const now = this.#clock();
    const unsent = this.#socket.bufferedAmount;
    const taken = this.#sentBytes - unsent;
    if (unsent === 0) this.#firstSyncBytes = 0;
    if (taken > this.#takenBytes || unsent === 0) {
      this.#takenBytes = taken;
      this.#takenAt = now;
    }
    if (unsent > this.#limits.unsentCloseBytes + this.#firstSyncBytes) return 'too-slow';
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
}

/** A socket that fails says so by its `close`; ws wants someone to hear each failed write too. */
function ignoreFailure(): void {
  return;
}
