import type { SectionId } from '#shared/model/ids.ts';
import type { SectionDetail } from '#shared/protocol/sections.ts';
import type { Caller } from '#server/access/caller.ts';
import type { Context } from '#server/context.ts';
import { orderWith, stopOf } from '#server/domain/outline-order.ts';
import { walkOutline } from '#server/domain/outline.ts';
import { listPartsEver, updatePart, type PartRow } from '#server/storage/rows/parts.ts';
import { listSections, orderSections, updateSection, type SectionRow } from '#server/storage/rows/sections.ts';
import { demandFresh, tagOfSection, type Conditional } from './freshness.ts';
import { carrySubtree, partOfStop } from './outline-carry.ts';
import {
  changeOutline,
  judgeAnew,
  knownSection,
  noteOutlineDeed,
  reportOfSection,
  tellOfSections,
  type OutlineDeed,
} from './outline-deed.ts';
import { createPart, orderParts } from './outline-parts.ts';
import { demandPlace, siblingsAt } from './outline-sections.ts';

/**
 * Moves a section with all below it to another place of its outline. What was merged of them goes with them in the consolidated report,
 * also into another part. Throws `stale`, `outline/inside-itself`, `outline/too-deep`.
 */
export async function placeSection(
  context: Context,
  caller: Caller,
  input: Conditional & { readonly id: SectionId; readonly parentId: SectionId | null; readonly position: number },
): Promise<SectionDetail> {
  const reportId = await reportOfSection(context, caller, input.id);
  return changeOutline(context, caller, { reportId, right: 'editOutline' }, async (deed) => {
    const section = knownSection(deed, input.id);
    demandFresh(input, tagOfSection({ rowVersion: section.row_version }));
    demandPlace(deed, section.id, input.parentId);
    const known = new Set(deed.view.stops.map(({ place }) => place.id));
    const siblings = siblingsAt(deed, input.parentId).map(({ id }) => id);
    const order = orderWith(siblings, section.id, { position: input.position, known });
    await moveInOutline(deed, section, { parentId: input.parentId, order });
    tellOfSections(deed, [section]);
    await noteOutlineDeed(deed, 'section.place', section.id, { parentId: input.parentId });
    return section.id;
  });
}

/** Hangs a section under a parent, among brothers and sisters in this order, and carries its texts in the consolidated report along. */
export async function moveInOutline(
  deed: OutlineDeed,
  section: SectionRow,
  { parentId, order }: { readonly parentId: SectionId | null; readonly order: readonly SectionId[] },
): Promise<void> {
  const { tx, report } = deed;
  const stops = walkOutline(await listSections(tx, report.id));
  const from = await partOfStop(deed, stopOf(stops, section.id));
  await updateSection(tx, section.id, { parent_id: parentId });
  await orderSections(tx, order);
  const isTopNow = parentId === null;
  if (isTopNow && section.parent_id !== null) await openPart(deed, section);
  const after = walkOutline(await listSections(tx, report.id));
  const to = await partOfStop(deed, stopOf(after, section.id));
  if (from === undefined || to === undefined) throw new Error(`The section ${section.id} stands in no part`);
  // Parts that change places keep their texts.
  if (!(isTopNow && from.id === to.id)) {
    await carrySubtree(deed, section.id, { stops, part: from }, { stops: after, part: to });
  }
  if (!isTopNow && section.parent_id === null) await closePart(deed, from);
  await orderParts(deed);
}

/** A part for a section that comes to the top: the one that it had there before, if it had one. */
async function openPart(deed: OutlineDeed, section: SectionRow): Promise<void> {
  const { tx, report } = deed;
  const had = (await listPartsEver(tx, report.id)).find((part) => part.top_section_id === section.id);
  if (had === undefined) {
    await createPart(deed, section);
    return;
  }
  await updatePart(tx, had.id, { deleted_at: null, title: section.title });
  await judgeAnew(deed, [had.document_id]);
}

async function closePart(deed: OutlineDeed, part: PartRow): Promise<void> {
  await updatePart(deed.tx, part.id, { deleted_at: deed.at });
  await judgeAnew(deed, [part.document_id]);
}
