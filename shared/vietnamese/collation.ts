import { foldPlacement } from './fold.ts';

/** Letters, then tone: within one syllable this is the dictionary's order. Numbers go by their value. */
const syllableOrder = new Intl.Collator('vi', { sensitivity: 'accent', numeric: true });

/**
 * For sorting as a Vietnamese dictionary does. It finishes a syllable, letters and tone, before it looks at the next;
 * a collator alone would compare the letters of the whole text first. Case and the place of a tone have no weight.
 */
export function compareText(left: string, right: string): number {
  const lefts = splitSyllables(left);
  const rights = splitSyllables(right);
  for (const [index, syllable] of lefts.entries()) {
    const other = rights[index];
    if (other === undefined) return 1;
    const order = syllableOrder.compare(syllable, other);
    if (order !== 0) return order;
  }
  return lefts.length - rights.length;
}

function splitSyllables(text: string): readonly string[] {
  return foldPlacement(text)
    .split(/\s+/u)
    .filter((syllable) => syllable !== '');
}
