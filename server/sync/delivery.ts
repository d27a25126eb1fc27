import * as Y from 'yjs';
import { encodeSyncFrame } from './frames.ts';
import type { Member } from './member.ts';

const TICK_MS = 10;
const BUSY_TICK_MS = 33;
const BUSY_DELIVERIES = 200;

interface Outgoing {
  readonly bytes: Uint8Array;
  /** Who need not be sent it. */
  readonly from: Member | undefined;
}

/**
 * What a room has to send: at each tick one merged frame to everyone but its senders, then `saved` to the senders. Nothing is given to it
 * that is not on disk.
 */
export class Delivery {
  readonly #members: ReadonlySet<Member>;
  readonly #stateVector: () => Uint8Array;
  readonly #toAcknowledge = new Set<Member>();
  #outgoing: Outgoing[] = [];
  #vectorBefore: Uint8Array | undefined;
  #tick: NodeJS.Timeout | undefined;
  #deliveries = 0;

  constructor(members: ReadonlySet<Member>, stateVector: () => Uint8Array) {
    this.#members = members;
    this.#stateVector = stateVector;
  }

  get isEmpty(): boolean {
    return this.#outgoing.length === 0;
  }

  /** Before the text changes: who is not sent the change is caught up from here. */
  noteBefore(): void {
    this.#vectorBefore ??= this.#stateVector();
  }

  add(outgoing: Outgoing): void {
    this.#outgoing.push(outgoing);
  }

  /** Says `saved` at the next tick. */
  acknowledgeLater(member: Member): void {
    this.#toAcknowledge.add(member);
    this.schedule();
  }

  forget(member: Member): void {
    this.#toAcknowledge.delete(member);
  }

  schedule(): void {
    this.#tick ??= setTimeout(() => this.flush(), this.#deliveries > BUSY_DELIVERIES ? BUSY_TICK_MS : TICK_MS);
  }

  /** Sends what others have to see, then says to the senders that it is saved. */
  flush(): void {
    this.cancel();
    const outgoing = this.#outgoing;
    const vectorBefore = this.#vectorBefore;
    this.#outgoing = [];
    this.#vectorBefore = undefined;
    if (outgoing.length > 0) this.#deliver(outgoing, vectorBefore ?? this.#stateVector());
    let vector: Uint8Array | undefined;
    for (const member of this.#toAcknowledge) member.acknowledge(() => (vector ??= this.#stateVector()));
    this.#toAcknowledge.clear();
  }

  cancel(): void {
    clearTimeout(this.#tick);
    this.#tick = undefined;
  }

  #deliver(outgoing: readonly Outgoing[], vectorBefore: Uint8Array): void {
    const senders = new Set(outgoing.map((one) => one.from));
    let toAll: Uint8Array | undefined;
    this.#deliveries = 0;
    for (const member of this.#members) {
      if (!member.isListening) {
        member.miss(() => vectorBefore);
        continue;
      }
      if (senders.has(member)) {
        const others = outgoing.filter((one) => one.from !== member);
        if (others.length > 0) member.send(frameOf(others));
      } else {
        toAll ??= frameOf(outgoing);
        member.send(toAll);
      }
      this.#deliveries += outgoing.length;
    }
  }
}

function frameOf(updates: readonly Outgoing[]): Uint8Array {
  const [first, ...others] = updates.map((one) => one.bytes);
  if (first === undefined) throw new RangeError('A frame of no updates');
  return encodeSyncFrame('update', others.length === 0 ? first : Y.mergeUpdates([first, ...others]));
}
