import { DomainError } from '#shared/model/errors.ts';
import type { PersonId, SectionId } from '#shared/model/ids.ts';
import type { SectionDetail } from '#shared/protocol/sections.ts';
import type { Caller } from '#server/access/caller.ts';
import type { Context } from '#server/context.ts';
import { insertAssignmentMove, type AssignmentMoveRow } from '#server/storage/rows/assignment-moves.ts';
import { listMemberships } from '#server/storage/rows/committees.ts';
import { listPeople } from '#server/storage/rows/people.ts';
import { replaceCoEditors, updateSection, type SectionRow } from '#server/storage/rows/sections.ts';
import { demandFresh, tagOfSection, type Conditional } from './freshness.ts';
import { demandDates } from './outline-dates.ts';
import {
  changeOutline,
  judgeAnew,
  knownSection,
  noteOutlineDeed,
  reportOfSection,
  subtreeOf,
  tellOfSections,
  type OutlineDeed,
} from './outline-deed.ts';

export interface Assignment extends Conditional {
  readonly id: SectionId;
  readonly ownerId: PersonId | null;
  readonly coEditorIds: readonly PersonId[];
  readonly approverId: PersonId | null;
  readonly startOn: string | null;
  readonly due: string | null;
  readonly product: string;
  /** Gives dates and approver to all below it that the caller may know. */
  readonly applyToChildren: boolean;
}

/**
 * Says who writes a section, by when and what is to be handed in. Who had it and who has it now are judged anew at once, also in texts that
 * are open. Throws `stale`, `assignment/not-member`, `section/date-outside`, `section/due-before-start`.
 */
export async function assignSection(context: Context, caller: Caller, input: Assignment): Promise<SectionDetail> {
  const reportId = await reportOfSection(context, caller, input.id);
  return changeOutline(context, caller, { reportId, right: 'assign' }, async (deed) => {
    const { tx, view } = deed;
    const section = knownSection(deed, input.id);
    demandFresh(input, tagOfSection({ rowVersion: section.row_version }));
    const before = sharesOf(section, view.coEditors.get(section.id) ?? []);
    // Who owns a section need not be named beside its owner.
    const coEditorIds = [...new Set(input.coEditorIds)].filter((id) => id !== input.ownerId);
    const after = sharesOf({ owner_id: input.ownerId, approver_id: input.approverId }, coEditorIds);
    await demandMembers(deed, without(after, before));
    await demandDates(deed, section, { start_on: input.startOn, due: input.due });
    await updateSection(tx, section.id, {
      owner_id: input.ownerId,
      approver_id: input.approverId,
      start_on: input.startOn,
      due: input.due,
      product: input.product,
    });
    await replaceCoEditors(tx, section.id, coEditorIds);
    await noteShares(deed, section.id, before, after);
    if (!isSameWriters(before, after)) await judgeAnew(deed, [section.document_id]);
    const below = input.applyToChildren ? await assignBelow(deed, input) : [];
    tellOfSections(deed, [section, ...below]);
    await noteOutlineDeed(deed, 'section.assign', section.id, { below: below.length });
    return section.id;
  });
}

/** A person's share in a section. */
type Share = Pick<AssignmentMoveRow, 'part'> & { readonly personId: PersonId };

/** Everyone who has a share in a section. */
export function sharesOf(
  { owner_id: ownerId, approver_id: approverId }: Pick<SectionRow, 'owner_id' | 'approver_id'>,
  coEditorIds: readonly PersonId[],
): readonly Share[] {
  return [
    ...(ownerId === null ? [] : [{ part: 'owner', personId: ownerId } as const]),
    ...coEditorIds.map((personId) => ({ part: 'coEditor', personId }) as const),
    ...(approverId === null ? [] : [{ part: 'approver', personId: approverId } as const]),
  ];
}

function without(shares: readonly Share[], others: readonly Share[]): readonly Share[] {
  return shares.filter(({ part, personId }) => !others.some((one) => one.part === part && one.personId === personId));
}

function isSameWriters(before: readonly Share[], after: readonly Share[]): boolean {
  const changed = [...without(before, after), ...without(after, before)];
  return changed.every(({ part }) => part === 'approver');
}

/** People of the committee who can come in. Who has a share already may keep it, even if they left meanwhile. */
async function demandMembers({ tx, report }: OutlineDeed, added: readonly Share[]): Promise<void> {
  const members = new Set((await listMemberships(tx, report.committee_id)).map((one) => one.person_id));
  const people = await listPeople(
    tx,
    added.map(({ personId }) => personId),
  );
  const gone = new Set(people.flatMap((person) => (person.deactivated_at === null ? [] : [person.id])));
  const stranger = added.find(({ personId }) => !members.has(personId) || gone.has(personId));
  if (stranger !== undefined) throw new DomainError('assignment/not-member', { ...stranger });
}

/** Keeps who was given a section and who had it taken from them. */
export async function noteShares(
  deed: OutlineDeed,
  sectionId: SectionId,
  before: readonly Share[],
  after: readonly Share[],
): Promise<void> {
  for (const share of without(before, after)) await writeAssignmentMove(deed, sectionId, share, 'taken');
  for (const share of without(after, before)) await writeAssignmentMove(deed, sectionId, share, 'given');
}

async function writeAssignmentMove(
  { context, tx, caller, at }: OutlineDeed,
  sectionId: SectionId,
  { part, personId }: Share,
  change: AssignmentMoveRow['change'],
): Promise<void> {
  await insertAssignmentMove(tx, {
    id: context.newId(),
    section_id: sectionId,
    person_id: personId,
    part,
    change,
    by_id: caller.personId,
    at,
  });
}

async function assignBelow(deed: OutlineDeed, input: Assignment): Promise<readonly SectionRow[]> {
  const { tx, view } = deed;
  const known = new Set(view.stops.map(({ place }) => place.id));
  const below = subtreeOf(view, input.id).filter(({ id }) => id !== input.id && known.has(id));
  for (const section of below) {
    await updateSection(tx, section.id, { approver_id: input.approverId, start_on: input.startOn, due: input.due });
    const before = sharesOf({ owner_id: null, approver_id: section.approver_id }, []);
    const after = sharesOf({ owner_id: null, approver_id: input.approverId }, []);
    await noteShares(deed, section.id, before, after);
  }
  return below;
}
