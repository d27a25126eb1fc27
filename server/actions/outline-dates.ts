import { DomainError } from '#shared/model/errors.ts';
import { judgeDates, workSpan, type WorkSpan } from '#shared/rules/outline.ts';
import { findCommittee } from '#server/storage/rows/committees.ts';
import type { SectionRow } from '#server/storage/rows/sections.ts';
import type { OutlineDeed } from './outline-deed.ts';

type Planned = Pick<SectionRow, 'start_on' | 'due'>;

/** Refuses new days that won't do; those that stay as they were are let be. Throws `section/date-outside`, `section/due-before-start`. */
export async function demandDates(deed: OutlineDeed, before: Planned, after: Planned): Promise<void> {
  if (before.start_on === after.start_on && before.due === after.due) return;
  const judged = judgeDates({ startOn: after.start_on, due: after.due }, await loadWorkSpan(deed));
  if (!judged.ok) throw new DomainError(judged.code, judged.details);
}

async function loadWorkSpan({ tx, report }: OutlineDeed): Promise<WorkSpan> {
  const committee = await findCommittee(tx, report.committee_id);
  if (committee === undefined) throw new Error(`The report ${report.id} has no committee`);
  return workSpan({ startedOn: committee.started_on, term: committee.term });
}
