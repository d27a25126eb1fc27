import { z } from 'zod';
import type { Mark, Paragraph } from '#shared/document/document.ts';
import { onPaper } from '#shared/messages/on-paper.ts';
import { idOf, type BlockId, type PersonId, type ReportId } from '#shared/model/ids.ts';
import { WORDS_PER_PAGE } from '#shared/model/outline-templates.ts';
import { elementSchema } from '#shared/protocol/sections.ts';
import { formatDay } from '#shared/vietnamese/dates.ts';
import { formatNumber } from '#shared/vietnamese/numbers.ts';
import type { Asker } from '#server/access/authorize.ts';
import type { Context } from '#server/context.ts';
import { headingPlaces } from '#server/domain/outline.ts';
import { headingIdOf } from '#server/domain/placing.ts';
import { listPeople } from '#server/storage/rows/people.ts';
import type { SectionRow } from '#server/storage/rows/sections.ts';
import { labelOf, loadReportView, placeOf, type ReportView } from './report-view.ts';

/** The outline as a paper: each section with its number, what is asked of its writers, and who writes it by when. */
export async function loadOutlineTexts(context: Context, asker: Asker, id: ReportId) {
  const view = await loadReportView(context, asker, id);
  const { report } = view.access;
  const names = await loadNames(context, view);
  return {
    report,
    profile: report.profile,
    documentTitle: onPaper('papers.outline'),
    subject: report.title,
    parts: view.stops.map(({ place }) => ({
      depth: placeOf(view, place.id).depth - 1,
      content: { blocks: [titleOf(view, place), ...linesOf(view, place, names)] },
    })),
    headings: [...headingPlaces(view.numbers)],
    documentIds: [],
    draft: null,
    fileTitle: onPaper('papers.outline'),
    isWhole: false,
  };
}

async function loadNames(context: Context, view: ReportView): Promise<ReadonlyMap<PersonId, string>> {
  const ids = view.stops.flatMap(({ place }) => [
    ...[place.owner_id, place.approver_id].flatMap((id) => (id === null ? [] : [id])),
    ...(view.coEditors.get(place.id) ?? []),
  ]);
  const people = await listPeople(context.storage.rows, [...new Set(ids)]);
  return new Map(people.map((person) => [person.id, person.name]));
}

/** A heading where the section is counted, else a line of its own. */
function titleOf(view: ReportView, section: SectionRow): Paragraph {
  if (labelOf(view, section.id) !== '') return paragraph(headingIdOf(section.id), section.title, { level: 1 });
  return paragraph(headingIdOf(section.id), section.title, {
    align: section.parent_id === null ? 'center' : 'default',
    marks: [{ type: 'bold' }],
  });
}

function linesOf(view: ReportView, section: SectionRow, names: ReadonlyMap<PersonId, string>): readonly Paragraph[] {
  const lines = [
    ...section.guidance.split(/\r\n|\r|\n/),
    elementsLine(section),
    [...demandsOf(section), ...peopleOf(view, section, names)].join(' '),
  ];
  return lines
    .filter((line) => line.trim() !== '')
    .map((line, at) => paragraph(idOf<BlockId>(`o-${section.id}-${at}`), line));
}

const storedElements = z.array(elementSchema);

function elementsLine(section: SectionRow): string {
  const elements = storedElements.parse(JSON.parse(section.elements_json)).map((element) => element.vi);
  return elements.length === 0 ? '' : onPaper('papers.elements', { elements: elements.join('; ') });
}

function demandsOf({ target_words: words, product, start_on: start, due }: SectionRow): readonly string[] {
  return [
    ...(words === 0 ? [] : [onPaper('papers.pages', { pages: formatNumber(words / WORDS_PER_PAGE, 1) })]),
    ...(product === '' ? [] : [onPaper('papers.product', { product })]),
    ...(start === null ? [] : [onPaper('papers.start', { day: formatDay(start) })]),
    ...(due === null ? [] : [onPaper('papers.due', { day: formatDay(due) })]),
  ];
}

function peopleOf(view: ReportView, section: SectionRow, names: ReadonlyMap<PersonId, string>): readonly string[] {
  const nameOf = (id: PersonId | null): string => (id === null ? '' : (names.get(id) ?? ''));
  const [owner, approver] = [nameOf(section.owner_id), nameOf(section.approver_id)];
  const coEditors = (view.coEditors.get(section.id) ?? []).map(nameOf).filter((name) => name !== '');
  return [
    ...(owner === '' ? [] : [onPaper('papers.owner', { name: owner })]),
    ...(coEditors.length === 0 ? [] : [onPaper('papers.coEditors', { names: coEditors.join(', ') })]),
    ...(approver === '' ? [] : [onPaper('papers.approver', { name: approver })]),
  ];
}

function paragraph(
  id: BlockId,
  text: string,
  form: Partial<Pick<Paragraph, 'level' | 'align'>> & { readonly marks?: readonly Mark[] } = {},
): Paragraph {
  const { level = 0, align = 'default', marks = [] } = form;
  return { type: 'paragraph', id, level, list: 'none', indent: 0, align, content: [{ type: 'text', text, marks }] };
}
