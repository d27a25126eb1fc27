import { layoutProfileOf } from '#shared/document/layout-profile.ts';
import type { DocumentId, PersonId, ReportId, SectionId } from '#shared/model/ids.ts';
import type { PartAction, SectionAction } from '#shared/model/right.ts';
import type { OutlineNode } from '#shared/protocol/reports.ts';
import { partRights, sectionRights } from '#shared/rules/rights.ts';
import { authorizeReport, rightsOnSection, type Asker, type ReportAccess } from '#server/access/authorize.ts';
import type { Context, Reading } from '#server/context.ts';
import {
  levelOfStop,
  numberOutline,
  walkOutline,
  type OutlineStop,
  type SectionNumber,
} from '#server/domain/outline.ts';
import { listAppliedMergesOfReport, type AppliedMerge } from '#server/storage/rows/merges.ts';
import type { ReportRow } from '#server/storage/rows/reports.ts';
import { listReturns } from '#server/storage/rows/section-moves.ts';
import { listCoEditorsOfReport, listSections, type SectionRow } from '#server/storage/rows/sections.ts';
import { listStandingSubmissions, type SubmissionRow } from '#server/storage/rows/submissions.ts';
import type { Rows } from '#server/storage/rows/tables.ts';
import { countOpenThreads } from '#server/storage/rows/threads.ts';

/** A report's outline as one person sees it: what they may not know is not in it. */
export interface ReportView {
  readonly access: ReportAccess;
  /** In reading order, all of them: for places and depths, never to be shown. */
  readonly allStops: readonly OutlineStop<SectionRow>[];
  /** What the person may know, in reading order. */
  readonly stops: readonly OutlineStop<SectionRow>[];
  /**
   * Of what the person may know or meets in the parts, whose titles and merged headings are there to be read: counted without those, a
   * part would bear one number twice as soon as a closed section that it holds is written on.
   */
  readonly numbers: ReadonlyMap<SectionId, SectionNumber>;
  readonly partRights: readonly PartAction[];
  /** What is merged into the parts; none while the person may not see them. */
  readonly applied: readonly AppliedMerge[];
  readonly rights: ReadonlyMap<SectionId, readonly SectionAction[]>;
  readonly coEditors: ReadonlyMap<SectionId, readonly PersonId[]>;
  /** What waits to be received and what was received, oldest first; of sections that the person may know. */
  readonly submissions: readonly SubmissionRow[];
  readonly returnReasons: ReadonlyMap<SectionId, string>;
}

export async function loadReportView(context: Reading, asker: Asker, reportId: ReportId): Promise<ReportView> {
  const { rows } = context.storage;
  const access = await authorizeReport(rows, asker, reportId, 'see');
  const coEditors = await listCoEditorsOfReport(rows, reportId);
  const allStops = walkOutline(await listSections(rows, reportId));
  const rights = new Map(
    allStops.map(({ place }) => [
      place.id,
      rightsOnSection(place, coEditors.get(place.id) ?? [], access.roles, asker.personId),
    ]),
  );
  const stops = allStops.filter(({ place }) => rights.get(place.id)?.includes('see'));
  const known = new Set(stops.map(({ place }) => place.id));
  const ofParts = partRights(access);
  const mayReadParts = ofParts.includes('read');
  const applied = mayReadParts ? await listAppliedMergesOfReport(rows, reportId) : [];
  const returns = (await listReturns(rows, reportId)).filter((move) => known.has(move.section_id));
  return {
    access,
    allStops,
    stops,
    numbers: numberOutline(
      layoutProfileOf(access.report.profile),
      mayReadParts ? readableStops(allStops, known, applied) : stops,
    ),
    partRights: ofParts,
    applied,
    rights,
    coEditors,
    submissions: (await listStandingSubmissions(rows, reportId)).filter((one) => known.has(one.section_id)),
    returnReasons: new Map(returns.map((move) => [move.section_id, move.reason])),
  };
}

/**
 * The outline as a paper of the whole committee is numbered by it, the same whoever asks: without what is still closed to others than
 * its writers, unless a part holds it.
 */
export async function loadCommonNumbers(
  rows: Rows,
  report: ReportRow,
): Promise<{
  readonly stops: readonly OutlineStop<SectionRow>[];
  readonly numbers: ReadonlyMap<SectionId, SectionNumber>;
}> {
  const stops = walkOutline(await listSections(rows, report.id));
  const anyone = { roles: ['bureau'], relation: 'none' } as const;
  const known = stops.filter(({ place: { state, visibility } }) =>
    sectionRights({ ...anyone, state, visibility }).includes('see'),
  );
  const readable = readableStops(
    stops,
    new Set(known.map(({ place }) => place.id)),
    await listAppliedMergesOfReport(rows, report.id),
  );
  return { stops, numbers: numberOutline(layoutProfileOf(report.profile), readable) };
}

