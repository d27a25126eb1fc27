import { hash, verify } from '@node-rs/argon2';
import { DomainError } from '#shared/model/errors.ts';
import { LIMITS } from '#shared/protocol/limits.ts';
import type { Context } from '#server/context.ts';
import { accountWaitMs, type Failures } from '#server/domain/login-delay.ts';
import { AddressGuard, remember } from './address-guard.ts';

/**
 * Keeps guessing of passwords slow. What it remembers belongs to one store and is forgotten with the process: a restart costs an
 * attacker more than it gives them.
 *
 * 1. A refusal for haste is made before any password is looked at.
 * 2. A try counts as failed from its start until it succeeds, so that many at once gain nothing.
 * 3. At most two passwords are hashed at once: each takes 19 MiB and a core.
 */
export class SignInGuard {
  readonly #accounts = new Map<string, Failures>();
  readonly #addresses = new AddressGuard(LIMITS.loginFailuresPerAddressAndHour);
  readonly #waiting: (() => void)[] = [];
  #hashing = 0;

  /** Runs one try. `attempt` gives undefined when the password is wrong. Throws `too_many`, with `retryAfter` in seconds. */
  async guard<Result>(
    who: { readonly login: string; readonly address: string },
    now: () => number,
    attempt: () => Promise<Result | undefined>,
  ): Promise<Result | undefined> {
    const waitMs = Math.max(
      accountWaitMs(this.#accounts.get(who.login), LIMITS.loginFailuresPerAccount, now()),
      this.#addresses.waitMs(who.address, now()),
    );
    if (waitMs > 0) throw new DomainError('too_many', { retryAfter: Math.ceil(waitMs / 1000) });
    const at = now();
    this.#count(who, at);
    const result = await attempt();
    if (result !== undefined) this.#forgive(who, at);
    return result;
  }

  /** Whether the password is the one that was hashed; a person without one takes as long as any other. */
  async isPassword(passwordHash: string | null, password: string): Promise<boolean> {
    return this.#inTurn(async () => {
      const isRight = await verify(passwordHash ?? NOBODYS_HASH, password);
      return isRight && passwordHash !== null;
    });
  }

  async hashPassword(password: string): Promise<string> {
    return this.#inTurn(() => hash(password, COST));
  }

  #count(who: { readonly login: string; readonly address: string }, at: number): void {
    remember(this.#accounts, who.login, { count: (this.#accounts.get(who.login)?.count ?? 0) + 1, lastAt: at });
    this.#addresses.count(who.address, at);
  }

  #forgive(who: { readonly login: string; readonly address: string }, at: number): void {
    this.#accounts.delete(who.login);
    this.#addresses.forgive(who.address, at);
  }

  async #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#hashing >= AT_ONCE) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#hashing += 1;
    try {
      return await work();
    } finally {
      // The turn goes to who waits, or back.
      const next = this.#waiting.shift();
      if (next === undefined) this.#hashing -= 1;
      else next();
    }
  }
}

const AT_ONCE = 2;
/** Argon2id, the kind that the package takes by itself. OWASP's second choice of 2023: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** Of a random text that nobody kept, made at the same cost. */
const NOBODYS_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$T/CYF5okkzBhzovKw1oIwQ$BpfV4brSiyTTURWagZOUF+zdyvyOvNDhzwWQh0XAThg';

const guards = new WeakMap<Context['storage'], SignInGuard>();

export function guardOf(context: Pick<Context, 'storage'>): SignInGuard {
  const found = guards.get(context.storage) ?? new SignInGuard();
  guards.set(context.storage, found);
  return found;
}
