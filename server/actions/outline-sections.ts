import { textOfBlock, type DocumentContent } from '#shared/document/document.ts';
import { DomainError } from '#shared/model/errors.ts';
import { idOf, type ReportId, type SectionId } from '#shared/model/ids.ts';
import type { Numbering, Visibility } from '#shared/model/section.ts';
import type { SectionDetail } from '#shared/protocol/sections.ts';
import { mayHang, usualNumbering } from '#shared/rules/outline.ts';
import type { Caller } from '#server/access/caller.ts';
import type { Context } from '#server/context.ts';
import { orderWith, stopOf } from '#server/domain/outline-order.ts';
import { walkOutline } from '#server/domain/outline.ts';
import { headingIdOf } from '#server/domain/placing.ts';
import { updatePart } from '#server/storage/rows/parts.ts';
import {
  insertSection,
  listSections,
  orderSections,
  updateSection as writeSection,
  type SectionRow,
} from '#server/storage/rows/sections.ts';
import { demandFresh, tagOfSection, type Conditional } from './freshness.ts';
import {
  changeOutline,
  judgeAnew,
  knownSection,
  noteOutlineDeed,
  reportOfSection,
  tellOfSections,
  type OutlineDeed,
} from './outline-deed.ts';
import { demandDates } from './outline-dates.ts';
import { partOfStop, relevelSubtree } from './outline-carry.ts';
import { createPart } from './outline-parts.ts';
import { createText, sectionRow } from './setup.ts';

export interface NewSectionInput {
  readonly id: ReportId;
  readonly parentId: SectionId | null;
  readonly position: number;
  readonly title: string;
  readonly numbering?: Numbering | undefined;
  readonly guidance: string;
  readonly elements: readonly { readonly key: string; readonly vi: string; readonly en: string }[];
  readonly targetWords: number;
  readonly hasText: boolean;
}

/** Adds a section to an outline; at the top with a part of the consolidated report. Throws `outline/too-deep`. */
export async function createSection(context: Context, caller: Caller, input: NewSectionInput): Promise<SectionDetail> {
  const id = idOf<SectionId>(context.newId());
  return changeOutline(context, caller, { reportId: input.id, right: 'editOutline' }, async (deed) => {
    const { tx, report, view } = deed;
    const depth = demandPlace(deed, null, input.parentId);
    const siblings = siblingsAt(deed, input.parentId);
    const known = new Set(view.stops.map(({ place }) => place.id));
    const order = orderWith(
      siblings.map((one) => one.id),
      id,
      { position: input.position, known },
    );
    const at = order.indexOf(id);
    const neighbour = siblings[at - 1] ?? siblings[at];
    const numbering = input.numbering ?? neighbour?.numbering ?? usualNumbering(depth);
    const documentId = input.hasText ? await createText(context, tx, caller, 'section') : null;
    const fields = { ...input, numbering, ...UNASSIGNED, children: [], key: '' };
    const row = sectionRow(fields, {
      id,
      reportId: report.id,
      parentId: input.parentId,
      position: at,
      documentId,
    });
    await insertSection(tx, row, []);
    await orderSections(tx, order);
    if (input.parentId === null) await createPart(deed, { id, title: input.title });
    tellOfSections(deed, [row]);
    await noteOutlineDeed(deed, 'section.create', id, { parentId: input.parentId });
    return id;
  });
}

const UNASSIGNED = {
  ownerId: null,
  coEditorIds: [],
  approverId: null,
  startOn: null,
  due: null,
  visibility: 'open',
} as const;

export interface SectionChanges extends Conditional {
  readonly id: SectionId;
  readonly title?: string | undefined;
  readonly guidance?: string | undefined;
  readonly elements?: NewSectionInput['elements'] | undefined;
  readonly targetWords?: number | undefined;
  readonly numbering?: Numbering | undefined;
  readonly visibility?: Visibility | undefined;
  readonly product?: string | undefined;
  readonly startOn?: string | null | undefined;
  readonly due?: string | null | undefined;
}

