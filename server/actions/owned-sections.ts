import type { SectionId } from '#shared/model/ids.ts';
import { mayKnowSection, type Asker } from '#server/access/authorize.ts';
import type { SectionRow } from '#server/storage/rows/sections.ts';
import type { Rows } from '#server/storage/rows/tables.ts';

/** Which sections stand in somebody's way of leaving: by title those that the asker may know, the others by their number. */
export async function namesOfOwned(
  rows: Rows,
  asker: Asker,
  sections: readonly SectionRow[],
): Promise<{ sections: { id: SectionId; title: string }[]; others: number }> {
  const known: { id: SectionId; title: string }[] = [];
  for (const { id, title } of sections) if (await mayKnowSection(rows, asker, id)) known.push({ id, title });
  return { sections: known, others: sections.length - known.length };
}
