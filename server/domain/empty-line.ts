import type { Paragraph } from '#shared/document/document.ts';
import type { BlockId } from '#shared/model/ids.ts';

/** In which every text begins: were it left to the editors, two people who open a new text at once would each make one. */
export function emptyLine(id: BlockId): Paragraph {
  return { type: 'paragraph', id, level: 0, list: 'none', indent: 0, align: 'default', content: [] };
}
