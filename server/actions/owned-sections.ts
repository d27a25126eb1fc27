import { DomainError } from '#shared/model/errors.ts';
import type { SectionId } from '#shared/model/ids.ts';
import { authorizeSection, type Asker } from '#server/access/authorize.ts';
import type { SectionRow } from '#server/storage/rows/sections.ts';
import type { Rows } from '#server/storage/rows/tables.ts';

/** Which sections stand in somebody's way of leaving: by title those that the asker may know, the others by their number. */
export async function namesOfOwned(
  rows: Rows,
  asker: Asker,
  sections: readonly SectionRow[],
): Promise<{ sections: { id: SectionId; title: string }[]; others: number }> {
  const known: { id: SectionId; title: string }[] = [];
  for (const { id, title } of sections) if (await mayKnow(rows, asker, id)) known.push({ id, title });
  return { sections: known, others: sections.length - known.length };
}

async function mayKnow(rows: Rows, asker: Asker, id: SectionId): Promise<boolean> {
  try {
    await authorizeSection(rows, asker, id, 'see');
    return true;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}
