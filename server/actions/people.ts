import { DomainError, FIELD_FAULTS, type ErrorCode } from '#shared/model/errors.ts';
import { idOf, type CommitteeId, type PersonId } from '#shared/model/ids.ts';
import { COMMITTEE_ROLES, type CommitteeRole } from '#shared/model/person.ts';
import type { Member } from '#shared/protocol/people.ts';
import { judgePersonLines, type JudgedLines, type NewPerson, type PersonLine } from '#shared/rules/person-lines.ts';
import { mayChangeRoles } from '#shared/rules/rights.ts';
import { authorizeCommittee, type CommitteeAccess } from '#server/access/authorize.ts';
import type { Caller } from '#server/access/caller.ts';
import type { Context } from '#server/context.ts';
import { appendAudit, appendAudits } from '#server/storage/rows/audit.ts';
import {
  deleteMemberships,
  hasOtherChair,
  insertMemberships,
  listMembershipsOf,
} from '#server/storage/rows/committees.ts';
import { insertAssignmentMove } from '#server/storage/rows/assignment-moves.ts';
import { revokeInvitations } from '#server/storage/rows/links.ts';
import { findPerson, insertPeople, listLogins, type PersonRow } from '#server/storage/rows/people.ts';
import { bumpEpochsOfCommittee, deleteShare, listOwnedSections, listSharesIn } from '#server/storage/rows/shares.ts';
import type { Rows } from '#server/storage/rows/tables.ts';
import { describeAccounts } from './accounts-view.ts';
import { listMembers as listMemberRows } from './committees.ts';
import { endWaysIn } from './links.ts';
import { namesOfOwned } from './owned-sections.ts';
import { rightChangeOf } from './right-changes.ts';
import { transact, type Tell } from './transact.ts';

interface LinesInput {
  readonly id: CommitteeId;
  readonly people: readonly PersonLine[];
}

/** The people of a committee and whether they can come in yet. */
export async function listMembers(
  context: Context,
  caller: Caller,
  input: { readonly id: CommitteeId },
): Promise<{ items: Member[] }> {
  const { rows } = context.storage;
  await authorizeCommittee(rows, caller, input.id, 'manage');
  return { items: await describeMembers(context, rows, input.id) };
}

/** What `addPeople` would do, with all that is wrong at once. Writes nothing. */
export async function checkPeople(
  context: Context,
  caller: Caller,
  input: LinesInput,
): Promise<{ logins: string[]; errors: { pointer: string; code: ErrorCode }[] }> {
  const { rows } = context.storage;
  const access = await authorizeCommittee(rows, caller, input.id, 'manage');
  const { logins, faults } = await judgeLines(rows, access, input.people);
  return { logins: [...logins], errors: [...faults] };
}

/** Makes an account for every line, with roles in the committee; all or none. Throws `people/lines-wrong` with each fault. */
export async function addPeople(context: Context, caller: Caller, input: LinesInput): Promise<{ items: Member[] }> {
  return transact(context, async (tx, tell) => {
    const access = await authorizeCommittee(tx, caller, input.id, 'manage');
    const { people, faults } = await judgeLines(tx, access, input.people);
    if (faults.length > 0) throw new DomainError('people/lines-wrong', { [FIELD_FAULTS]: faults });
    const ids = await insertMembers(context, tx, caller, input.id, people);
    tell({ kind: 'committee', committeeId: input.id });
    const made = new Set<PersonId>(ids);
    return { items: (await describeMembers(context, tx, input.id)).filter(({ id }) => made.has(id)) };
  });
}

/**
 * Says what a person is in the committee. The texts judge everyone's right anew at the commit. Who has no password yet and
 * comes to the committee, or to its head, is invited anew: a way in made for less must not lead there. Throws `committee/chair-only`, and
 * `person/last-chair` where nobody would be at the head any more.
 */
export async function setRoles(
  context: Context,
  caller: Caller,
  input: { readonly id: CommitteeId; readonly personId: PersonId; readonly roles: readonly CommitteeRole[] },
): Promise<Member> {
  const { id, personId } = input;
  const roles = COMMITTEE_ROLES.filter((role) => input.roles.includes(role));
  return transact(context, async (tx, tell) => {
    const access = await authorizeCommittee(tx, caller, id, 'manage');
    const person = await findKnownPerson(tx, caller, access, personId);
    if (person.deactivated_at !== null) throw new DomainError('person/deactivated');
    const from = await demandChange(tx, access, personId, roles);
    const isMore = from.length === 0 || (roles.includes('chair') && !from.includes('chair'));
    if (isMore) await endWaysIn(tx, caller, person, context.now());
    await deleteMemberships(tx, id, personId);
    await insertMemberships(
      tx,
      roles.map((role) => ({ committee_id: id, person_id: personId, role })),
    );
    await appendAudit(tx, rightChangeOf(caller, context.now(), { committeeId: id, personId, roles }));
    await tellRights(tx, tell, id);
    const account = await describeAccounts(context, tx, [person]);
    const { login, name, title } = person;
    return { id: personId, login, name, title, roles, account: account(personId) };
  });
}

/**
 * Takes a person out of the committee, also as co-editor and approver of its sections. Throws `person/still-assigned`, with the sections
 * that the caller may know, while they own any; `person/last-chair` for the only chair, also for themselves.
 */