/** What one may know, what is at the top of a part, and what was merged, with all above it: a merge brings their headings too. */
function readableStops(
  allStops: readonly OutlineStop<SectionRow>[],
  known: ReadonlySet<SectionId>,
  applied: readonly AppliedMerge[],
): readonly OutlineStop<SectionRow>[] {
  const merged = new Set(applied.map((merge) => merge.section_id));
  const brought = allStops.filter(({ place }) => merged.has(place.id)).flatMap(({ ancestors }) => ancestors);
  const headings = new Set([...merged, ...brought.map(({ id }) => id)]);
  return allStops.filter(({ place }) => place.parent_id === null || known.has(place.id) || headings.has(place.id));
}

/** What is counted in a text, for every text that was asked for. */
export interface TextFigures {
  readonly words: ReadonlyMap<DocumentId, number>;
  readonly openThreads: ReadonlyMap<DocumentId, number>;
}

export async function loadFigures(context: Context, documentIds: readonly DocumentId[]): Promise<TextFigures> {
  const [words, openThreads] = await Promise.all([
    context.documents.countWords(documentIds),
    countOpenThreads(context.storage.rows, documentIds),
  ]);
  return { words, openThreads };
}

export function documentsOf(stops: readonly OutlineStop<SectionRow>[]): readonly DocumentId[] {
  return stops.flatMap(({ place }) => (place.document_id === null ? [] : [place.document_id]));
}

/** The outline as a tree. Below a section that the person may not know, what they may know moves up to the nearest one that they may. */
export function treeOf(view: ReportView, figures: TextFigures): OutlineNode[] {
  return childrenOf(view, figures, null);
}

/** One section with everything below it. */
export function nodeOf(view: ReportView, figures: TextFigures, section: SectionRow): OutlineNode {
  const children = childrenOf(view, figures, section.id);
  return {
    id: section.id,
    label: labelOf(view, section.id),
    title: section.title,
    numbering: section.numbering,
    documentId: section.document_id,
    state: section.state,
    stateChangedAt: section.state_changed_at,
    returnReason: section.state === 'returned' ? (view.returnReasons.get(section.id) ?? null) : null,
    visibility: section.visibility,
    ownerId: section.owner_id,
    coEditorIds: [...(view.coEditors.get(section.id) ?? [])],
    startOn: section.start_on,
    due: section.due,
    words: figure(figures.words, section) + sum(children.map((child) => child.words)),
    targetWords: section.target_words,
    openThreads: figure(figures.openThreads, section) + sum(children.map((child) => child.openThreads)),
    submissionId: standingSubmission(view, section.id)?.id ?? null,
    rights: [...(view.rights.get(section.id) ?? [])],
    children,
  };
}

/** Titles from the top of the outline down to the parent, numbers included; of sections that the person may know. */
export function pathOf(view: ReportView, id: SectionId): string[] {
  const stop = view.stops.find(({ place }) => place.id === id);
  return (stop?.ancestors ?? [])
    .filter((ancestor) => isKnown(view, ancestor.id))
    .map((ancestor) => titleWithLabel(view, ancestor));
}

export function titleWithLabel(view: ReportView, section: SectionRow): string {
  return `${labelOf(view, section.id)} ${section.title}`.trim();
}

/** The number of a section as printed; empty for what is not counted or not known. */
export function labelOf(view: ReportView, id: SectionId): string {
  return view.numbers.get(id)?.label ?? '';
}

/** Where the text of a section stands: on which level of the report, and where its numbers begin. */
export function placeOf(view: ReportView, id: SectionId): { depth: number; place: number[] } {
  const stop = view.allStops.find(({ place }) => place.id === id);
  return {
    depth: stop === undefined ? 1 : levelOfStop(stop),
    place: [...(view.numbers.get(id)?.place ?? [])],
  };
}

/** The received submissions of each section, newest last. */
export function lastReceived(view: ReportView): ReadonlyMap<SectionId, SubmissionRow> {
  return new Map(
    view.submissions.filter((one) => one.state === 'received').map((submission) => [submission.section_id, submission]),
  );
}

function childrenOf(view: ReportView, figures: TextFigures, parentId: SectionId | null): OutlineNode[] {
  return view.stops
    .filter(({ ancestors }) => (ancestors.findLast((one) => isKnown(view, one.id))?.id ?? null) === parentId)
    .map(({ place }) => nodeOf(view, figures, place));
}

function isKnown(view: ReportView, id: SectionId): boolean {
  return view.rights.get(id)?.includes('see') ?? false;
}

/** The submission that waits to be received, else the last received one. */
function standingSubmission(view: ReportView, id: SectionId): SubmissionRow | undefined {
  const own = view.submissions.filter((one) => one.section_id === id);
  return own.findLast((one) => one.state === 'submitted') ?? own.at(-1);
}

function figure(figures: ReadonlyMap<DocumentId, number>, section: SectionRow): number {
  return section.document_id === null ? 0 : (figures.get(section.document_id) ?? 0);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
