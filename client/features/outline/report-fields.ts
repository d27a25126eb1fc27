import type { OutlineTemplate } from '#shared/protocol/outline.ts';
import { openSlots } from '#shared/rules/report-template.ts';

/** The names of a report as they stand in the fields. */
export interface ReportNames {
  /** As people of the committee call it. */
  readonly title: string;
  /** As it stands at the head of the paper. */
  readonly documentTitle: string;
  readonly subject: string;
  /** Id of a layout profile. */
  readonly profile: string;
}

/** Whether they may be sent: both titles are there, and nothing in the subject is left to be filled in. */
export function areNamesWhole({ title, documentTitle, subject }: ReportNames): boolean {
  return title.trim() !== '' && documentTitle.trim() !== '' && openSlots(subject).length === 0;
}

/** The names that a template brings; those that the person typed stay. */
export function namesFrom(
  template: OutlineTemplate | undefined,
  names: ReportNames,
  before: OutlineTemplate | undefined,
): ReportNames {
  const follow = (typed: string, old: string, suggested: string): string =>
    typed.trim() === '' || typed === old ? suggested : typed;
  return {
    ...names,
    title: follow(names.title, titleOf(before), titleOf(template)),
    documentTitle: follow(names.documentTitle, before?.documentTitle ?? '', template?.documentTitle ?? ''),
    subject: follow(names.subject, before?.subjectPattern ?? '', template?.subjectPattern ?? ''),
  };
}

/** The title of the paper, without the capitals of print. */
function titleOf(template: OutlineTemplate | undefined): string {
  const title = template?.documentTitle ?? '';
  return title.charAt(0) + title.slice(1).toLocaleLowerCase('vi');
}