export async function removePerson(
  context: Context,
  caller: Caller,
  input: { readonly id: CommitteeId; readonly personId: PersonId },
): Promise<undefined> {
  const { id, personId } = input;
  await transact(context, async (tx, tell) => {
    const access = await authorizeCommittee(tx, caller, id, 'manage');
    const isMember = (await listMembershipsOf(tx, personId)).some((one) => one.committee_id === id);
    if (!isMember) throw new DomainError('not_found');
    await demandChange(tx, access, personId, []);
    const owned = await listOwnedSections(tx, personId, id);
    if (owned.length > 0) throw new DomainError('person/still-assigned', await namesOfOwned(tx, caller, owned));
    const at = context.now();
    for (const share of await listSharesIn(tx, id, personId)) {
      await deleteShare(tx, share, personId);
      await insertAssignmentMove(tx, {
        id: context.newId(),
        section_id: share.sectionId,
        person_id: personId,
        part: share.part,
        change: 'taken',
        by_id: caller.personId,
        at,
      });
      tell({ kind: 'section', sectionId: share.sectionId, reportId: share.reportId });
    }
    await deleteMemberships(tx, id, personId);
    await revokeInvitations(tx, id, personId, at);
    await appendAudit(tx, rightChangeOf(caller, at, { committeeId: id, personId, roles: [] }));
    await tellRights(tx, tell, id);
  });
}

/** Accounts and roles for people who were judged, in their order. @returns their ids */
export async function insertMembers(
  context: Context,
  tx: Rows,
  caller: Caller,
  committeeId: CommitteeId,
  people: readonly NewPerson[],
): Promise<readonly PersonId[]> {
  const at = context.now();
  // Whoever is made by people of the demo is one of them: nothing real grows out of it.
  const demo = (await findPerson(tx, caller.personId))?.demo ?? 0;
  const made = people.map((person) => ({ ...person, id: idOf<PersonId>(context.newId()) }));
  await insertPeople(
    tx,
    made.map(({ id, login, name, title }, place) => ({
      id,
      login,
      name,
      title,
      admin: 0,
      demo,
      password_hash: null,
      // People made together keep the order in which they are given.
      created_at: at + place,
    })),
  );
  await insertMemberships(
    tx,
    made.flatMap(({ id, roles }) => roles.map((role) => ({ committee_id: committeeId, person_id: id, role }))),
  );
  await appendAudits(
    tx,
    made.map(({ id, roles }) => rightChangeOf(caller, at, { committeeId, personId: id, roles })),
  );
  return made.map(({ id }) => id);
}

/** Everyone's right on the committee's texts is asked anew, from this commit on. */
export async function tellRights(tx: Rows, tell: Tell, committeeId: CommitteeId): Promise<void> {
  tell({ kind: 'rights', documentIds: await bumpEpochsOfCommittee(tx, committeeId) });
  tell({ kind: 'committee', committeeId });
}

async function judgeLines(rows: Rows, access: CommitteeAccess, lines: readonly PersonLine[]): Promise<JudgedLines> {
  const logins = await listLogins(rows);
  const members = (await listMemberRows(rows, access.committee.id)).map(({ person }) => person);
  const judged = judgePersonLines(lines, { isTaken: (login) => logins.has(login), members });
  const forChairs = mayChangeRoles(access.standing, { from: [], to: ['chair'] })
    ? []
    : [...lines.entries()]
        .filter(([, { roles }]) => roles.includes('chair'))
        .map(([at]) => ({ pointer: `/${at}/roles`, code: 'committee/chair-only' as const }));
  const faults = [...judged.faults, ...forChairs];
  return { ...judged, faults: faults.map(({ pointer, code }) => ({ pointer: `/people${pointer}`, code })) };
}

/** One of the committee; or who administers, or shares a committee with them, knows them from elsewhere. */
async function findKnownPerson(
  tx: Rows,
  caller: Caller,
  { committee }: CommitteeAccess,
  personId: PersonId,
): Promise<PersonRow> {
  const person = await findPerson(tx, personId);
  const of = new Set((await listMembershipsOf(tx, personId)).map((one) => one.committee_id));
  const own = await listMembershipsOf(tx, caller.personId);
  const asker = await findPerson(tx, caller.personId);
  const administers = asker?.admin === 1 && asker.demo <= (person?.demo ?? 0);
  const isKnown = of.has(committee.id) || administers || own.some((one) => of.has(one.committee_id));
  if (person === undefined || !isKnown) throw new DomainError('not_found');
  return person;
}

/** @returns the roles until now */
async function demandChange(
  tx: Rows,
  { committee, standing }: CommitteeAccess,
  personId: PersonId,
  to: readonly CommitteeRole[],
): Promise<readonly CommitteeRole[]> {
  const from = (await listMembershipsOf(tx, personId))
    .filter((one) => one.committee_id === committee.id)
    .map(({ role }) => role);
  if (!mayChangeRoles(standing, { from, to })) throw new DomainError('committee/chair-only');
  const leavesHead = from.includes('chair') && !to.includes('chair');
  if (leavesHead && !(await hasOtherChair(tx, committee.id, personId))) throw new DomainError('person/last-chair');
  return from;
}

async function describeMembers(context: Context, rows: Rows, committeeId: CommitteeId): Promise<Member[]> {
  const members = await listMemberRows(rows, committeeId);
  const account = await describeAccounts(
    context,
    rows,
    members.map(({ person }) => person),
  );
  return members.map(({ person: { id, login, name, title }, roles }) => ({
    id,
    login,
    name,
    title,
    roles: [...roles],
    account: account(id),
  }));
}
