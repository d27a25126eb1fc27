import { DomainError } from '#shared/model/errors.ts';
import type { DocumentId, ReportId, SectionId } from '#shared/model/ids.ts';
import type { ReportAction } from '#shared/model/right.ts';
import type { SectionDetail } from '#shared/protocol/sections.ts';
import { authorizeReport, authorizeSection } from '#server/access/authorize.ts';
import type { Caller } from '#server/access/caller.ts';
import type { Context, TextChange, UnseenChange, WrittenChange } from '#server/context.ts';
import { countContentWords } from '#server/domain/words.ts';
import { bumpEpoch } from '#server/storage/rows/documents.ts';
import type { ReportRow } from '#server/storage/rows/reports.ts';
import type { SectionRow } from '#server/storage/rows/sections.ts';
import type { Rows } from '#server/storage/rows/tables.ts';
import { countOpenThreads } from '#server/storage/rows/threads.ts';
import { noteDeed } from './note-deed.ts';
import { loadReportFigures } from './reports.ts';
import { documentsOf, loadReportView, type ReportView } from './report-view.ts';
import { describeSection } from './section-detail.ts';
import { isKnownToAll } from './section-move.ts';
import { transact, type Tell } from './transact.ts';

/** What a deed on an outline works on: the outline as its transaction finds it, and what it needs to write. */
export interface OutlineDeed {
  readonly context: Context;
  readonly caller: Caller;
  readonly tx: Rows;
  readonly tell: Tell;
  readonly at: number;
  readonly report: ReportRow;
  /** As the caller sees it; `allStops` is the whole outline. */
  readonly view: ReportView;
  /** Words of texts that the deed made or changed, for its answer. */
  readonly words: Map<DocumentId, number>;
  /** Changes a text together with the rows of the deed; who has it open sees it after the commit. */
  readonly changeText: (documentId: DocumentId, decide: TextChange['decide']) => Promise<WrittenChange>;
}

interface DeedOrder {
  readonly reportId: ReportId;
  readonly right: Extract<ReportAction, 'editOutline' | 'assign'>;
  /** Texts that are not in the outline yet and whose words are in the answer. */
  readonly texts?: readonly DocumentId[];
}

/** One deed on the outline of a report, in one transaction, answered with the section that it says. */
export async function changeOutline(
  context: Context,
  caller: Caller,
  order: DeedOrder,
  work: (deed: OutlineDeed) => Promise<SectionId>,
): Promise<SectionDetail> {
  const { rows } = context.storage;
  await authorizeReport(rows, caller, order.reportId, order.right);
  // Counted before the transaction: it may take whole texts to be read.
  const before = await loadReportView(context, caller, order.reportId);
  const figures = await loadReportFigures(context, before, order.texts);
  return seen(context, caller, order, async (deed, tx) => {
    const id = await work(deed);
    const reading = { storage: { rows: tx } };
    const view = await loadReportView(reading, caller, order.reportId);
    // Found also where the deed closed the section to who did it.
    const stop = view.allStops.find(({ place }) => place.id === id);
    if (stop === undefined) throw new DomainError('not_found');
    const counted = {
      words: new Map([...figures.words, ...deed.words]),
      openThreads: await countOpenThreads(tx, documentsOf(view.stops)),
    };
    return describeSection(reading, view, counted, stop.place);
  });
}

/** The same for a deed that leaves nothing to be answered with. */
export async function takeFromOutline(
  context: Context,
  caller: Caller,
  order: DeedOrder,
  work: (deed: OutlineDeed) => Promise<void>,
): Promise<void> {
  return seen(context, caller, order, work);
}

/** The transaction of a deed, and after it the texts that it changed are shown to who has them open. */
async function seen<Result>(
  context: Context,
  caller: Caller,
  { reportId, right }: DeedOrder,
  work: (deed: OutlineDeed, tx: Rows) => Promise<Result>,
): Promise<Result> {
  const unseen: UnseenChange[] = [];
  const result = await transact(context, async (tx, tell) => {
    const { report } = await authorizeReport(tx, caller, reportId, right);
    const view = await loadReportView({ storage: { rows: tx } }, caller, reportId);
    const words = new Map<DocumentId, number>();
    const changeText: OutlineDeed['changeText'] = async (documentId, decide) => {
      const change = await context.documents.changeWithin(tx, { documentId, by: caller.personId, decide });
      unseen.push(change);
      words.set(documentId, countContentWords(change.after.content));
      return change;
    };
    return work({ context, caller, tx, tell, at: context.now(), report, view, words, changeText }, tx);
  });
  // Each at once: one that has to be opened first must not keep the others from what is on disk.
  await Promise.all(unseen.map((change) => change.show()));
  return result;
}

/** The report of a section that the caller may know. Throws `not_found`. */
export async function reportOfSection(context: Context, caller: Caller, id: SectionId): Promise<ReportId> {
  return (await authorizeSection(context.storage.rows, caller, id, 'see')).report.id;
}

/** A section that the caller may know, as the deed finds it. Throws `not_found`. */
export function knownSection({ view }: OutlineDeed, id: SectionId): SectionRow {
  const stop = view.stops.find(({ place }) => place.id === id);
  if (stop === undefined) throw new DomainError('not_found');
  return stop.place;
}

/** A section with all below it, whether or not the caller may know them, in the order of the outline. */
export function subtreeOf({ allStops }: Pick<ReportView, 'allStops'>, id: SectionId): readonly SectionRow[] {
  return allStops
    .filter(({ place, ancestors }) => place.id === id || ancestors.some((one) => one.id === id))
    .map(({ place }) => place);
}

/** Ends every right that was read before on these texts; who has one open is judged anew. */
export async function judgeAnew({ tx, tell }: OutlineDeed, documentIds: readonly (DocumentId | null)[]): Promise<void> {
  const known = documentIds.flatMap((id) => (id === null ? [] : [id]));
  for (const id of known) await bumpEpoch(tx, id);
  if (known.length > 0) tell({ kind: 'rights', documentIds: known });
}

/** Tells of changed sections: of the report only where anyone may know of one of them, before or after. */
export function tellOfSections(
  { tell, report }: OutlineDeed,
  sections: readonly Pick<SectionRow, 'id' | 'visibility' | 'state'>[],
): void {
  for (const id of new Set(sections.map((section) => section.id))) {
    tell({ kind: 'section', sectionId: id, reportId: report.id });
  }
  if (sections.some((section) => isKnownToAll(section, section.state))) tell({ kind: 'report', reportId: report.id });
}

/** Notes a deed on a section for good. */
export async function noteOutlineDeed(
  { tx, caller, at, report }: OutlineDeed,
  action: `section.${string}`,
  id: SectionId,
  details: Readonly<Record<string, string | number | boolean | null>> = {},
): Promise<void> {
  await noteDeed(tx, caller, action, { id, at, details: { reportId: report.id, ...details } });
}
