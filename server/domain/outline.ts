import type { LayoutProfile } from '#shared/document/layout-profile.ts';
import { startNumbering, type HeadingPlaces } from '#shared/document/numbering.ts';
import type { ParagraphLevel } from '#shared/document/document.ts';
import type { SectionId } from '#shared/model/ids.ts';
import type { Numbering } from '#shared/model/section.ts';
import { headingIdOf } from './placing.ts';

/** The little of a section that says where it stands. */
export interface OutlinePlace {
  readonly id: SectionId;
  readonly parent_id: SectionId | null;
  readonly numbering: Numbering;
}

/** A section on the way through the outline. */
export interface OutlineStop<Place extends OutlinePlace> {
  readonly place: Place;
  /** From the top down to the parent. */
  readonly ancestors: readonly Place[];
}

/** A section's own number. */
export interface SectionNumber {
  /** As printed; empty for what is not counted. */
  readonly label: string;
  /** Its ordinals from the top, where the numbers of its text begin. None where it is not counted: its text begins anew. */
  readonly place: readonly number[];
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
    (children.get(parent) ?? []).flatMap((place) => [{ place, ancestors }, ...visit(place.id, [...ancestors, place])]);
  return visit(null, []);
}

/**
 * The level of the whole report on which a section stands, so that its text's own level 1 is one below it: the level of its numbering, and
 * below its parent where it is not counted.
 */
export function levelOfStop({ ancestors, place }: OutlineStop<OutlinePlace>): number {
  return [...ancestors, place].reduce<number>((above, { numbering }) => LEVELS[numbering] ?? above + 1, 0);
}

/** The number of each section, counted over these alone: who may not know a section doesn't see a gap where it is. */
export function numberOutline(
  profile: LayoutProfile,
  stops: readonly OutlineStop<OutlinePlace>[],
): ReadonlyMap<SectionId, SectionNumber> {
  const uncounted = stops.filter(({ place }) => LEVELS[place.numbering] === undefined);
  const counter = startNumbering(profile, [], new Map(uncounted.map(({ place }) => [headingIdOf(place.id), []])));
  return new Map(
    stops.map((stop) => {
      const heading = { id: headingIdOf(stop.place.id), level: 1, list: 'none', indent: 0 } as const;
      const label = counter.next(heading, levelOfStop(stop) - 1)?.text ?? '';
      return [stop.place.id, { label, place: label === '' ? [] : counter.place() }];
    }),
  );
}

/** The places of the headings that merges write into the parts. */
export function headingPlaces(numbers: ReadonlyMap<SectionId, SectionNumber>): HeadingPlaces {
  return new Map([...numbers].map(([id, { place }]) => [headingIdOf(id), place]));
}
