import type { DocumentId, PersonId, ReportId } from '#shared/model/ids.ts';
import type { SectionState } from '#shared/model/section.ts';
import type { Home, Waiting } from '#shared/protocol/home.ts';
import type { Caller } from '#server/access/caller.ts';
import type { Context } from '#server/context.ts';
import { listAssignmentMoves } from '#server/storage/rows/assignment-moves.ts';
import { listPeople } from '#server/storage/rows/people.ts';
import { listReports } from '#server/storage/rows/reports.ts';
import { listReturns } from '#server/storage/rows/section-moves.ts';
import type { SectionRow } from '#server/storage/rows/sections.ts';
import { listMessages, listOpenThreads, type MessageRow, type ThreadRow } from '#server/storage/rows/threads.ts';
import { incomingOf, loadPartsView, type PartsView } from './parts-view.ts';
import {
  documentsOf,
  labelOf,
  loadFigures,
  loadReportView,
  nodeOf,
  pathOf,
  titleWithLabel,
  type ReportView,
} from './report-view.ts';
import { committeesOf } from './session.ts';
import { mentionsOf } from './threads.ts';

/** What waits on the caller, their own sections by due date, and each of their reports in one line. */
export async function getHome(context: Context, caller: Caller): Promise<Home> {
  const reports: ReportAtHome[] = [];
  for (const committee of await committeesOf(context, caller.personId)) {
    for (const report of await listReports(context.storage.rows, committee.id)) {
      const view = await loadReportView(context, caller, report.id);
      const parts = await loadPartsView(context, view);
      reports.push({
        waiting: await waitingIn(context, caller, view, parts),
        sections: await sectionsOf(context, caller, view),
        line: lineOf(view, report.id, committee.title),
      });
    }
  }
  return {
    waiting: KIND_ORDER.flatMap((kind) =>
      reports
        .flatMap(({ waiting }) => waiting)
        .filter((one) => one.kind === kind)
        .toSorted((one, other) => (one.at ?? 0) - (other.at ?? 0)),
    ),
    sections: reports
      .flatMap(({ sections }) => sections)
      .toSorted((one, other) => (dueOf(one) < dueOf(other) ? -1 : 1)),
    committees: reports.map(({ line }) => line),
  };
}

interface ReportAtHome {
  readonly waiting: readonly Waiting[];
  readonly sections: Home['sections'];
  readonly line: Home['committees'][number];
}

/** Most urgent first. */
const KIND_ORDER: readonly Waiting['kind'][] = ['returned', 'threads', 'submitted', 'toMerge', 'unstarted'];

function dueOf({ section }: Home['sections'][number]): string {
  return section.due ?? '9999-12-31';
}

function lineOf(view: ReportView, reportId: ReportId, title: string): Home['committees'][number] {
  const texts = view.stops.map(({ place }) => place).filter((section) => section.document_id !== null);
  const count = (state: SectionState): number => texts.filter((section) => section.state === state).length;
  return {
    reportId,
    title,
    sections: texts.length,
    byState: {
      assigned: count('assigned'),
      drafting: count('drafting'),
      submitted: count('submitted'),
      returned: count('returned'),
      received: count('received'),
    } satisfies Record<SectionState, number>,
  };
}

async function sectionsOf(context: Context, caller: Caller, view: ReportView): Promise<Home['sections']> {
  const own = view.stops.filter(({ place }) => relationOf(view, place, caller.personId) !== null);
  const figures = await loadFigures(context, documentsOf(own));
  return own.flatMap(({ place }) => {
    const relation = relationOf(view, place, caller.personId);
    if (relation === null) return [];
    const section = { ...nodeOf(view, figures, place), children: [] };
    return [{ section, reportId: place.report_id, path: pathOf(view, place.id), relation }];
  });
}

function relationOf(view: ReportView, section: SectionRow, personId: PersonId): 'owner' | 'coEditor' | null {
  if (section.document_id === null) return null;
  if (section.owner_id === personId) return 'owner';
  return view.coEditors.get(section.id)?.includes(personId) ? 'coEditor' : null;
}

async function waitingIn(
  context: Context,
  caller: Caller,
  view: ReportView,
  parts: PartsView,
): Promise<readonly Waiting[]> {
  const returned = await returnedOf(context, caller, view);
  const threads = await threadsOf(context, caller, view, parts);
  const submitted = await submittedIn(context, view);
  const unstarted = await unstartedOf(context, caller, view);
  return [...returned, ...threads, ...submitted, ...toMergeIn(view, parts), ...unstarted];
}

async function returnedOf(context: Context, caller: Caller, view: ReportView): Promise<readonly Waiting[]> {
  const moves = await listReturns(context.storage.rows, view.access.report.id);
  const names = await namesOf(
    context,
    moves.map((move) => move.by_id),
  );
  return view.stops.flatMap(({ place }): readonly Waiting[] => {
    const move = moves.findLast((one) => one.section_id === place.id);
    if (move === undefined || relationOf(view, place, caller.personId) === null) return [];
    const { reason, by_id: by, at } = move;
    const title = titleWithLabel(view, place);
    return [{ kind: 'returned', sectionId: place.id, title, reason, by, byName: names.get(by) ?? '', at }];
  });
}

