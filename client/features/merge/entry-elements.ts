import type { Entry } from './entries.ts';

/** Ids of the elements that show one entry, so that a key can bring them into view from anywhere on the screen. */
export const rowId = (entryId: string): string => `row-${entryId}`;
export const placeId = (blockId: string): string => `part-${blockId}`;
export const sourceId = (blockId: string): string => `section-${blockId}`;
export const choiceId = (entryId: string): string => `choice-${entryId}`;

/** Puts the keyboard where the entry is decided: a conflict on its first choice, a change on its row in the list. */
export function focusEntry(entry: Entry): void {
  document.getElementById(entry.kind === 'conflict' ? choiceId(entry.id) : rowId(entry.id))?.focus();
}

/** Brings the entry's places in all three columns into view. */
export function revealEntry(entry: Entry): void {
  for (const id of [rowId(entry.id), placeId(entry.blockId), sourceId(entry.blockId)]) {
    document.getElementById(id)?.scrollIntoView({ block: 'nearest' });
  }
}
