import type { Outcome } from '#shared/model/errors.ts';
import type { SectionId } from '#shared/model/ids.ts';
import type { Numbering } from '#shared/model/section.ts';

/** Levels that a layout profile can number. */
const MOST_DEPTH = 6;

/** The little of a section that says where it hangs. */
interface Hung {
  readonly id: SectionId;
  readonly parentId: SectionId | null;
}

/**
 * Whether a section, with all below it, may hang under a parent (null: at the top). `id` is null for a new one. All sections of the
 * outline are given, in any order.
 */
export function mayHang(
  sections: readonly Hung[],
  id: SectionId | null,
  parentId: SectionId | null,
): Outcome<{ readonly depth: number }> {
  const parents = new Map(sections.map((section) => [section.id, section.parentId]));
  const above: SectionId[] = [];
  for (let at = parentId; at !== null && !above.includes(at); at = parents.get(at) ?? null) above.push(at);
  if (id !== null && above.includes(id)) return { ok: false, code: 'outline/inside-itself' };
  const depth = above.length + 1;
  if (depth + (id === null ? 0 : heightBelow(sections, id)) > MOST_DEPTH) {
    return { ok: false, code: 'outline/too-deep', details: { most: MOST_DEPTH } };
  }
  return { ok: true, value: { depth } };
}

function heightBelow(sections: readonly Hung[], id: SectionId): number {
  const children = sections.filter((section) => section.parentId === id);
  return Math.max(0, ...children.map((child) => 1 + heightBelow(sections, child.id)));
}

/** How a new section is numbered where no brother or sister shows it: as the levels of a report usually are. */
export function usualNumbering(depth: number): Numbering {
  const usual: readonly Numbering[] = ['part', 'roman', 'arabic', 'decimal2'];
  return usual[depth - 1] ?? 'none';
}

/** The days on which work of a committee can lie; `to` is null where its term names no year. */
export interface WorkSpan {
  readonly from: string;
  readonly to: string | null;
}

/** From the committee's first day to the end of the last year of its term, such as `2020 - 2025`. */
export function workSpan(committee: { readonly startedOn: string; readonly term: string }): WorkSpan {
  const lastYear = committee.term.match(/\d{4}/g)?.at(-1);
  return { from: committee.startedOn, to: lastYear === undefined ? null : `${lastYear}-12-31` };
}

/** Whether a section may be planned so; `details.field` names the day that won't do. */
export function judgeDates(
  dates: { readonly startOn: string | null; readonly due: string | null },
  span: WorkSpan,
): Outcome<typeof dates> {
  for (const field of ['startOn', 'due'] as const) {
    const day = dates[field];
    if (day === null || (day >= span.from && (span.to === null || day <= span.to))) continue;
    return { ok: false, code: 'section/date-outside', details: { field, earliest: span.from, latest: span.to } };
  }
  const { startOn, due } = dates;
  if (startOn !== null && due !== null && due < startOn) {
    return { ok: false, code: 'section/due-before-start', details: { field: 'due', earliest: startOn } };
  }
  return { ok: true, value: dates };
}
