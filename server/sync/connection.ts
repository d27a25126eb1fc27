import type { WebSocket } from 'ws';
import * as Y from 'yjs';
import type { ErrorCode } from '#shared/model/errors.ts';
import type { DocumentId, PersonId } from '#shared/model/ids.ts';
import { FAILURES } from '#shared/protocol/failures.ts';
import { encodeServerFrame, type RightChange } from '#shared/protocol/frames.ts';
import type { Limits } from '#shared/protocol/limits.ts';
import type { Caller } from '#server/access/caller.ts';
import { findLastRightChange, judgeLiveRight, type LiveRight } from '#server/access/live.ts';
import { BULK_UPDATE_LIMITS, LIVE_UPDATE_LIMITS } from '#server/crdt/update-check.ts';
import type { Rows } from '#server/storage/rows/tables.ts';
import { encodeSyncFrame, type ClientFrame } from './frames.ts';
import type { FirstSyncs } from './first-syncs.ts';
import { Gaps } from './gaps.ts';
import { Incoming, LARGE_BYTES } from './incoming.ts';
import type { Member, Taken } from './member.ts';
import type { NewClients } from './new-clients.ts';
import { Outbox } from './outbox.ts';
import { Reading } from './reading.ts';
import type { Room } from './room.ts';
import { Settlement } from './settlement.ts';
import type { SlowLane } from './slow-lane.ts';

/** A socket that was let in, and as whom. */
export interface Opening {
  readonly caller: Caller;
  readonly documentId: DocumentId;
  /** As judged during the upgrade. */
  readonly right: LiveRight;
  /** It asked for our subprotocol. */
  readonly speaksOurs: boolean;
}

export interface ConnectionOptions {
  readonly socket: WebSocket;
  readonly opening: Opening;
  readonly limits: Limits;
  readonly rows: Rows;
  /** Whether the store can be given more to keep. */
  readonly hasSpace: () => boolean;
  readonly inTrouble: () => boolean;
  readonly firstSyncs: FirstSyncs;
  readonly newClients: NewClients;
  readonly slowly: SlowLane;
  readonly onClose: (connection: Connection) => void;
  readonly onFault: (error: unknown) => void;
}

const CLOSE_WITHIN_MS = 2_000;
const NO_REASON: RightChange = { move: '', by: '', at: 0, reason: '', isOwn: false };
const ASK_AGAIN_AFTER_MS = 1_000;

/**
 * One socket of one person in one text. Invariants:
 * 1. Frames are worked on one after the other, in the order they came; what is too fast waits in the socket, not in memory.
 * 2. Sync frames (step 2 and update) are numbered from 1; `saved` says how many from the first on are settled: on disk, or refused by name.
 * 3. Nothing is written by a right that is not known to hold: each entry carries the epoch its right was read in.
 * 4. Bytes that are no frame, or no update of this schema, close this connection and touch nothing else.
 */
export class Connection implements Member {
  readonly caller: Caller;
  readonly documentId: DocumentId;
  readonly #options: ConnectionOptions;
  readonly #socket: WebSocket;
  readonly #outbox: Outbox;
  readonly #incoming: Incoming;
  readonly #reading: Reading;
  readonly #gaps: Gaps;
  readonly #settlement = new Settlement();
  #right: LiveRight;
  #room: Room | undefined;
  #isClosed = false;
  #leaveFirstSyncs: () => void = () => undefined;
  #isInDoubt = false;
  #askedAt = 0;
  #owesAsking = false;
  #newClients = 0;
  #hasTyped = false;

  constructor(options: ConnectionOptions) {
    const { socket, opening, limits } = options;
    this.#options = options;
    this.#socket = socket;
    this.caller = opening.caller;
    this.documentId = opening.documentId;
    this.#right = opening.right;
    this.#outbox = new Outbox(socket, limits, () => performance.now());
    this.#reading = new Reading({ outbox: this.#outbox, mayRead: () => !this.#isInDoubt });
    this.#gaps = new Gaps(limits);
    socket.on('error', () => this.#end());
    socket.on('close', () => this.#end());
    // Until its text is loaded, what it sends waits with it.
    this.#incoming = new Incoming({
      socket,
      limits,
      slowly: options.slowly,
      mayBegin: (frame) => this.#waitForFirstSync(frame),
      take: (frame) => this.#takeFrame(frame),
      close: (code) => this.close(code),
      onFault: options.onFault,
    });
  }

  get personId(): PersonId {
    return this.caller.personId;
  }

  get name(): string {
    return this.#right.name;
  }

  get epoch(): number {
    return this.#right.epoch;
  }

  get mayWrite(): boolean {
    return this.#right.grade === 'edit';
  }

  get hearsRefusals(): boolean {
    return this.#options.opening.speaksOurs;
  }

  get isListening(): boolean {
    return this.#reading.isCurrent;
  }

