import { paragraphsOf, textOfInlines, type DocumentContent } from '#shared/document/document.ts';
import { countWords } from '#shared/vietnamese/words.ts';

/** The words of a text as a reader counts them, those in tables included. */
export function countContentWords(content: DocumentContent): number {
  return paragraphsOf(content).reduce((sum, one) => sum + countWords(textOfInlines(one.content)), 0);
}
