import type { PersonId, SectionId } from '#shared/model/ids.ts';
import type { Numbering, Visibility } from '#shared/model/section.ts';

/** A section as a version of its outline keeps it; the versions hold them flat, in reading order. */
export interface FrozenSection {
  readonly id: SectionId;
  readonly parentId: SectionId | null;
  readonly title: string;
  readonly numbering: Numbering;
  readonly guidance: string;
  readonly elements: readonly { readonly key: string; readonly vi: string; readonly en: string }[];
  readonly targetWords: number;
  readonly hasText: boolean;
  readonly visibility: Visibility;
  readonly ownerId: PersonId | null;
  readonly coEditorIds: readonly PersonId[];
  readonly approverId: PersonId | null;
  readonly startOn: string | null;
  readonly due: string | null;
  readonly product: string;
}

/**
 * Whether two outlines are the same to who approves them: sections, order, titles and what is asked of the writers. Who writes and by when
 * is settled after the approval and doesn't count.
 */
export function isSameOutline(one: readonly FrozenSection[], other: readonly FrozenSection[]): boolean {
  return JSON.stringify(one.map(approvedOf)) === JSON.stringify(other.map(approvedOf));
}

function approvedOf(section: FrozenSection) {
  const { id, parentId, title, numbering, guidance, elements, targetWords, hasText } = section;
  return [
    id,
    parentId,
    title,
    numbering,
    guidance,
    elements.map(({ key, vi, en }) => [key, vi, en]),
    targetWords,
    hasText,
  ];
}