  /** Its text is loaded: what it sent until now is worked on from here. */
  enter(room: Room): void {
    if (this.#isClosed) return;
    this.#room = room;
    room.join(this);
    if (this.#options.opening.speaksOurs) {
      const { lineage, schemaVersion, grade, documentState } = this.#right;
      const limits = { ...this.#options.limits };
      this.send(encodeServerFrame({ kind: 'hello', lineage, schemaVersion, grade, documentState, limits }));
    }
    this.#askForMissing();
    if (this.#options.inTrouble()) this.reportTrouble(true);
    this.#incoming.begin();
  }

  send(frame: Uint8Array): void {
    if (!this.#isClosed) this.#outbox.send(frame);
  }

  settle(frame: number): void {
    this.#settlement.settle(frame);
  }

  refuse(frame: number, code: ErrorCode, what: string): void {
    if (this.hearsRefusals) this.send(encodeServerFrame({ kind: 'refused', frame, code, what }));
    this.settle(frame);
  }

  acknowledge(stateVector: () => Uint8Array): void {
    if (!this.#options.opening.speaksOurs) return;
    const frames = this.#settlement.takeNews();
    if (frames !== undefined) this.send(encodeServerFrame({ kind: 'saved', frames, stateVector: stateVector() }));
  }

  miss(stateVectorBefore: () => Uint8Array): void {
    this.#reading.miss(stateVectorBefore);
  }

  reportTrouble(inTrouble: boolean): void {
    if (!this.#options.opening.speaksOurs) return;
    this.send(encodeServerFrame({ kind: 'trouble', inTrouble, waiting: this.#settlement.waiting }));
  }

  /** What is held in memory for it. */
  get unsentBytes(): number {
    return this.#outbox.unsentBytes;
  }

  /** Whether it wrote since it was last asked: that keeps a session alive, too. */
  takeActivity(): boolean {
    const hasTyped = this.#hasTyped;
    this.#hasTyped = false;
    return hasTyped;
  }

  /** Its right is of another epoch than the document's: nothing goes out until it was asked again. */
  async judgeAgain(): Promise<boolean> {
    this.#isInDoubt = true;
    const { rows } = this.#options;
    const before = this.#right;
    const right = await judgeLiveRight(rows, this.personId, this.documentId);
    if (right === undefined) {
      this.close('not_found');
      return false;
    }
    this.#right = right;
    if (right.lineage !== before.lineage) {
      this.close('wrong_lineage');
      return false;
    }
    if (right.grade !== before.grade || right.documentState !== before.documentState) {
      await this.#sayRight(right);
      // What was typed without the right is still in the client's text, if it kept it there.
      if (right.grade === 'edit' && before.grade !== 'edit') this.#askForMissing();
    }
    if (!this.mayWrite) this.#refuseGaps();
    this.#isInDoubt = false;
    return this.mayWrite;
  }

  /** Asked several times a second: who is gone, too slow or waits too long is closed, who was behind catches up. */
  check(): void {
    if (this.#isClosed) return;
    const state = this.#outbox.check();
    if (state === 'dead') this.#socket.terminate();
    if (state === 'too-slow') this.close('too_slow');
    if (this.#owesAsking) this.#askForMissing();
    this.#retryGaps();
    if (this.#gaps.isOverdue(performance.now())) this.close('malformed');
    if (this.#room !== undefined) this.#reading.catchUp(this.#room);
  }

  /** For good or for a while, as the code's row says; `reason` is what the stock client sees. */
  close(code: ErrorCode, reason: string = code): void {
    if (this.#isClosed) return;
    this.#end();
    // A paused socket would not hear the other side's answer to the close.
    this.#socket.resume();
    this.#socket.close(FAILURES[code].close ?? 1011, reason);
    setTimeout(() => this.#socket.terminate(), CLOSE_WITHIN_MS).unref();
  }

  #end(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#incoming.end();
    this.#gaps.takeAll();
    this.#leaveFirstSyncs();
    this.#room?.leave(this);
    this.#options.onClose(this);
  }

  #waitForFirstSync(frame: ClientFrame): Promise<void> | undefined {
    if (frame.kind !== 'step-1' || this.#reading.hasAsked) return undefined;
    return this.#options.firstSyncs.enter().then((leave) => {
      if (this.#isClosed) leave();
      else this.#leaveFirstSyncs = leave;
    });
  }

  #takeFrame(frame: ClientFrame): void {
    const room = this.#room;
    if (this.#isClosed || room === undefined) return;
    switch (frame.kind) {
      case 'step-1':
        this.#answer(frame.bytes, room);
        return;
      case 'step-2':
      case 'update':
        this.#takeUpdate(frame.kind, frame.bytes, room);
        return;
      case 'awareness':
        this.#takeAwareness(frame.bytes, room);
        return;
      case 'query-awareness':
        this.#reading.tellPeople(room);
        return;
    }
  }

  #answer(stateVector: Uint8Array, room: Room): void {
    try {
      this.#reading.answer({ stateVector, onAnswered: this.#leaveFirstSyncs }, room);
    } catch {
      this.close('malformed');
    }
  }

  #takeAwareness(bytes: Uint8Array, room: Room): void {
    try {
      if (room.presence.take(this, bytes)) room.tellPresence();
    } catch {
      this.close('malformed');
    }
  }

  #takeUpdate(kind: 'step-2' | 'update', bytes: Uint8Array, room: Room): void {
    const frame = this.#settlement.next();
    this.#hasTyped ||= kind === 'update';
    if (!this.mayWrite) {
      this.#takeFromReader(frame, bytes, room);
      return;
    }
    if (!this.#options.hasSpace()) {
      this.close('store_trouble');
      return;
    }
    this.#answerTaken(frame, bytes, this.#offer(frame, bytes, kind === 'step-2'), room);
    this.#retryGaps();
  }

  #offer(frame: number, bytes: Uint8Array, isBulk: boolean): Taken {
    const room = this.#room;
    if (room === undefined) return { kind: 'gap' };
    const isLarge = isBulk || bytes.length > LARGE_BYTES;
    const limits = isLarge ? BULK_UPDATE_LIMITS : LIVE_UPDATE_LIMITS;
    return room.take({
      member: this,
      frame,
      bytes,
      limits,
      mayAddClients: (count) => this.#mayAddClients(count, isBulk),
    });
  }

  #mayAddClients(count: number, isBulk: boolean): boolean {
    if (!isBulk) {
      if (this.#newClients + count > this.#options.limits.connectionNewClients) return false;
      this.#newClients += count;
    }
    return this.#options.newClients.mayAdd(this, { count, isBulk }, performance.now());
  }

  #answerTaken(frame: number, bytes: Uint8Array, taken: Taken, room: Room): void {
    switch (taken.kind) {
      case 'taken':
        return;
      case 'settled':
        this.settle(frame);
        room.acknowledgeLater(this);
        return;
      case 'gap':
        this.#hold(frame, bytes);
        return;
      case 'denied':
        this.#deny(frame, taken, room);
        return;
      case 'refused':
        this.close(taken.code);
        return;
    }
  }

  /** A stock client hears no refusal: it must not go on under the id of another. */
  #deny(frame: number, { code, what }: Extract<Taken, { kind: 'denied' }>, room: Room): void {
    if (code === 'malformed' && !this.hearsRefusals) {
      this.close(code);
      return;
    }
    this.refuse(frame, code, what);
    room.acknowledgeLater(this);
  }

  /** Every stock client answers step 1 with all its deletions, readers too: only what is new is refused. */
  #takeFromReader(frame: number, bytes: Uint8Array, room: Room): void {
    const verdict = room.judge(this, bytes, BULK_UPDATE_LIMITS);
    if (verdict.kind === 'denied') {
      this.#deny(frame, verdict, room);
      return;
    }
    if (verdict.kind === 'refused') {
      this.close(verdict.code);
      return;
    }
    if (verdict.kind === 'ok' && !verdict.hasNew) this.settle(frame);
    else this.refuse(frame, 'forbidden', 'right');
    room.acknowledgeLater(this);
  }

  #hold(frame: number, bytes: Uint8Array): void {
    if (this.#gaps.hold({ frame, bytes, since: performance.now() })) this.#askForMissing();
    else this.close('malformed');
  }

  /** After the client was told that its right went. */
  #refuseGaps(): void {
    const gaps = this.#gaps.takeAll();
    for (const gap of gaps) this.refuse(gap.frame, 'forbidden', 'right');
    if (gaps.length > 0) this.#room?.acknowledgeLater(this);
  }

  #retryGaps(): void {
    const room = this.#room;
    if (this.#gaps.isEmpty || room === undefined || !this.mayWrite) return;
    for (const gap of this.#gaps.takeAll()) {
      if (this.#isClosed) return;
      const taken = this.#offer(gap.frame, gap.bytes, true);
      if (taken.kind === 'gap') this.#gaps.hold(gap);
      else this.#answerTaken(gap.frame, gap.bytes, taken, room);
    }
    if (!this.#gaps.isEmpty) this.#askForMissing();
  }

  #askForMissing(): void {
    const now = performance.now();
    this.#owesAsking = this.#askedAt > 0 && now - this.#askedAt < ASK_AGAIN_AFTER_MS;
    if (this.#room === undefined || this.#owesAsking) return;
    this.#askedAt = now;
    this.send(encodeSyncFrame('step-1', Y.encodeStateVector(this.#room.text)));
  }

  async #sayRight({ grade, documentState, personId }: LiveRight): Promise<void> {
    if (!this.#options.opening.speaksOurs) return;
    // The right is what counts, and it is known: without the reason it is told all the same.
    const why = await findLastRightChange(this.#options.rows, personId, this.documentId).catch((error: unknown) => {
      this.#options.onFault(error);
      return NO_REASON;
    });
    this.send(encodeServerFrame({ kind: 'right', grade, documentState, why }));
  }
}
