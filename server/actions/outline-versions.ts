import { z } from 'zod';
import { layoutProfileOf } from '#shared/document/layout-profile.ts';
import { DomainError } from '#shared/model/errors.ts';
import { idOf, type OutlineVersionId, type ReportId, type SectionId } from '#shared/model/ids.ts';
import { NUMBERINGS, VISIBILITIES } from '#shared/model/section.ts';
import { day, personId, sectionId } from '#shared/protocol/fields.ts';
import type { OutlineVersion, OutlineVersionDetail, OutlineVersionEntry } from '#shared/protocol/outline.ts';
import type { Report } from '#shared/protocol/reports.ts';
import { elementSchema } from '#shared/protocol/sections.ts';
import { authorizeReport, rightsOnSection, type Asker } from '#server/access/authorize.ts';
import type { Caller } from '#server/access/caller.ts';
import type { Context, Reading } from '#server/context.ts';
import { isSameOutline, type FrozenSection } from '#server/domain/outline-freeze.ts';
import { numberOutline, walkOutline } from '#server/domain/outline.ts';
import {
  findOutlineVersion,
  insertOutlineVersion,
  listOutlineVersions as listVersionRows,
  markOutlineApproved,
  type OutlineVersionHead,
  type OutlineVersionRow,
} from '#server/storage/rows/outline-versions.ts';
import { listCoEditorsOfReport, listSections, listSectionsEver } from '#server/storage/rows/sections.ts';
import type { Rows } from '#server/storage/rows/tables.ts';
import { noteDeed } from './note-deed.ts';
import type { ReportView } from './report-view.ts';
import { transact } from './transact.ts';

const storedOutline: z.ZodType<readonly FrozenSection[]> = z.array(
  z.object({
    id: sectionId,
    parentId: sectionId.nullable(),
    title: z.string(),
    numbering: z.enum(NUMBERINGS),
    guidance: z.string(),
    elements: z.array(elementSchema),
    targetWords: z.number(),
    hasText: z.boolean(),
    visibility: z.enum(VISIBILITIES),
    ownerId: personId.nullable(),
    coEditorIds: z.array(personId),
    approverId: personId.nullable(),
    startOn: day.nullable(),
    due: day.nullable(),
    product: z.string(),
  }),
);
const storedElements = z.array(elementSchema);

/** Keeps the outline as it is now, with its people and dates, as the next version for the chair to approve. Throws `outline/empty`. */
export async function proposeOutline(
  context: Context,
  caller: Caller,
  input: { readonly id: ReportId; readonly note: string },
): Promise<OutlineVersion> {
  const at = context.now();
  return transact(context, async (tx, tell) => {
    const { report } = await authorizeReport(tx, caller, input.id, 'editOutline');
    const outline = await loadOutline(tx, report.id);
    if (outline.length === 0) throw new DomainError('outline/empty');
    const version: OutlineVersionRow = {
      id: idOf<OutlineVersionId>(context.newId()),
      report_id: report.id,
      number: ((await listVersionRows(tx, report.id))[0]?.number ?? 0) + 1,
      note: input.note,
      content_json: JSON.stringify(outline),
      by_id: caller.personId,
      at,
      approved_by: null,
      approved_at: null,
    };
    await insertOutlineVersion(tx, version);
    await note(tx, caller, version, 'outlineVersion.propose', at);
    tell({ kind: 'report', reportId: report.id });
    return describeVersion(version);
  });
}

/** The versions of an outline, newest first. */
export async function listOutlineVersions(
  context: Context,
  caller: Caller,
  input: { readonly id: ReportId },
): Promise<{ items: OutlineVersion[] }> {
  await authorizeReport(context.storage.rows, caller, input.id, 'see');
  return { items: (await listVersionRows(context.storage.rows, input.id)).map(describeVersion) };
}

/** One version of an outline; without the sections that the caller may not know. */
export async function getOutlineVersion(
  context: Context,
  caller: Caller,
  input: { readonly id: OutlineVersionId },
): Promise<OutlineVersionDetail> {
  const { rows } = context.storage;
  const version = await loadVersion(rows, input.id);
  const { report, roles } = await authorizeReport(rows, caller, version.report_id, 'see');
  const known = await loadKnown(rows, caller, { reportId: report.id, roles });
  const outline = knownOf(outlineOf(version), known);
  const places = outline.map((section) => ({ ...section, parent_id: section.parentId }));
  const numbers = numberOutline(layoutProfileOf(report.profile), walkOutline(places));
  const below = (parentId: SectionId | null): OutlineVersionEntry[] =>
    outline
      .filter((section) => section.parentId === parentId)
      .map(({ id, parentId: _parent, elements, coEditorIds, ...fields }) => ({
        ...fields,
        sectionId: id,
        label: numbers.get(id)?.label ?? '',
        elements: [...elements],
        coEditorIds: [...coEditorIds],
        children: below(id),
      }));
  return { ...describeVersion(version), outline: below(null) };
}

