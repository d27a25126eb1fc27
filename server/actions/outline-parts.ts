import { idOf, type PartId } from '#shared/model/ids.ts';
import { insertPart, listParts, updatePart, type PartRow } from '#server/storage/rows/parts.ts';
import { listSections, type SectionRow } from '#server/storage/rows/sections.ts';
import type { OutlineDeed } from './outline-deed.ts';
import { createText } from './setup.ts';

/** An empty part for a section at the top, in the order of the outline. */
export async function createPart(deed: OutlineDeed, top: Pick<SectionRow, 'id' | 'title'>): Promise<PartRow> {
  const { context, tx, report, caller } = deed;
  const part: PartRow = {
    id: idOf<PartId>(context.newId()),
    report_id: report.id,
    position: 0,
    top_section_id: top.id,
    title: top.title,
    document_id: await createText(context, tx, caller, 'part'),
    deleted_at: null,
  };
  await insertPart(tx, part);
  await orderParts(deed);
  return part;
}

/** Gives the parts the order of the sections at the top. */
export async function orderParts({ tx, report }: OutlineDeed): Promise<void> {
  const tops = (await listSections(tx, report.id)).filter((section) => section.parent_id === null);
  for (const part of await listParts(tx, report.id)) {
    const position = tops.findIndex((top) => top.id === part.top_section_id);
    if (position !== part.position) await updatePart(tx, part.id, { position });
  }
}