/** Changes what a section asks of its writers. Throws `stale`, `section/date-outside`, `section/due-before-start`. */
export async function updateSection(context: Context, caller: Caller, input: SectionChanges): Promise<SectionDetail> {
  const reportId = await reportOfSection(context, caller, input.id);
  return changeOutline(context, caller, { reportId, right: 'editOutline' }, async (deed) => {
    const { tx } = deed;
    const section = knownSection(deed, input.id);
    demandFresh(input, tagOfSection({ rowVersion: section.row_version }));
    const changed: SectionRow = {
      ...section,
      title: input.title ?? section.title,
      guidance: input.guidance ?? section.guidance,
      elements_json: input.elements === undefined ? section.elements_json : JSON.stringify(input.elements),
      target_words: input.targetWords ?? section.target_words,
      numbering: input.numbering ?? section.numbering,
      visibility: input.visibility ?? section.visibility,
      product: input.product ?? section.product,
      start_on: input.startOn === undefined ? section.start_on : input.startOn,
      due: input.due === undefined ? section.due : input.due,
    };
    await demandDates(deed, section, changed);
    await writeSection(tx, section.id, fieldsOf(changed));
    if (section.title !== changed.title) await renameInPart(deed, section, changed);
    if (section.numbering !== changed.numbering) await relevelInPart(deed, section.id);
    if (section.visibility !== changed.visibility) await judgeAnew(deed, [section.document_id]);
    tellOfSections(deed, [section, changed]);
    await noteOutlineDeed(deed, 'section.update', section.id, { fields: changedFields(section, changed) });
    return section.id;
  });
}

function fieldsOf(row: SectionRow) {
  const { title, guidance, elements_json, target_words, numbering, visibility, product, start_on, due } = row;
  return { title, guidance, elements_json, target_words, numbering, visibility, product, start_on, due };
}

function changedFields(before: SectionRow, after: SectionRow): string {
  const was = new Map<string, unknown>(Object.entries(before));
  return Object.entries(after)
    .flatMap(([name, value]) => (was.get(name) === value ? [] : [name]))
    .join(' ');
}

/** The depth of a section in its new place. Throws what `mayHang` answers, and `not_found` for a parent that the caller may not know. */
export function demandPlace(deed: OutlineDeed, id: SectionId | null, parentId: SectionId | null): number {
  if (parentId !== null) knownSection(deed, parentId);
  const sections = deed.view.allStops.map(({ place }) => ({ id: place.id, parentId: place.parent_id }));
  const hangs = mayHang(sections, id, parentId);
  if (!hangs.ok) throw new DomainError(hangs.code, hangs.details);
  return hangs.value.depth;
}

/** All that hang under a parent, in their order. */
export function siblingsAt({ view }: OutlineDeed, parentId: SectionId | null): readonly SectionRow[] {
  return view.allStops.filter(({ place }) => place.parent_id === parentId).map(({ place }) => place);
}

/** The title of its part, or its heading in one: where the bureau has left that as it was. */
async function renameInPart(deed: OutlineDeed, before: SectionRow, after: SectionRow): Promise<void> {
  const part = await partOfStop(deed, stopOf(deed.view.allStops, after.id));
  if (part?.top_section_id === after.id) await updatePart(deed.tx, part.id, { title: after.title });
  else if (part !== undefined)
    await deed.changeText(part.document_id, ({ content }) => renamed(content, before, after));
}

function renamed(content: DocumentContent, before: SectionRow, after: SectionRow): DocumentContent {
  const blocks = content.blocks.map((block) => {
    const isHeading = block.type === 'paragraph' && block.id === headingIdOf(after.id);
    if (!isHeading || textOfBlock(block) !== before.title) return block;
    const [first] = block.content;
    const marks = first?.type === 'text' ? first.marks : [];
    return { ...block, content: [{ type: 'text', text: after.title, marks } as const] };
  });
  return { blocks };
}

/** Its numbering says on which level its heading stands, and with it all below it. */
async function relevelInPart(deed: OutlineDeed, id: SectionId): Promise<void> {
  const before = deed.view.allStops;
  const after = walkOutline(await listSections(deed.tx, deed.report.id));
  const part = await partOfStop(deed, stopOf(after, id));
  if (part !== undefined) await relevelSubtree(deed, id, part, { before, after });
}