/** The chair approves the newest version. Throws `outline/not-newest` for an older one, `outline/approved` for one that already is. */
export async function approveOutline(
  context: Context,
  caller: Caller,
  input: { readonly id: OutlineVersionId },
): Promise<OutlineVersion> {
  const at = context.now();
  return transact(context, async (tx, tell) => {
    const version = await loadVersion(tx, input.id);
    const { report } = await authorizeReport(tx, caller, version.report_id, 'approveOutline');
    if (version.approved_at !== null) throw new DomainError('outline/approved');
    const newest = (await listVersionRows(tx, report.id))[0];
    if (newest?.id !== version.id) throw new DomainError('outline/not-newest', { newest: newest?.number ?? null });
    await markOutlineApproved(tx, version.id, caller.personId, at);
    await note(tx, caller, version, 'outlineVersion.approve', at);
    tell({ kind: 'report', reportId: report.id });
    return describeVersion({ ...version, approved_by: caller.personId, approved_at: at });
  });
}

/** The version that was approved last, and whether what the person may know of the outline is still so. */
export async function findApproval(
  { storage: { rows } }: Reading,
  asker: Asker,
  { access: { report, roles } }: Pick<ReportView, 'access'>,
): Promise<Report['outlineVersion']> {
  const version = (await listVersionRows(rows, report.id)).find((one) => one.approved_at !== null);
  if (version === undefined || version.approved_by === null || version.approved_at === null) return null;
  const frozen = outlineOf(await loadVersion(rows, version.id));
  const known = await loadKnown(rows, asker, { reportId: report.id, roles });
  const now = knownOf(await loadOutline(rows, report.id), known);
  return {
    number: version.number,
    approvedBy: version.approved_by,
    approvedAt: version.approved_at,
    changedSince: !isSameOutline(knownOf(frozen, known), now),
  };
}

async function loadOutline(rows: Rows, reportId: ReportId): Promise<readonly FrozenSection[]> {
  const coEditors = await listCoEditorsOfReport(rows, reportId);
  return walkOutline(await listSections(rows, reportId)).map(({ place }) => ({
    id: place.id,
    parentId: place.parent_id,
    title: place.title,
    numbering: place.numbering,
    guidance: place.guidance,
    elements: storedElements.parse(JSON.parse(place.elements_json)),
    targetWords: place.target_words,
    hasText: place.document_id !== null,
    visibility: place.visibility,
    ownerId: place.owner_id,
    coEditorIds: coEditors.get(place.id) ?? [],
    approverId: place.approver_id,
    startOn: place.start_on,
    due: place.due,
    product: place.product,
  }));
}

/** Sections that the person may know as they are now; of those that were taken out, as they were last. */
async function loadKnown(
  rows: Rows,
  asker: Asker,
  { reportId, roles }: { readonly reportId: ReportId; readonly roles: ReportView['access']['roles'] },
): Promise<ReadonlySet<SectionId>> {
  const coEditors = await listCoEditorsOfReport(rows, reportId);
  const sections = await listSectionsEver(rows, reportId);
  const known = sections.filter((section) =>
    rightsOnSection(section, coEditors.get(section.id) ?? [], roles, asker.personId).includes('see'),
  );
  return new Set(known.map(({ id }) => id));
}

/** Below a section that is not known, what is known moves up to the nearest one that is. */
function knownOf(outline: readonly FrozenSection[], known: ReadonlySet<SectionId>): readonly FrozenSection[] {
  const parents = new Map(outline.map(({ id, parentId }) => [id, parentId]));
  const nearest = (id: SectionId | null): SectionId | null =>
    id === null || known.has(id) ? id : nearest(parents.get(id) ?? null);
  return outline
    .filter(({ id }) => known.has(id))
    .map((section) => ({ ...section, parentId: nearest(section.parentId) }));
}

function outlineOf(version: OutlineVersionRow): readonly FrozenSection[] {
  return storedOutline.parse(JSON.parse(version.content_json));
}

async function loadVersion(rows: Rows, id: OutlineVersionId): Promise<OutlineVersionRow> {
  const version = await findOutlineVersion(rows, id);
  if (version === undefined) throw new DomainError('not_found');
  return version;
}

async function note(
  tx: Rows,
  caller: Caller,
  version: OutlineVersionRow,
  action: `outlineVersion.${string}`,
  at: number,
): Promise<void> {
  await noteDeed(tx, caller, action, {
    id: version.id,
    at,
    details: { reportId: version.report_id, number: version.number },
  });
}

function describeVersion(row: OutlineVersionHead): OutlineVersion {
  return {
    id: row.id,
    reportId: row.report_id,
    number: row.number,
    note: row.note,
    by: row.by_id,
    at: row.at,
    approvedBy: row.approved_by,
    approvedAt: row.approved_at,
  };
}
