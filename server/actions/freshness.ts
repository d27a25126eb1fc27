import { createHash } from 'node:crypto';
import { DomainError } from '#shared/model/errors.ts';
import type { Report } from '#shared/protocol/reports.ts';
import type { SectionDetail } from '#shared/protocol/sections.ts';

/** A change that its caller asks for on a condition: the header `If-Match`, as it came. */
export interface Conditional {
  readonly ifMatch?: string | undefined;
}

/** Refuses a change of what is no longer as its caller saw it. Throws `stale`. Without a condition everything is fresh. */
export function demandFresh({ ifMatch }: Conditional, tag: string): void {
  if (ifMatch === undefined) return;
  const asked = ifMatch.split(',').map((one) => one.trim());
  if (!asked.includes(tag) && !asked.includes('*')) throw new DomainError('stale');
}

/** The `ETag` of a section: changes with what the outline says of it. */
export function tagOfSection({ rowVersion }: Pick<SectionDetail, 'rowVersion'>): string {
  return `"${rowVersion}"`;
}

/** The `ETag` of a report: changes with its names and its layout, not with its outline. */
export function tagOfReport(report: Pick<Report, 'title' | 'documentTitle' | 'subject' | 'profile'>): string {
  const { title, documentTitle, subject, profile } = report;
  const fields = JSON.stringify([title, documentTitle, subject, profile]);
  return `"${createHash('sha256').update(fields).digest('base64url').slice(0, 22)}"`;
}
