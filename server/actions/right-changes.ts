import { z } from 'zod';
import { idOf, type CommitteeId, type PersonId } from '#shared/model/ids.ts';
import { COMMITTEE_ROLES, type CommitteeRole } from '#shared/model/person.ts';
import type { RightChange } from '#shared/protocol/people.ts';
import { authorizeCommittee } from '#server/access/authorize.ts';
import type { Caller } from '#server/access/caller.ts';
import type { Context } from '#server/context.ts';
import type { AuditEntry } from '#server/domain/audit.ts';
import { listAuditOf } from '#server/storage/rows/audit.ts';
import { listPeople } from '#server/storage/rows/people.ts';

const PAGE = 100;
const KIND = 'committee';
const ACTION = 'committee.setRoles';
const NEW_PASSWORD = 'committee.resetPassword';
const storedDetails = z.object({
  personId: z.string().transform((text) => idOf<PersonId>(text)),
  roles: z.string().default(''),
});

/** What is noted of a right that is given or taken. Without roles: the person is taken out. */
export function rightChangeOf(
  by: Pick<Caller, 'personId'>,
  at: number,
  change: {
    readonly committeeId: CommitteeId;
    readonly personId: PersonId;
    readonly roles: readonly CommitteeRole[];
  },
): AuditEntry {
  const details = { personId: change.personId, roles: change.roles.join(' ') };
  return { at, personId: by.personId, action: ACTION, objectKind: KIND, objectId: change.committeeId, details };
}

/** What each of a person's committees is told of a link to a new password, as it leads to all that they may do there. */
export function newPasswordOf(
  by: Pick<Caller, 'personId'>,
  at: number,
  of: { readonly committeeId: CommitteeId; readonly personId: PersonId },
): AuditEntry {
  const details = { personId: of.personId };
  return { at, personId: by.personId, action: NEW_PASSWORD, objectKind: KIND, objectId: of.committeeId, details };
}

/** Who was given which role in a committee, or a link to a new password, by whom and when, newest first. */
export async function listRightChanges(
  context: Context,
  caller: Caller,
  input: { readonly id: CommitteeId; readonly cursor?: number | undefined },
): Promise<{ items: RightChange[]; next: number | null }> {
  const { rows } = context.storage;
  await authorizeCommittee(rows, caller, input.id, 'manage');
  const about = { object_kind: KIND, object_id: input.id, actions: [ACTION, NEW_PASSWORD] };
  const entries = await listAuditOf(rows, about, { before: input.cursor, count: PAGE });
  const changes = entries.map((entry) => ({ entry, ...storedDetails.parse(JSON.parse(entry.details_json)) }));
  const ids = changes.flatMap(({ entry, personId }) => [personId, entry.person_id]).filter((id) => id !== null);
  const names = new Map((await listPeople(rows, [...new Set(ids)])).map(({ id, name }) => [id, name]));
  return {
    items: changes.map(({ entry, personId, roles }) => ({
      kind: entry.action === NEW_PASSWORD ? ('newPassword' as const) : ('roles' as const),
      personId,
      name: names.get(personId) ?? '',
      roles: COMMITTEE_ROLES.filter((role) => roles.split(' ').includes(role)),
      by: entry.person_id === null ? '' : (names.get(entry.person_id) ?? ''),
      at: entry.at,
    })),
    next: entries.length < PAGE ? null : (entries.at(-1)?.seq ?? null),
  };
}