/** Open threads in which somebody else spoke last: in the caller's own texts, and where the caller is asked or has asked. */
async function threadsOf(
  context: Context,
  caller: Caller,
  view: ReportView,
  parts: PartsView,
): Promise<readonly Waiting[]> {
  const { rows } = context.storage;
  const sections = new Map(
    view.stops.flatMap(({ place }) =>
      place.document_id !== null && view.rights.get(place.id)?.includes('read') ? [[place.document_id, place]] : [],
    ),
  );
  const titles = new Map<DocumentId, string>([
    ...[...sections].map(([id, section]) => [id, titleWithLabel(view, section)] as const),
    ...parts.parts.map(
      (part) => [part.document_id, `${labelOf(view, part.top_section_id)} ${part.title}`.trim()] as const,
    ),
  ]);
  const threads = await listOpenThreads(rows, [...titles.keys()]);
  const messages = groupByThread(
    await listMessages(
      rows,
      threads.map((thread) => thread.id),
    ),
  );
  const names = await namesOf(
    context,
    [...messages.values()].flat().map((message) => message.by_id),
  );
  const concerns = (thread: ThreadRow): boolean => {
    const said = messages.get(thread.id) ?? [];
    if (said.at(-1)?.by_id === caller.personId) return false;
    const section = sections.get(thread.document_id);
    if (section !== undefined && relationOf(view, section, caller.personId) !== null) return true;
    return said.some((one) => one.by_id === caller.personId || mentionsOf(one).includes(caller.personId));
  };
  return [...titles].flatMap(([documentId, title]): readonly Waiting[] => {
    const waiting = threads.filter((thread) => thread.document_id === documentId && concerns(thread));
    const newest = waiting
      .map((thread) => ({ thread, last: messages.get(thread.id)?.at(-1) }))
      .toSorted((one, other) => (one.last?.at ?? 0) - (other.last?.at ?? 0))
      .at(-1);
    if (newest?.last === undefined) return [];
    return [
      {
        kind: 'threads',
        documentId,
        sectionId: sections.get(documentId)?.id ?? null,
        title,
        count: waiting.length,
        threadId: newest.thread.id,
        byName: names.get(newest.last.by_id) ?? '',
        text: newest.last.text,
        at: newest.last.at,
      },
    ];
  });
}

async function submittedIn(context: Context, view: ReportView): Promise<readonly Waiting[]> {
  const waiting = view.submissions.filter(
    (one) => one.state === 'submitted' && view.rights.get(one.section_id)?.includes('receive'),
  );
  const names = await namesOf(
    context,
    waiting.map((one) => one.by_id),
  );
  return waiting.map((one) => {
    const section = view.stops.find(({ place }) => place.id === one.section_id)?.place;
    return {
      kind: 'submitted',
      sectionId: one.section_id,
      title: section === undefined ? '' : titleWithLabel(view, section),
      byName: names.get(one.by_id) ?? '',
      note: one.note,
      at: one.at,
    };
  });
}

function toMergeIn(view: ReportView, parts: PartsView): readonly Waiting[] {
  if (!parts.rights.includes('applyMerge')) return [];
  const incoming = parts.parts.flatMap((part) => incomingOf(view, parts, part));
  if (incoming.length === 0) return [];
  const at = Math.max(...incoming.map((one) => one.receivedAt));
  return [{ kind: 'toMerge', reportId: view.access.report.id, count: incoming.length, at }];
}

async function unstartedOf(context: Context, caller: Caller, view: ReportView): Promise<readonly Waiting[]> {
  const own = view.stops.filter(
    ({ place }) => place.state === 'assigned' && place.document_id !== null && place.owner_id === caller.personId,
  );
  return Promise.all(
    own.map(async ({ place }): Promise<Waiting> => {
      const moves = await listAssignmentMoves(context.storage.rows, place.id);
      const given = moves.findLast((move) => move.person_id === caller.personId && move.change === 'given');
      const title = titleWithLabel(view, place);
      return { kind: 'unstarted', sectionId: place.id, title, due: place.due, at: given?.at ?? null };
    }),
  );
}

async function namesOf(context: Context, ids: readonly PersonId[]): Promise<ReadonlyMap<PersonId, string>> {
  const people = await listPeople(context.storage.rows, [...new Set(ids)]);
  return new Map(people.map((person) => [person.id, person.name]));
}

function groupByThread(messages: readonly MessageRow[]): ReadonlyMap<string, readonly MessageRow[]> {
  const groups = new Map<string, MessageRow[]>();
  for (const message of messages) {
    const group = groups.get(message.thread_id);
    if (group === undefined) groups.set(message.thread_id, [message]);
    else group.push(message);
  }
  return groups;
}
