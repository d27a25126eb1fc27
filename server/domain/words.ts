import { textOfBlock, type DocumentContent } from '#shared/document/document.ts';
import { countWords } from '#shared/vietnamese/words.ts';

/** The words of a text as a reader counts them: those of pictures' descriptions are none. */
export function countContentWords(content: DocumentContent): number {
  return content.blocks.reduce(
    (sum, block) => (block.type === 'image' ? sum : sum + countWords(textOfBlock(block))),
    0,
  );
}
