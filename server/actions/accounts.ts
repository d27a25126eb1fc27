import { DomainError, type Outcome } from '#shared/model/errors.ts';
import type { CommitteeId, PersonId } from '#shared/model/ids.ts';
import { COMMITTEE_ROLES } from '#shared/model/person.ts';
import type { Person } from '#shared/protocol/people.ts';
import { readPersonName, readPersonTitle } from '#shared/rules/person-name.ts';
import { containsText } from '#shared/vietnamese/fold.ts';
import { authorizeAccount, authorizeAdmin } from '#server/access/administer.ts';
import type { Caller } from '#server/access/caller.ts';
import type { Context } from '#server/context.ts';
import { appendAudit } from '#server/storage/rows/audit.ts';
import { hasOtherChair, listMembershipsOf, listMembershipsOfPeople } from '#server/storage/rows/committees.ts';
import { insertLinks, revokeLinksOfPeople } from '#server/storage/rows/links.ts';
import {
  findPerson,
  hasOtherAdmin,
  listPeopleAfter,
  updatePerson as updatePersonRow,
  type PersonRow,
} from '#server/storage/rows/people.ts';
import { deleteSessionsOf } from '#server/storage/rows/sessions.ts';
import { listOwnedSections } from '#server/storage/rows/shares.ts';
import type { Rows } from '#server/storage/rows/tables.ts';
import { deleteTokensOf } from '#server/storage/rows/tokens.ts';
import { describeAccounts } from './accounts-view.ts';
import { endWaysIn, newLink } from './links.ts';
import { newSecret } from './open-session.ts';
import { namesOfOwned } from './owned-sections.ts';
import { tellRights } from './people.ts';
import { newPasswordOf } from './right-changes.ts';
import { transact, type Tell } from './transact.ts';

const PAGE = 100;
const RESET_MS = 24 * 60 * 60 * 1000;

/** Accounts by login, a page at a time; with `q` those whose name or login has it. */
export async function listPeople(
  context: Context,
  caller: Caller,
  input: { readonly cursor?: string | undefined; readonly q?: string | undefined },
): Promise<{ items: Person[]; next: string | null }> {
  const { rows } = context.storage;
  const { demo } = await authorizeAdmin(rows, caller);
  const query = input.q ?? '';
  const found: PersonRow[] = [];
  let after = input.cursor ?? '';
  let isLast = false;
  while (found.length < PAGE && !isLast) {
    const page = await listPeopleAfter(rows, { after, demoOnly: demo === 1, count: PAGE });
    for (const person of page) {
      if (found.length === PAGE) break;
      after = person.login;
      if (containsText(person.name, query) || containsText(person.login, query)) found.push(person);
    }
    isLast = page.length < PAGE && after === (page.at(-1)?.login ?? after);
  }
  return { items: await describePeople(context, rows, found), next: isLast ? null : after };
}

/** Changes an account's name and title, or whether it may administer. Throws `person/last-admin`. */
export async function updatePerson(
  context: Context,
  caller: Caller,
  input: {
    readonly id: PersonId;
    readonly name?: string | undefined;
    readonly title?: string | undefined;
    readonly admin?: boolean | undefined;
  },
): Promise<Person> {
  return changeAccount(context, caller, input.id, 'person.update', async (tx, person) => {
    const name = input.name === undefined ? person.name : demand(readPersonName(input.name));
    const title = input.title === undefined ? person.title : demand(readPersonTitle(input.title));
    const admin = input.admin === undefined ? person.admin : Number(input.admin);
    if (admin < person.admin) await demandOtherAdmin(tx, person);
    if (admin > person.admin) await endWaysIn(tx, caller, person, context.now());
    await updatePersonRow(tx, person.id, { name, title, admin });
    return { admin: admin === 1 };
  });
}

/**
 * A link by which a person sets a new password, in place of older ones. Until then the old password stays good. Each of their committees
 * sees who gave it out.
 */
export async function resetPassword(
  context: Context,
  caller: Caller,
  input: { readonly id: PersonId },
): Promise<{ path: string; expiresAt: number }> {
  const secret = newSecret();
  const at = context.now();
  const expiresAt = at + RESET_MS;
  return transact(context, async (tx, tell) => {
    const person = await authorizeAccount(tx, caller, input.id);
    if (person.deactivated_at !== null) throw new DomainError('person/deactivated');
    await revokeLinksOfPeople(tx, [person.id], at);
    const link = { ...newLink(context, 'passwordReset', secret), at, expires_at: expiresAt };
    await insertLinks(tx, [{ ...link, person_id: person.id, committee_id: null, by_id: caller.personId }]);
    await appendAudit(tx, entryOf(context, caller, person.id, 'person.resetPassword', {}));
    for (const committeeId of await committeesOf(tx, person.id)) {
      await appendAudit(tx, newPasswordOf(caller, at, { committeeId, personId: person.id }));
      tell({ kind: 'committee', committeeId });
    }
    return { path: `/moi#${secret}`, expiresAt };
  });
}

