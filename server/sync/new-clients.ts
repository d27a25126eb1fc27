import type { DocumentId, PersonId } from '#shared/model/ids.ts';
import type { Limits } from '#shared/protocol/limits.ts';
import { Allowance } from './allowance.ts';

const MOST_KEPT = 10_000;
const HOUR_SECONDS = 3_600;

/**
 * How many Yjs client ids an account may begin to write with in one text: a text pays for each of them for ever, and inserting at one
 * place costs quadratic time in their number. Kept for the whole node, as closing and opening a room must not start it anew.
 */
export class NewClients {
  readonly #perHour: number;
  readonly #allowances = new Map<string, Allowance>();

  constructor(limits: Limits) {
    this.#perHour = limits.accountNewClientsPerHour;
  }

  /** Counts them, or says no; `now` of a clock that only runs forward. */
  mayAdd(who: { readonly documentId: DocumentId; readonly personId: PersonId }, count: number, now: number): boolean {
    if (count === 0) return true;
    const key = `${who.documentId} ${who.personId}`;
    const allowance = this.#allowances.get(key) ?? new Allowance(this.#perHour / HOUR_SECONDS, this.#perHour);
    this.#allowances.delete(key);
    this.#allowances.set(key, allowance);
    const oldest = this.#allowances.keys().next();
    if (this.#allowances.size > MOST_KEPT && oldest.done !== true) this.#allowances.delete(oldest.value);
    return allowance.takeFree(count, now);
  }
}
