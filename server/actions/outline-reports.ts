import { DomainError } from '#shared/model/errors.ts';
import type { CommitteeId, ReportId } from '#shared/model/ids.ts';
import { LAYOUT_PROFILES } from '#shared/model/organisation.ts';
import {
  EXPECTED_ELEMENTS,
  OUTLINE_TEMPLATES,
  WORDS_PER_PAGE,
  type ExpectedElement,
  type OutlineTemplate,
  type TemplateSection,
} from '#shared/model/outline-templates.ts';
import type { TemplateNode } from '#shared/protocol/outline.ts';
import type { Report } from '#shared/protocol/reports.ts';
import { judgeDates, workSpan } from '#shared/rules/outline.ts';
import { authorizeCommittee, authorizeReport } from '#server/access/authorize.ts';
import type { Caller } from '#server/access/caller.ts';
import type { Context } from '#server/context.ts';
import { updateReport as writeReport } from '#server/storage/rows/reports.ts';
import { demandFresh, tagOfReport, type Conditional } from './freshness.ts';
import { noteDeed } from './note-deed.ts';
import { describeReport, loadReportFigures } from './reports.ts';
import { loadReportView } from './report-view.ts';
import { createReportWithin, type NewSection } from './setup.ts';
import { transact } from './transact.ts';

interface TemplateSummary extends Omit<OutlineTemplate, 'sections'> {
  readonly outline: TemplateNode[];
}

/** Outlines to begin a report with, and the elements that a section may be asked for. */
export function listOutlineTemplates(): Promise<{
  items: TemplateSummary[];
  elements: ExpectedElement[];
  wordsPerPage: number;
}> {
  const items = OUTLINE_TEMPLATES.map(({ sections, ...template }) => ({
    ...template,
    outline: sections.map(templateNode),
  }));
  return Promise.resolve({ items, elements: [...EXPECTED_ELEMENTS], wordsPerPage: WORDS_PER_PAGE });
}

function templateNode({ title, numbering, children }: TemplateSection): TemplateNode {
  return { title, numbering, children: children.map(templateNode) };
}

export interface ReportInput {
  readonly id: CommitteeId;
  readonly title: string;
  readonly documentTitle: string;
  readonly subject: string;
  readonly profile: string;
  readonly templateId: string | null;
  readonly startOn: string | null;
  readonly due: string | null;
}

/** Makes a report, empty or by a template; its texts get the dates. Throws `outline/template-unknown` and what `judgeDates` answers. */
export async function createReport(context: Context, caller: Caller, input: ReportInput): Promise<Report> {
  return transact(context, async (tx, tell) => {
    const { committee } = await authorizeCommittee(tx, caller, input.id, 'createReport');
    demandProfile(input.profile);
    const span = workSpan({ startedOn: committee.started_on, term: committee.term });
    const judged = judgeDates({ startOn: input.startOn, due: input.due }, span);
    if (!judged.ok) throw new DomainError(judged.code, judged.details);
    const { title, documentTitle, subject, profile } = input;
    const sections = sectionsOfTemplate(input);
    const report = { committeeId: committee.id, title, documentTitle, subject, profile, sections };
    const { reportId } = await createReportWithin(context, tx, tell, { caller, input: report });
    const reading = { storage: { rows: tx } };
    const figures = { words: new Map(), openThreads: new Map() };
    return describeReport(reading, caller, await loadReportView(reading, caller, reportId), figures);
  });
}

export interface ReportChanges extends Conditional {
  readonly id: ReportId;
  readonly title?: string | undefined;
  readonly documentTitle?: string | undefined;
  readonly subject?: string | undefined;
  readonly profile?: string | undefined;
}

/** Changes the names or the layout of a report. Throws `stale`. */
export async function updateReport(context: Context, caller: Caller, input: ReportChanges): Promise<Report> {
  await authorizeReport(context.storage.rows, caller, input.id, 'editOutline');
  const figures = await loadReportFigures(context, await loadReportView(context, caller, input.id));
  return transact(context, async (tx, tell) => {
    const { report } = await authorizeReport(tx, caller, input.id, 'editOutline');
    const { title, document_title: documentTitle, subject, profile } = report;
    demandFresh(input, tagOfReport({ title, documentTitle, subject, profile }));
    if (input.profile !== undefined) demandProfile(input.profile);
    await writeReport(tx, report.id, {
      title: input.title ?? title,
      document_title: input.documentTitle ?? documentTitle,
      subject: input.subject ?? subject,
      profile: input.profile ?? profile,
    });
    await noteDeed(tx, caller, 'report.update', { id: report.id, at: context.now(), details: {} });
    tell({ kind: 'report', reportId: report.id });
    const reading = { storage: { rows: tx } };
    return describeReport(reading, caller, await loadReportView(reading, caller, report.id), figures);
  });
}

function demandProfile(id: string): void {
  const isKnown = LAYOUT_PROFILES.some((one) => one === id);
  if (!isKnown) throw new DomainError('report/profile-unknown', { known: LAYOUT_PROFILES.join(', ') });
}

function sectionsOfTemplate({ templateId, startOn, due }: ReportInput): readonly NewSection[] {
  if (templateId === null) return [];
  const template = OUTLINE_TEMPLATES.find(({ id }) => id === templateId);
  if (template === undefined) throw new DomainError('outline/template-unknown');
  const sectionOf = (section: TemplateSection, key: string): NewSection => {
    const hasText = section.children.length === 0;
    return {
      key,
      title: section.title,
      numbering: section.numbering,
      guidance: section.guidance,
      elements: EXPECTED_ELEMENTS.filter((element) => section.expects.includes(element.key)),
      targetWords: Math.round(section.pages * WORDS_PER_PAGE),
      hasText,
      ownerId: null,
      coEditorIds: [],
      approverId: null,
      startOn: hasText ? startOn : null,
      due: hasText ? due : null,
      visibility: 'open',
      children: section.children.map((child, at) => sectionOf(child, `${key}.${at}`)),
    };
  };
  return template.sections.map((section, at) => sectionOf(section, `${at}`));
}
