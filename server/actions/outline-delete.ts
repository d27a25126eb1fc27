import { DomainError } from '#shared/model/errors.ts';
import type { ReportId, SectionId } from '#shared/model/ids.ts';
import type { DeletedSection } from '#shared/protocol/outline.ts';
import type { SectionDetail } from '#shared/protocol/sections.ts';
import { mayHang } from '#shared/rules/outline.ts';
import { authorizeReport, rightsOnSection, type Asker } from '#server/access/authorize.ts';
import type { Caller } from '#server/access/caller.ts';
import type { Context } from '#server/context.ts';
import { stopOf } from '#server/domain/outline-order.ts';
import { discardStagedMerges } from '#server/storage/rows/merges.ts';
import { listPartsEver, updatePart } from '#server/storage/rows/parts.ts';
import {
  findSectionEver,
  listCoEditors,
  listCoEditorsOfReport,
  listSectionsEver,
  markSectionsDeleted,
  orderSections,
  type SectionRow,
} from '#server/storage/rows/sections.ts';
import type { Rows } from '#server/storage/rows/tables.ts';
import {
  changeOutline,
  judgeAnew,
  knownSection,
  noteOutlineDeed,
  reportOfSection,
  subtreeOf,
  takeFromOutline,
  tellOfSections,
  type OutlineDeed,
} from './outline-deed.ts';
import { partOfStop } from './outline-carry.ts';
import { orderParts } from './outline-parts.ts';

/**
 * Takes a section with all below it out of the outline. Its texts are as if they were not there, also for who has one open, and nothing of
 * them is lost; what was merged into a part stays there.
 */
export async function deleteSection(
  context: Context,
  caller: Caller,
  input: { readonly id: SectionId },
): Promise<void> {
  const reportId = await reportOfSection(context, caller, input.id);
  return takeFromOutline(context, caller, { reportId, right: 'editOutline' }, async (deed) => {
    const { id } = knownSection(deed, input.id);
    const gone = subtreeOf(deed.view, id);
    const part = await partOfStop(deed, stopOf(deed.view.allStops, id));
    if (part !== undefined) for (const one of gone) await discardStagedMerges(deed.tx, part.id, one.id);
    await markGone(deed, gone, await nextDeletion(deed));
    tellOfSections(deed, gone);
    await noteOutlineDeed(deed, 'section.delete', id, { sections: gone.length });
  });
}

/** Brings a section back with all that went with it. Throws `section/not-deleted`, `section/parent-deleted`, `outline/too-deep`. */
export async function restoreSection(
  context: Context,
  caller: Caller,
  input: { readonly id: SectionId },
): Promise<SectionDetail> {
  const found = await loadDeleted(context.storage.rows, caller, input.id);
  const reportId = found.report_id;
  const gone = goneWith(await listSectionsEver(context.storage.rows, reportId), found);
  const texts = gone.flatMap(({ document_id: id }) => (id === null ? [] : [id]));
  return changeOutline(context, caller, { reportId, right: 'editOutline', texts }, async (deed) => {
    const section = await loadDeleted(deed.tx, caller, input.id);
    if (section.deleted_at === null) throw new DomainError('section/not-deleted');
    const ever = await listSectionsEver(deed.tx, reportId);
    const parent = ever.find((one) => one.id === section.parent_id);
    if (parent !== undefined && parent.deleted_at !== null) throw new DomainError('section/parent-deleted');
    const back = goneWith(ever, section);
    const standing = ever.filter((one) => one.deleted_at === null);
    const hangs = mayHang(
      [...standing, ...back].map(({ id, parent_id: parentId }) => ({ id, parentId })),
      section.id,
      section.parent_id,
    );
    if (!hangs.ok) throw new DomainError(hangs.code, hangs.details);
    await markGone(deed, back, null);
    await orderSections(deed.tx, orderAgain(standing, section));
    await orderParts(deed);
    tellOfSections(deed, back);
    await noteOutlineDeed(deed, 'section.restore', section.id, { sections: back.length });
    return section.id;
  });
}

/** What was taken out of an outline and can be brought back, newest first; what the caller may not know is not in it. */
export async function listDeletedSections(
  context: Context,
  caller: Caller,
  input: { readonly id: ReportId },
): Promise<{ items: DeletedSection[] }> {
  const { rows } = context.storage;
  const { roles } = await authorizeReport(rows, caller, input.id, 'editOutline');
  const ever = await listSectionsEver(rows, input.id);
  const coEditors = await listCoEditorsOfReport(rows, input.id);
  const items: DeletedSection[] = [];
  for (const section of ever) {
    const rights = rightsOnSection(section, coEditors.get(section.id) ?? [], roles, caller.personId);
    if (section.deleted_at === null || !rights.includes('see')) continue;
    const parent = ever.find((one) => one.id === section.parent_id);
    if (parent !== undefined && parent.deleted_at === section.deleted_at) continue;
    const below = goneWith(ever, section).length - 1;
    items.push({ id: section.id, title: section.title, below, deletedAt: section.deleted_at });
  }
  return { items: items.toSorted((one, other) => other.deletedAt - one.deletedAt) };
}

async function markGone(deed: OutlineDeed, sections: readonly SectionRow[], at: number | null): Promise<void> {
  const ids = sections.map(({ id }) => id);
  await markSectionsDeleted(deed.tx, ids, at);
  // One that came down from the top left a part there that is not its own any more.
  const tops = sections.filter((section) => section.parent_id === null).map(({ id }) => id);
  const parts = (await listPartsEver(deed.tx, deed.report.id)).filter(
    (part) => tops.includes(part.top_section_id) && (part.deleted_at === null) === (at !== null),
  );
  for (const part of parts) await updatePart(deed.tx, part.id, { deleted_at: at });
  await judgeAnew(
    deed,
    [...sections, ...parts].map((one) => one.document_id),
  );
}

/** Of two deletions no two have one instant: it tells what went together. */
export async function nextDeletion({ tx, at, report }: OutlineDeed): Promise<number> {
  const ever = await listSectionsEver(tx, report.id);
  return Math.max(at, ...ever.map((section) => (section.deleted_at ?? 0) + 1));
}

/** A deleted section and what below it went with it. */
function goneWith(ever: readonly SectionRow[], section: SectionRow): readonly SectionRow[] {
  const children = ever.filter((one) => one.parent_id === section.id && one.deleted_at === section.deleted_at);
  return [section, ...children.flatMap((child) => goneWith(ever, child))];
}

/** Where it stood, as far as its brothers and sisters still stand as they did. */
function orderAgain(standing: readonly SectionRow[], section: SectionRow): readonly SectionId[] {
  const siblings = standing.filter((one) => one.parent_id === section.parent_id);
  const before = siblings.filter((one) => one.position < section.position);
  const after = siblings.filter((one) => one.position >= section.position);
  return [...before, section, ...after].map(({ id }) => id);
}

/** A section that may have been taken out. Throws `not_found` where the caller might not know it either way. */
async function loadDeleted(rows: Rows, asker: Asker, id: SectionId): Promise<SectionRow> {
  const section = await findSectionEver(rows, id);
  if (section === undefined || !(await mayKnow(rows, asker, section))) throw new DomainError('not_found');
  return section;
}

async function mayKnow(rows: Rows, asker: Asker, section: SectionRow): Promise<boolean> {
  const { roles } = await authorizeReport(rows, asker, section.report_id, 'see');
  return rightsOnSection(section, await listCoEditors(rows, section.id), roles, asker.personId).includes('see');
}