/**
 * Lets nobody in under an account any more: sessions, tokens and links end at the commit, and its rights on every text. Throws
 * `person/still-assigned`, `person/last-chair`, with what is to be given to others first, or `person/last-admin`.
 */
export async function deactivatePerson(
  context: Context,
  caller: Caller,
  input: { readonly id: PersonId },
): Promise<Person> {
  return changeAccount(context, caller, input.id, 'person.deactivate', async (tx, person, tell) => {
    if (person.deactivated_at !== null) return {};
    await demandFreeToLeave(tx, caller, person);
    const at = context.now();
    await updatePersonRow(tx, person.id, { deactivated_at: at });
    await deleteSessionsOf(tx, person.id, null);
    await deleteTokensOf(tx, person.id);
    await revokeLinksOfPeople(tx, [person.id], at);
    tell({ kind: 'sessions', personId: person.id });
    for (const committeeId of await committeesOf(tx, person.id)) await tellRights(tx, tell, committeeId);
    return {};
  });
}

/** Lets a person in again, with the password and the roles they had. */
export async function activatePerson(
  context: Context,
  caller: Caller,
  input: { readonly id: PersonId },
): Promise<Person> {
  return changeAccount(context, caller, input.id, 'person.activate', async (tx, person, tell) => {
    await updatePersonRow(tx, person.id, { deactivated_at: null });
    for (const committeeId of await committeesOf(tx, person.id)) tell({ kind: 'committee', committeeId });
    return {};
  });
}

/** One change of an account with its entry in the audit; `work` gives the entry's details. */
async function changeAccount(
  context: Context,
  caller: Caller,
  id: PersonId,
  action: string,
  work: (tx: Rows, person: PersonRow, tell: Tell) => Promise<Readonly<Record<string, boolean>>>,
): Promise<Person> {
  return transact(context, async (tx, tell) => {
    const details = await work(tx, await authorizeAccount(tx, caller, id), tell);
    await appendAudit(tx, entryOf(context, caller, id, action, details));
    const changed = await findPerson(tx, id);
    const [described] = changed === undefined ? [] : await describePeople(context, tx, [changed]);
    if (described === undefined) throw new Error(`The account ${id} is gone`);
    return described;
  });
}

async function demandFreeToLeave(tx: Rows, caller: Caller, person: PersonRow): Promise<void> {
  const owned = await listOwnedSections(tx, person.id);
  if (owned.length > 0) throw new DomainError('person/still-assigned', await namesOfOwned(tx, caller, owned));
  const heads = (await listMembershipsOf(tx, person.id)).filter(({ role }) => role === 'chair');
  const alone: { id: CommitteeId; title: string }[] = [];
  for (const { committee_id: id, title } of heads)
    if (!(await hasOtherChair(tx, id, person.id))) alone.push({ id, title });
  if (alone.length > 0) throw new DomainError('person/last-chair', { committees: alone });
  if (person.admin === 1) await demandOtherAdmin(tx, person);
}

async function demandOtherAdmin(tx: Rows, person: PersonRow): Promise<void> {
  if (!(await hasOtherAdmin(tx, person.id))) throw new DomainError('person/last-admin');
}

async function committeesOf(tx: Rows, personId: PersonId): Promise<ReadonlySet<CommitteeId>> {
  return new Set((await listMembershipsOf(tx, personId)).map((one) => one.committee_id));
}

async function describePeople(context: Context, rows: Rows, people: readonly PersonRow[]): Promise<Person[]> {
  const account = await describeAccounts(context, rows, people);
  const memberships = await listMembershipsOfPeople(
    rows,
    people.map(({ id }) => id),
  );
  return people.map((person) => {
    const own = memberships.filter((one) => one.person_id === person.id);
    const titles = new Map(own.map((one) => [one.committee_id, one.title]));
    return {
      id: person.id,
      login: person.login,
      name: person.name,
      title: person.title,
      admin: person.admin === 1,
      account: account(person.id),
      createdAt: person.created_at,
      deactivatedAt: person.deactivated_at,
      committees: [...titles].map(([id, title]) => ({
        id,
        title,
        roles: COMMITTEE_ROLES.filter((role) => own.some((one) => one.committee_id === id && one.role === role)),
      })),
    };
  });
}

function demand<Value>(outcome: Outcome<Value>): Value {
  if (!outcome.ok) throw new DomainError(outcome.code);
  return outcome.value;
}

function entryOf(
  context: Pick<Context, 'now'>,
  caller: Caller,
  personId: PersonId,
  action: string,
  details: Readonly<Record<string, boolean>>,
) {
  return { at: context.now(), personId: caller.personId, action, objectKind: 'person', objectId: personId, details };
}
