import { DANG_HD36_2018 } from '#shared/document/layout-profile.ts';
import { startNumbering, type Numbering as Counter } from '#shared/document/numbering.ts';
import type { ParagraphLevel } from '#shared/document/document.ts';
import type { SectionId } from '#shared/model/ids.ts';
import type { Numbering } from '#shared/model/section.ts';

/** The little of a section that says where it stands. */
export interface OutlinePlace {
  readonly id: SectionId;
  readonly parent_id: SectionId | null;
  readonly numbering: Numbering;
}

/** A section on the way through the outline. */
export interface OutlineStop<Place extends OutlinePlace> {
  readonly place: Place;
  /** From 1. */
  readonly depth: number;
  /** From the top down to the parent. */
  readonly ancestors: readonly Place[];
}

/** Which level of the whole report a kind of numbering counts on; none and appendix are not counted. */
const LEVELS: Readonly<Partial<Record<Numbering, ParagraphLevel>>> = { part: 1, roman: 2, arabic: 3, decimal2: 4 };

/** The outline in reading order; brothers and sisters stand in the order in which they are given. */
export function walkOutline<Place extends OutlinePlace>(places: readonly Place[]): readonly OutlineStop<Place>[] {
  const children = new Map<SectionId | null, Place[]>();
  for (const place of places) {
    const siblings = children.get(place.parent_id);
    if (siblings === undefined) children.set(place.parent_id, [place]);
    else siblings.push(place);
  }
  const visit = (parent: SectionId | null, ancestors: readonly Place[]): readonly OutlineStop<Place>[] =>
    (children.get(parent) ?? []).flatMap((place) => [
      { place, depth: ancestors.length + 1, ancestors },
      ...visit(place.id, [...ancestors, place]),
    ]);
  return visit(null, []);
}

/** The number of each section as printed, counted over these alone: who may not know a section doesn't see a gap where it is. */
export function labelOutline(stops: readonly OutlineStop<OutlinePlace>[]): ReadonlyMap<SectionId, string> {
  const counter = startNumbering(DANG_HD36_2018);
  return new Map(stops.map(({ place }) => [place.id, countPlace(counter, place)]));
}

/** A counter that stands right after the heading of this section, ready for the headings of its text. */
export function counterAfter(stops: readonly OutlineStop<OutlinePlace>[], id: SectionId): Counter {
  const counter = startNumbering(DANG_HD36_2018);
  for (const { place } of stops) {
    countPlace(counter, place);
    if (place.id === id) break;
  }
  return counter;
}

function countPlace(counter: Counter, place: OutlinePlace): string {
  const level = LEVELS[place.numbering];
  return level === undefined ? '' : (counter.next({ level, list: 'none', indent: 0 }, 0)?.text ?? '');
}
