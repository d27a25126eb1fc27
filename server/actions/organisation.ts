import { z } from 'zod';
import { DomainError, FIELD_FAULTS } from '#shared/model/errors.ts';
import { idOf, type CommitteeId, type OrganisationId } from '#shared/model/ids.ts';
import { LAYOUT_PROFILES, SIGNATURE_FORMS, TONE_STYLES } from '#shared/model/organisation.ts';
import { COMMITTEE_ROLES, type CommitteeRole } from '#shared/model/person.ts';
import type { ListedOrganisation, Organisation, OrganisationFields } from '#shared/protocol/organisation.ts';
import { judgePersonLines, type NewPerson } from '#shared/rules/person-lines.ts';
import { authorizeAdmin, authorizeOrganisation } from '#server/access/administer.ts';
import type { Caller } from '#server/access/caller.ts';
import type { Context } from '#server/context.ts';
import { appendAudit } from '#server/storage/rows/audit.ts';
import {
  insertCommittee,
  insertMemberships,
  insertOrganisation,
  listChairedCommittees,
  listCommittees,
  listOrganisations as listOrganisationRows,
  updateOrganisation as updateOrganisationRow,
  type OrganisationRow,
} from '#server/storage/rows/committees.ts';
import { listLogins } from '#server/storage/rows/people.ts';
import type { Rows } from '#server/storage/rows/tables.ts';
import { insertMembers } from './people.ts';
import { rightChangeOf } from './right-changes.ts';
import { transact } from './transact.ts';

/** Every organisation with its committees, for who administers. */
export async function listOrganisations(context: Context, caller: Caller): Promise<{ items: ListedOrganisation[] }> {
  const { rows } = context.storage;
  const { demo } = await authorizeAdmin(rows, caller);
  const committees = await listCommittees(rows);
  const chaired = await listChairedCommittees(rows);
  return {
    items: (await listOrganisationRows(rows)).map(({ id, name }) => ({
      id,
      name,
      committees: committees
        .filter((one) => one.organisation_id === id)
        .map((one) => ({
          id: one.id,
          title: one.title,
          hasChair: chaired.named.has(one.id),
          mayManage: demo === 0 && !chaired.cameIn.has(one.id),
        })),
    })),
  };
}

/** Makes an organisation. */
export async function createOrganisation(
  context: Context,
  caller: Caller,
  input: OrganisationFields,
): Promise<Organisation> {
  const id = idOf<OrganisationId>(context.newId());
  return transact(context, async (tx) => {
    await authorizeAdmin(tx, caller);
    await insertOrganisation(tx, { id, ...rowOf(input) });
    await appendAudit(tx, entryOf(context, caller, 'organisation.create', id));
    return { id, ...input };
  });
}

/** How papers name the organisation. */
export async function getOrganisation(
  context: Context,
  caller: Caller,
  input: { readonly id: OrganisationId },
): Promise<Organisation> {
  return describe(await authorizeOrganisation(context.storage.rows, caller, input.id));
}

/** Changes how papers name the organisation, all fields together. */
export async function updateOrganisation(
  context: Context,
  caller: Caller,
  input: OrganisationFields & { readonly id: OrganisationId },
): Promise<Organisation> {
  const { id } = input;
  return transact(context, async (tx) => {
    await authorizeOrganisation(tx, caller, id);
    await updateOrganisationRow(tx, id, rowOf(input));
    await appendAudit(tx, entryOf(context, caller, 'organisation.update', id));
    return describe(await authorizeOrganisation(tx, caller, id));
  });
}

interface NewCommittee {
  readonly organisationId: OrganisationId;
  readonly title: string;
  readonly congress: string;
  readonly term: string;
  readonly startedOn: string;
  readonly chair?: { readonly name: string; readonly title: string; readonly login?: string | undefined } | undefined;
  readonly roles: readonly CommitteeRole[];
}

/**
 * Makes a committee, with a new account for its first chair or with roles of the caller's own; both are entries that the chair sees. Throws
 * `people/lines-wrong` for a chair who can't be so.
 */
export async function createCommittee(
  context: Context,
  caller: Caller,
  input: NewCommittee,
): Promise<{ id: CommitteeId; title: string }> {
  const id = idOf<CommitteeId>(context.newId());
  const { organisationId, title, congress, term, startedOn } = input;
  const own = COMMITTEE_ROLES.filter((role) => input.roles.includes(role));
  return transact(context, async (tx) => {
    await authorizeAdmin(tx, caller);
    await authorizeOrganisation(tx, caller, organisationId);
    const chair = await judgeChair(tx, input.chair);
    await insertCommittee(tx, { id, organisation_id: organisationId, title, congress, term, started_on: startedOn });
    await appendAudit(tx, {
      ...entryOf(context, caller, 'committee.create', id),
      objectKind: 'committee',
      details: { organisationId },
    });
    await insertMembers(context, tx, caller, id, chair);
    if (own.length > 0) {
      await insertMemberships(
        tx,
        own.map((role) => ({ committee_id: id, person_id: caller.personId, role })),
      );
      await appendAudit(
        tx,
        rightChangeOf(caller, context.now(), { committeeId: id, personId: caller.personId, roles: own }),
      );
    }
    return { id, title };
  });
}

async function judgeChair(tx: Rows, chair: NewCommittee['chair']): Promise<readonly NewPerson[]> {
  if (chair === undefined) return [];
  const logins = await listLogins(tx);
  const { people, faults } = judgePersonLines([{ ...chair, roles: ['chair'] }], {
    isTaken: (login) => logins.has(login),
    members: [],
  });
  const fields = faults.map(({ pointer, code }) => ({ pointer: pointer.replace(/^\/0/, '/chair'), code }));
  if (fields.length > 0) throw new DomainError('people/lines-wrong', { [FIELD_FAULTS]: fields });
  return people;
}

const storedRecipients = z.array(z.string());

function describe(row: OrganisationRow): Organisation {
  return {
    id: row.id,
    name: row.name,
    parentName: row.parent_name,
    place: row.place,
    abbreviation: row.abbreviation,
    profile: oneOf(LAYOUT_PROFILES, row.profile),
    toneStyle: oneOf(TONE_STYLES, row.tone_style),
    signature: {
      form: oneOf(SIGNATURE_FORMS, row.signature_form),
      body: row.signature_body,
      position: row.signer_position,
      name: row.signer_name,
    },
    recipients: storedRecipients.parse(JSON.parse(row.recipients_json)),
  };
}

function rowOf(fields: OrganisationFields) {
  return {
    name: fields.name,
    parent_name: fields.parentName,
    place: fields.place,
    abbreviation: fields.abbreviation,
    profile: fields.profile,
    tone_style: fields.toneStyle,
    signature_form: fields.signature.form,
    signature_body: fields.signature.body,
    signer_position: fields.signature.position,
    signer_name: fields.signature.name,
    recipients_json: JSON.stringify(fields.recipients),
  };
}

/** A stored name that this program doesn't know any more reads as the usual one. */
function oneOf<Name extends string>(names: readonly [Name, ...Name[]], stored: string): Name {
  return names.find((name) => name === stored) ?? names[0];
}

function entryOf(context: Pick<Context, 'now'>, caller: Caller, action: string, id: OrganisationId | CommitteeId) {
  return {
    at: context.now(),
    personId: caller.personId,
    action,
    objectKind: 'organisation',
    objectId: id,
    details: {},
  };
}
