import type { SectionId } from '#shared/model/ids.ts';
import type { OutlinePlace, OutlineStop } from './outline.ts';

/**
 * Brothers and sisters with one put at a place that is counted over those that its mover may know: right before the one that stands there,
 * else at the end.
 */
export function orderWith(
  siblings: readonly SectionId[],
  id: SectionId,
  { position, known }: { readonly position: number; readonly known: ReadonlySet<SectionId> },
): readonly SectionId[] {
  const others = siblings.filter((one) => one !== id);
  const next = others.filter((one) => known.has(one))[position];
  return next === undefined ? [...others, id] : others.toSpliced(others.indexOf(next), 0, id);
}

/** Where a section stands. Throws where it doesn't: rows only name sections of their outline. */
export function stopOf<Place extends OutlinePlace>(
  stops: readonly OutlineStop<Place>[],
  id: SectionId,
): OutlineStop<Place> {
  const stop = stops.find(({ place }) => place.id === id);
  if (stop === undefined) throw new Error(`There is no section ${id} in the outline`);
  return stop;
}
