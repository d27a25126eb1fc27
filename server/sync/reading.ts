import * as Y from 'yjs';
import { encodeAwarenessFrame, encodeSyncFrame } from './frames.ts';
import type { Outbox } from './outbox.ts';
import type { Room } from './room.ts';

interface ReadingOptions {
  readonly outbox: Outbox;
  /** Whether its right to read is known to hold. */
  readonly mayRead: () => boolean;
}

interface Question {
  readonly stateVector: Uint8Array;
  readonly onAnswered: () => void;
}

/** What one connection is sent of its text: answers to step 1, and what it missed while it could be sent nothing. */
export class Reading {
  readonly #options: ReadingOptions;
  #hasAsked = false;
  /** To be answered once the socket takes it and the right is known. */
  #question: Question | undefined;
  /** The state that it had before the first update it could not be sent. */
  #missedFrom: Uint8Array | undefined;

  constructor(options: ReadingOptions) {
    this.#options = options;
  }

  get hasAsked(): boolean {
    return this.#hasAsked;
  }

  /** Whether it may be sent the next update as it comes. */
  get isCurrent(): boolean {
    return this.#hasAsked && this.#missedFrom === undefined && this.#mayBeSent;
  }

  /** At once or as soon as may be. Throws for bytes that are no state vector. */
  answer(question: Question, room: Room): void {
    const { stateVector, onAnswered } = question;
    Y.decodeStateVector(stateVector);
    this.#question = this.#mayBeSent ? undefined : question;
    if (this.#question !== undefined) return;
    const hasNothing = stateVector.length === 1 && stateVector[0] === 0;
    const answer = hasNothing
      ? room.wholeFrame
      : encodeSyncFrame('step-2', Y.encodeStateAsUpdate(room.text, stateVector));
    this.#options.outbox.sendWhole(answer, onAnswered);
    if (!this.#hasAsked) this.tellPeople(room);
    this.#hasAsked = true;
    this.#missedFrom = undefined;
  }

  miss(stateVectorBefore: () => Uint8Array): void {
    if (this.#hasAsked) this.#missedFrom ??= stateVectorBefore();
  }

  /** Who is there. */
  tellPeople(room: Room): void {
    const everyone = room.presence.everyone();
    if (everyone !== undefined && this.#options.mayRead()) this.#options.outbox.send(encodeAwarenessFrame(everyone));
  }

  /** Sends what is owed, if it may be. */
  catchUp(room: Room): void {
    if (this.#question !== undefined) this.answer(this.#question, room);
    if (this.#missedFrom === undefined || !this.#mayBeSent) return;
    const from = this.#missedFrom;
    this.#missedFrom = undefined;
    this.#options.outbox.sendWhole(encodeSyncFrame('update', Y.encodeStateAsUpdate(room.text, from)));
    this.tellPeople(room);
  }

  get #mayBeSent(): boolean {
    return this.#options.mayRead() && !this.#options.outbox.isFull;
  }
}
