import { setTimeout as delay } from 'node:timers/promises';
import type { RawData, WebSocket } from 'ws';
import type { ErrorCode } from '#shared/model/errors.ts';
import type { Limits } from '#shared/protocol/limits.ts';
import { parseClientFrame, type ClientFrame } from './frames.ts';
import { Pace } from './pace.ts';
import type { SlowLane } from './slow-lane.ts';

interface IncomingOptions {
  readonly socket: WebSocket;
  readonly limits: Limits;
  readonly slowly: SlowLane;
  /** What a frame has to wait for beside its turn. */
  readonly mayBegin: (frame: ClientFrame) => Promise<void> | undefined;
  readonly take: (frame: ClientFrame) => void;
  readonly close: (code: ErrorCode) => void;
  readonly onFault: (error: unknown) => void;
}

/** Past this a frame waits for its turn, so that the frames of others are served between. */
export const LARGE_BYTES = 64 * 1024;

/** What one socket says: taken frame by frame, in the order it came. What is too fast waits in the socket, not in memory. */
export class Incoming {
  readonly #options: IncomingOptions;
  readonly #pace: Pace;
  #messages: Uint8Array[] = [];
  #isOpen = false;
  #isOver = false;
  #isWorking = false;

  constructor(options: IncomingOptions) {
    this.#options = options;
    this.#pace = new Pace(options.limits);
    options.socket.on('message', (data, isBinary) => this.#hear(data, isBinary));
    // Until `begin`, what it sends waits with it.
    options.socket.pause();
  }

  /** Frames that came before are worked on from here. */
  begin(): void {
    this.#isOpen = true;
    this.#options.socket.resume();
    void this.#work();
  }

  /** Nothing more is taken. */
  end(): void {
    this.#isOver = true;
    this.#messages = [];
  }

  #hear(data: RawData, isBinary: boolean): void {
    if (this.#isOver) return;
    if (!isBinary || !(data instanceof Uint8Array)) {
      this.#options.close('malformed');
      return;
    }
    if (data.length > this.#options.limits.frameBytes) {
      this.#options.close('too_large');
      return;
    }
    this.#messages.push(data);
    void this.#work();
  }

  async #work(): Promise<void> {
    if (this.#isWorking || !this.#isOpen) return;
    this.#isWorking = true;
    try {
      for (let data = this.#messages.shift(); data !== undefined; data = this.#messages.shift()) {
        await this.#takeInTurn(data);
      }
    } catch (error) {
      this.#options.onFault(error);
      this.#options.close('internal');
    } finally {
      this.#isWorking = false;
    }
  }

  async #takeInTurn(data: Uint8Array): Promise<void> {
    const { socket, take, close, mayBegin, slowly } = this.#options;
    const frame = parseClientFrame(data);
    if (frame === undefined) {
      close('malformed');
      return;
    }
    const waitMs = this.#pace.charge(frame, data.length, performance.now());
    if (waitMs === 'too-many') {
      close('too_many');
      return;
    }
    const begin = mayBegin(frame);
    const isLarge = data.length > LARGE_BYTES;
    if (waitMs === 0 && !isLarge && begin === undefined) {
      take(frame);
      return;
    }
    socket.pause();
    await begin;
    if (waitMs > 0) await delay(waitMs);
    if (isLarge || waitMs > 0) await slowly(() => this.#isOver || take(frame));
    else if (!this.#isOver) take(frame);
    socket.resume();
  }
}
