import type { DocumentId, PersonId } from '#shared/model/ids.ts';
import type { Limits } from '#shared/protocol/limits.ts';
import { Allowance } from './allowance.ts';

const MOST_KEPT = 10_000;
const HOUR_SECONDS = 3_600;
/** So many whole answers to step 1 an hour, each with as many as one may have: each device of a person who was away for long gives one. */
const BULKS_PER_HOUR = 5;

interface Writer {
  readonly documentId: DocumentId;
  readonly personId: PersonId;
}

/**
 * How many Yjs client ids an account may begin to write with in one text: a text pays for each of them for ever, and inserting at one
 * place costs quadratic time in their number. Kept for the whole node, as closing and opening a room must not start it anew.
 */
export class NewClients {
  readonly #livePerHour: number;
  readonly #bulkPerHour: number;
  readonly #allowances = new Map<string, Allowance>();

  constructor(limits: Limits) {
    this.#livePerHour = limits.accountNewClientsPerHour;
    this.#bulkPerHour = limits.bulkNewClients * BULKS_PER_HOUR;
  }

  /** Counts them, or says no; `now` of a clock that only runs forward. What was written before it came here is counted for itself. */
  mayAdd(who: Writer, { count, isBulk }: { readonly count: number; readonly isBulk: boolean }, now: number): boolean {
    if (count === 0) return true;
    const key = `${who.documentId} ${who.personId} ${isBulk ? 'bulk' : 'live'}`;
    const perHour = isBulk ? this.#bulkPerHour : this.#livePerHour;
    const allowance = this.#allowances.get(key) ?? new Allowance(perHour / HOUR_SECONDS, perHour);
    this.#allowances.delete(key);
    this.#allowances.set(key, allowance);
    const oldest = this.#allowances.keys().next();
    if (this.#allowances.size > MOST_KEPT && oldest.done !== true) this.#allowances.delete(oldest.value);
    return allowance.takeFree(count, now);
  }
}
