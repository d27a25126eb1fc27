import { DomainError } from '#shared/model/errors.ts';
import { LIMITS } from '#shared/protocol/limits.ts';
import type { Context } from '#server/context.ts';
import { isCode } from '#server/domain/links.ts';
import { addressWaitMs } from '#server/domain/login-delay.ts';

/**
 * Keeps guessing slow by the address that it comes from. What is remembered is forgotten with the process: a restart costs an attacker more than it gives them.
 */
export class AddressGuard {
  readonly #failuresPerHour: number;
  readonly #failures = new Map<string, readonly number[]>();

  constructor(failuresPerHour: number) {
    this.#failuresPerHour = failuresPerHour;
  }

  /** How long the address has to wait for its next try. */
  waitMs(address: string, now: number): number {
    return addressWaitMs(this.#failures.get(address) ?? [], this.#failuresPerHour, now);
  }

  count(address: string, at: number): void {
    const times = this.#failures.get(address) ?? [];
    remember(this.#failures, address, [...times.slice(1 - this.#failuresPerHour), at]);
  }

  /** Takes back what `count` noted at that moment. */
  forgive(address: string, at: number): void {
    const times = [...(this.#failures.get(address) ?? [])];
    const own = times.indexOf(at);
    if (own !== -1) times.splice(own, 1);
    remember(this.#failures, address, times);
  }
}

const linkGuards = new WeakMap<Context['storage'], AddressGuard>();

/**
 * Looks a secret up for who comes from an address; `find` gives undefined where nothing has it. Throws `not_found` then, and for a code
 * `too_many`, with `retryAfter` in seconds, after too many of those. Nobody guesses 256 bits: a long secret opens whatever others at the
 * same address mistyped. Only what failed counts, as a whole room may send the right code at once; the guesses that are on their way
 * together gain nothing against 40 bits.
 */
export async function guardSecret<Found>(
  context: Pick<Context, 'storage' | 'now'>,
  by: { readonly secret: string; readonly address: string },
  find: () => Promise<Found | undefined>,
): Promise<Found> {
  const found = isCode(by.secret) ? await findGuarded(context, by.address, find) : await find();
  if (found === undefined) throw new DomainError('not_found');
  return found;
}

async function findGuarded<Found>(
  context: Pick<Context, 'storage' | 'now'>,
  address: string,
  find: () => Promise<Found | undefined>,
): Promise<Found | undefined> {
  const guard = linkGuards.get(context.storage) ?? new AddressGuard(LIMITS.linkFailuresPerAddressAndHour);
  linkGuards.set(context.storage, guard);
  const at = context.now();
  const waitMs = guard.waitMs(address, at);
  if (waitMs > 0) throw new DomainError('too_many', { retryAfter: Math.ceil(waitMs / 1000) });
  const found = await find();
  if (found === undefined) guard.count(address, at);
  return found;
}

const MOST_REMEMBERED = 10_000;

/** The newest stay: a flood of made-up keys must not fill the memory. */
export function remember<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key);
  map.set(key, value);
  const oldest = map.keys().next();
  if (map.size > MOST_REMEMBERED && oldest.done !== true) map.delete(oldest.value);
}
