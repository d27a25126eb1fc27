import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { PersonId } from '#shared/model/ids.ts';
import type { Limits } from '#shared/protocol/limits.ts';
import { Allowance } from './allowance.ts';

/** Who says something of itself: one connection of a person. */
export interface Speaker {
  readonly personId: PersonId;
  readonly name: string;
}

interface State {
  readonly clock: number;
  /** JSON, or `null` for one who left. */
  readonly json: string;
  readonly speaker: Speaker;
}

const PERSON_COLOURS = 12;

/**
 * Who is in a text and where. Invariants:
 * 1. A connection speaks for one client id, the first it states; of others it may say what it likes and nobody hears it.
 * 2. Account, name and colour of a state are the server's word, never the client's.
 * 3. Of one who speaks too fast only the last state is kept, and told when it may be: where somebody stands in the end is never wrong.
 * 4. Clocks are passed on as they came, so that a client's own state comes back to it as nothing new.
 */
export class Presence {
  readonly #limits: Limits;
  readonly #states = new Map<number, State>();
  readonly #speaksFor = new Map<Speaker, number>();
  readonly #changed = new Set<number>();
  readonly #allowances = new Map<Speaker, Allowance>();
  readonly #late = new Map<Speaker, StatedState>();
  readonly #clock: () => number;

  /** `clock`: milliseconds that only run forward. */
  constructor(limits: Limits, clock: () => number) {
    this.#limits = limits;
    this.#clock = clock;
  }

  /** Whether somebody spoke too fast and is still to be told of. */
  get hasLate(): boolean {
    return this.#late.size > 0;
  }

  /** Whether anything is to be told. What is no awareness update throws; what is too large or of others is dropped. */
  take(speaker: Speaker, update: Uint8Array): boolean {
    for (const state of parseStates(update)) {
      const { client, clock, json } = state;
      const own = this.#speaksFor.get(speaker) ?? this.#claim(speaker, client, json);
      if (client !== own || json.length > this.#limits.awarenessBytes) continue;
      const before = this.#states.get(client);
      if (before !== undefined && before.speaker === speaker && clock <= before.clock) continue;
      if (this.#mayState(speaker)) this.#state(speaker, state);
      else this.#late.set(speaker, state);
    }
    return this.#changed.size > 0 || this.hasLate;
  }

  /** Whether anyone has to be told that this one left. */
  leave(speaker: Speaker): boolean {
    const client = this.#speaksFor.get(speaker);
    this.#speaksFor.delete(speaker);
    this.#allowances.delete(speaker);
    this.#late.delete(speaker);
    const state = client === undefined ? undefined : this.#states.get(client);
    if (client === undefined || state?.speaker !== speaker) return false;
    this.#states.set(client, { ...state, json: 'null' });
    this.#changed.add(client);
    return true;
  }

  /** The client id that a connection speaks for. */
  clientOf(speaker: Speaker): number | undefined {
    return this.#speaksFor.get(speaker);
  }

  /** Whose connection speaks for a client id. */
  accountOf(client: number): PersonId | undefined {
    for (const [speaker, own] of this.#speaksFor) if (own === client) return speaker.personId;
    return undefined;
  }

  /** Everyone here, as an awareness update; undefined when nobody is. */
  everyone(): Uint8Array | undefined {
    const here = [...this.#states].filter(([, state]) => state.json !== 'null');
    return here.length === 0 ? undefined : encodeStates(here);
  }

  /** What changed since it was last asked, as an awareness update. */
  takeChanges(): Uint8Array | undefined {
    for (const [speaker, state] of this.#late) if (this.#mayState(speaker)) this.#stateLate(speaker, state);
    if (this.#changed.size === 0) return undefined;
    const changed = [...this.#changed].flatMap((client): [number, State][] => {
      const state = this.#states.get(client);
      return state === undefined ? [] : [[client, state]];
    });
    this.#changed.clear();
    for (const [client, state] of changed) if (state.json === 'null') this.#states.delete(client);
    return encodeStates(changed);
  }

  #mayState(speaker: Speaker): boolean {
    const perSecond = this.#limits.awarenessPerSecond;
    const allowance = this.#allowances.get(speaker) ?? new Allowance(perSecond, perSecond);
    this.#allowances.set(speaker, allowance);
    return allowance.takeFree(1, this.#clock());
  }

  #state(speaker: Speaker, { client, clock, json }: StatedState): void {
    this.#states.set(client, { clock, json: stamp(json, speaker), speaker });
    this.#changed.add(client);
    this.#late.delete(speaker);
  }

  /** It was not read when it came, and there is nobody to blame any more. */
  #stateLate(speaker: Speaker, state: StatedState): void {
    this.#late.delete(speaker);
    try {
      this.#state(speaker, state);
    } catch {
      return;
    }
  }

  #claim(speaker: Speaker, client: number, json: string): number | undefined {
    if (json === 'null') return undefined;
    const before = this.#states.get(client);
    // The same person again: the new connection of a client whose old one is not yet known to be dead.
    if (before !== undefined && before.speaker.personId !== speaker.personId) return undefined;
    if ((this.accountOf(client) ?? speaker.personId) !== speaker.personId) return undefined;
    if (before === undefined && this.#states.size >= this.#limits.awarenessClients) return undefined;
    this.#speaksFor.set(speaker, client);
    return client;
  }
}

interface StatedState {
  readonly client: number;
  readonly clock: number;
  readonly json: string;
}

function parseStates(update: Uint8Array): readonly StatedState[] {
  const decoder = decoding.createDecoder(update);
  const count = decoding.readVarUint(decoder);
  if (count > update.length) throw new RangeError('More states than bytes');
  return Array.from({ length: count }, () => ({
    client: decoding.readVarUint(decoder),
    clock: decoding.readVarUint(decoder),
    json: decoding.readVarString(decoder),
  }));
}

function stamp(json: string, { personId, name }: Speaker): string {
  const state: unknown = JSON.parse(json);
  if (typeof state !== 'object' || state === null || Array.isArray(state)) return 'null';
  return JSON.stringify({ ...state, user: { id: personId, name, colour: colourOf(personId) } });
}

/** Hangs on the account alone, so that a person has the same one everywhere. */
function colourOf(id: string): number {
  let hash = 0;
  for (const letter of id) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003;
  return (hash % PERSON_COLOURS) + 1;
}

function encodeStates(states: readonly (readonly [number, State])[]): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, states.length);
    for (const [client, { clock, json }] of states) {
      encoding.writeVarUint(encoder, client);
      encoding.writeVarUint(encoder, clock);
      encoding.writeVarString(encoder, json);
    }
  });
}
