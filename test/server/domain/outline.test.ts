import { expect, test } from 'vitest';
import { idOf, type SectionId } from '#shared/model/ids.ts';
import type { Numbering } from '#shared/model/section.ts';
import { DANG_HD36_2018 } from '#shared/document/layout-profile.ts';
import { headingPlaces, levelOfStop, numberOutline, walkOutline, type OutlinePlace } from '#server/domain/outline.ts';
import { headingIdOf } from '#server/domain/placing.ts';

/** Sections as `id`, its numbering, its parent. */
function outlineOf(...written: readonly (readonly [string, Numbering, string?])[]): readonly OutlinePlace[] {
  return written.map(([id, numbering, parent]) => ({
    id: idOf<SectionId>(id),
    parent_id: parent === undefined ? null : idOf<SectionId>(parent),
    numbering,
  }));
}

/** What the outline shows: number and level of each section. */
function shown(places: readonly OutlinePlace[]): readonly string[] {
  const stops = walkOutline(places);
  const numbers = numberOutline(DANG_HD36_2018, stops);
  return stops.map((stop) => `${stop.place.id} ${numbers.get(stop.place.id)?.label} ${levelOfStop(stop)}`);
}

test('a section stands on the level of its numbering, also where the report has no parts', () => {
  const sections = outlineOf(['a', 'roman'], ['b', 'arabic', 'a'], ['c', 'decimal2', 'b'], ['d', 'roman']);

  expect(shown(sections)).toEqual(['a I- 2', 'b 1. 3', 'c 1.1. 4', 'd II- 2']);
});

test('a section without a number stands below its parent, and what it holds is counted anew', () => {
  const sections = outlineOf(
    ['p', 'part'],
    ['a', 'roman', 'p'],
    ['b', 'arabic', 'a'],
    ['note', 'none', 'p'],
    ['c', 'arabic', 'note'],
    ['d', 'roman', 'p'],
    ['annex', 'appendix'],
    ['e', 'roman', 'annex'],
  );

  expect(shown(sections)).toEqual([
    'p Phần thứ nhất 1',
    'a I- 2',
    'b 1. 3',
    'note  2',
    'c 1. 3',
    'd II- 2',
    'annex  1',
    'e I- 2',
  ]);
});

test('the place of a heading is the number of its section, and none for one that is not counted', () => {
  const sections = outlineOf(['p', 'part'], ['a', 'roman', 'p'], ['b', 'roman', 'p'], ['note', 'none', 'p']);

  const places = headingPlaces(numberOutline(DANG_HD36_2018, walkOutline(sections)));

  const placeOf = (id: string) => places.get(headingIdOf(idOf<SectionId>(id)));
  expect(['p', 'a', 'b', 'note'].map(placeOf)).toEqual([[1], [1, 1], [1, 2], []]);
});
