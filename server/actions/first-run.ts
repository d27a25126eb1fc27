import { DomainError, type Outcome } from '#shared/model/errors.ts';
import { idOf, type LinkId, type PersonId } from '#shared/model/ids.ts';
import { readLogin } from '#shared/rules/login-names.ts';
import { checkPassword } from '#shared/rules/password.ts';
import { readPersonName, readPersonTitle } from '#shared/rules/person-name.ts';
import { hashSecret } from '#server/access/caller.ts';
import type { Context } from '#server/context.ts';
import { linkStateOf } from '#server/domain/links.ts';
import { appendAudit } from '#server/storage/rows/audit.ts';
import {
  findLink,
  findLinkByHash,
  insertLinks,
  markLinkUsed,
  revokeLinksOfKind,
  type LinkRow,
} from '#server/storage/rows/links.ts';
import { findPersonByLogin, hasPeople, insertPerson } from '#server/storage/rows/people.ts';
import type { Rows } from '#server/storage/rows/tables.ts';
import { guardSecret } from './address-guard.ts';
import { findDemo } from './demo.ts';
import { newLink } from './links.ts';
import { newSecret, openSession, type NewSession, type Visitor } from './open-session.ts';
import { guardOf } from './sign-in-guard.ts';
import { transact } from './transact.ts';

/** Whoever started the program is there to open it; it is made anew at each start, and is good for nothing once there is an account. */
const SET_UP_MS = 60 * 60 * 1000;

interface NewAdmin {
  readonly login: string;
  readonly name: string;
  readonly title: string;
  readonly password: string;
}

/** For the start of the server: the path of a new link to the first account, in place of older ones; undefined once there is an account. */
export async function makeSetUpLink(context: Context): Promise<string | undefined> {
  // Who only starts again writes nothing.
  if (await hasPeople(context.storage.rows)) return undefined;
  const secret = newSecret();
  const at = context.now();
  const isMade = await transact(context, async (tx) => {
    await revokeLinksOfKind(tx, 'setUp', at);
    if (await hasPeople(tx)) return false;
    const link = { ...newLink(context, 'setUp', secret), at, expires_at: at + SET_UP_MS };
    await insertLinks(tx, [{ ...link, person_id: null, committee_id: null, by_id: null }]);
    return true;
  });
  return isMade ? `/thiet-lap#${secret}` : undefined;
}

/** Makes the first account, which administers, and signs in. Of two at once one wins; the other gets `set-up/done`. */
export async function setUp(
  context: Context,
  input: NewAdmin & { readonly secret: string } & Visitor,
): Promise<NewSession> {
  const link = await guardSecret(context, input, () => findSetUpLink(context.storage.rows, input.secret));
  await demandUsable(context.storage.rows, link.id, context.now());
  const admin = await judgeAdmin(context, input);
  return transact(context, async (tx) => {
    await demandUsable(tx, link.id, context.now());
    if (!(await markLinkUsed(tx, link.id, context.now()))) throw new DomainError('set-up/done');
    const personId = await insertAdmin(context, tx, admin);
    return openSession(context, tx, { personId, isDemo: false, userAgent: input.userAgent });
  });
}

/** Of one store: the playing that goes on. Who presses twice waits for the first. */
const playings = new WeakMap<Context['storage'], Promise<unknown>>();

/**
 * Plays the founding example, and lets anyone sign in as its people until the program ends. The link stays good for the real first
 * account. Throws `demo/not-local` where others could reach the server.
 */
export async function setUpDemo(
  context: Context,
  input: { readonly secret: string; readonly address: string },
  play: (context: Context) => Promise<unknown>,
): Promise<undefined> {
  const link = await guardSecret(context, input, () => findSetUpLink(context.storage.rows, input.secret));
  await demandUsable(context.storage.rows, link.id, context.now());
  if (context.turnDemoOn === undefined) throw new DomainError('demo/not-local');
  const playing = playings.get(context.storage) ?? play(context).finally(() => playings.delete(context.storage));
  playings.set(context.storage, playing);
  await playing;
  if ((await findDemo(context)) !== 'there') throw new DomainError('demo/cut-off');
  context.turnDemoOn();
}

/** For the command line: a person who may administer. Throws `person/login-taken`, or what is wrong with login, name or password. */
export async function createAdmin(
  context: Context,
  input: { readonly login: string; readonly name: string; readonly password: string },
): Promise<{ readonly id: PersonId }> {
  const admin = await judgeAdmin(context, { ...input, title: '' });
  return transact(context, async (tx) => {
    await revokeLinksOfKind(tx, 'setUp', context.now());
    return { id: await insertAdmin(context, tx, admin) };
  });
}

async function findSetUpLink(rows: Rows, secret: string): Promise<LinkRow | undefined> {
  const link = await findLinkByHash(rows, hashSecret(secret));
  return link?.kind === 'setUp' ? link : undefined;
}

/** Looks at the link anew: meanwhile another may have won. */
async function demandUsable(rows: Rows, id: LinkId, now: number): Promise<void> {
  const link = await findLink(rows, id);
  if (link === undefined || (await hasPeople(rows))) throw new DomainError('set-up/done');
  const state = linkStateOf(link, now);
  if (state !== 'usable') throw new DomainError(state === 'used' ? 'set-up/done' : `link/${state}`);
}

interface JudgedAdmin {
  readonly login: string;
  readonly name: string;
  readonly title: string;
  readonly passwordHash: string;
}

async function judgeAdmin(context: Context, input: NewAdmin): Promise<JudgedAdmin> {
  const login = demand(readLogin(input.login));
  const name = demand(readPersonName(input.name));
  const title = demand(readPersonTitle(input.title));
  demand(checkPassword(input.password, { login, name }));
  return { login, name, title, passwordHash: await guardOf(context).hashPassword(input.password) };
}

function demand<Value>(outcome: Outcome<Value>): Value {
  if (!outcome.ok) throw new DomainError(outcome.code, outcome.details);
  return outcome.value;
}

async function insertAdmin(context: Context, tx: Rows, admin: JudgedAdmin): Promise<PersonId> {
  const id = idOf<PersonId>(context.newId());
  const at = context.now();
  if ((await findPersonByLogin(tx, admin.login)) !== undefined) throw new DomainError('person/login-taken');
  await insertPerson(tx, {
    id,
    login: admin.login,
    name: admin.name,
    title: admin.title,
    admin: 1,
    demo: 0,
    password_hash: admin.passwordHash,
    created_at: at,
  });
  await appendAudit(tx, {
    at,
    personId: null,
    action: 'person.createAdmin',
    objectKind: 'person',
    objectId: id,
    details: {},
  });
  return id;
}
