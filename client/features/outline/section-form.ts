import type { Numbering, Visibility } from '#shared/model/section.ts';
import type { SectionDetail } from '#shared/protocol/sections.ts';

/** What the sheet of a section lets a person change, as it stands in the fields. */
export interface SectionForm {
  readonly title: string;
  readonly numbering: Numbering;
  readonly visibility: Visibility;
  readonly guidance: string;
  /** Keys of the elements that the text has to hold. */
  readonly elements: readonly string[];
  readonly targetWords: number;
  readonly ownerId: string | null;
  readonly coEditorIds: readonly string[];
  readonly approverId: string | null;
  readonly startOn: string | null;
  readonly due: string | null;
  readonly product: string;
}

export type SectionField = keyof SectionForm;

const SECTION_FIELDS = [
  'title',
  'ownerId',
  'coEditorIds',
  'approverId',
  'startOn',
  'due',
  'product',
  'visibility',
  'numbering',
  'guidance',
  'elements',
  'targetWords',
] as const satisfies readonly SectionField[];

const OF_ASSIGNMENT: readonly SectionField[] = ['ownerId', 'coEditorIds', 'approverId'];
const OF_TEXT: readonly SectionField[] = ['title', 'numbering', 'visibility', 'guidance', 'elements', 'targetWords'];

export function formOf({ section, guidance, elements, approverId, product }: SectionDetail): SectionForm {
  const { title, numbering, visibility, targetWords, ownerId, coEditorIds, startOn, due } = section;
  return {
    title,
    numbering,
    visibility,
    guidance,
    elements: elements.map(({ key }) => key),
    targetWords,
    ownerId,
    coEditorIds,
    approverId,
    startOn,
    due,
    product,
  };
}

/** The fields in which two forms differ. */
export function changedFields(before: SectionForm, after: SectionForm): readonly SectionField[] {
  return SECTION_FIELDS.filter((field) => !isSame(before[field], after[field]));
}

function isSame(one: SectionForm[SectionField], other: SectionForm[SectionField]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** A form that goes on from what others have made of the section meanwhile. */
export interface Rebased {
  /** What this person changed is kept; of the rest, what stands now. */
  readonly form: SectionForm;
  /** Fields that both changed, differently: there the person chooses. */
  readonly conflicts: readonly SectionField[];
}

export function rebase(base: SectionForm, mine: SectionForm, theirs: SectionForm): Rebased {
  const ofMine = changedFields(base, mine);
  const ofTheirs = changedFields(base, theirs);
  const form = ofMine.reduce<SectionForm>((kept, field) => ({ ...kept, [field]: mine[field] }), theirs);
  const conflicts = ofMine.filter((field) => ofTheirs.includes(field) && !isSame(mine[field], theirs[field]));
  return { form, conflicts };
}

/** Which calls a save needs: the days go with the people where those are changed too, else with the text's fields. */
export interface SavePlan {
  readonly fields: readonly SectionField[];
  readonly hasAssignment: boolean;
}

export function planSave(
  changed: readonly SectionField[],
  may: { readonly edit: boolean; readonly assign: boolean },
  appliesToChildren: boolean,
): SavePlan {
  const isOfPeople = appliesToChildren || changed.some((field) => OF_ASSIGNMENT.includes(field));
  const isOfPlan = changed.some((field) => !OF_ASSIGNMENT.includes(field) && !OF_TEXT.includes(field));
  const hasAssignment = may.assign && (isOfPeople || (isOfPlan && !may.edit));
  const fields = may.edit
    ? changed.filter((field) => OF_TEXT.includes(field) || (!hasAssignment && !OF_ASSIGNMENT.includes(field)))
    : [];
  return { fields, hasAssignment };
}
