import { Extension } from '@tiptap/core';
import { Slice, type Node } from '@tiptap/pm/model';
import { Plugin, type Selection } from '@tiptap/pm/state';
import { paragraphAttributes } from './attributes.ts';
import { cleanHtml, cleanText, hasForeignPicture, hasWords } from './paste.ts';

export interface PasteDeeds {
  readonly addImages: (files: readonly File[]) => void;
  /** The pasted page showed pictures, which did not come along. */
  readonly picturesLeftOut: () => void;
}

/** What comes from the clipboard or is dropped: text in our schema, pictures as files. */
export function pasting(deeds: () => PasteDeeds): Extension {
  return Extension.create({
    name: 'pasting',
    addProseMirrorPlugins: () => [
      new Plugin({
        props: {
          transformPastedHTML: cleanHtml,
          transformPastedText: cleanText,
          transformPasted: (slice, view) => keepRoles(slice, view.state.selection),
          handlePaste: (view, event) => view.editable && take(event.clipboardData, deeds()),
          handleDrop: (view, event) => view.editable && take(event.dataTransfer, deeds()),
        },
      }),
    ],
  });
}

/** Whether it was all taken; what was not goes the way of text. */
function take(transfer: DataTransfer | null, { addImages, picturesLeftOut }: PasteDeeds): boolean {
  const files = [...(transfer?.files ?? [])].filter((file) => file.type.startsWith('image/'));
  const html = transfer?.getData('text/html') ?? '';
  // Word and Excel send a picture of the text along with the text; a picture that was copied from a page comes with its address alone.
  if (files.length > 0 && !hasWords(html) && (transfer?.getData('text/plain') ?? '') === '') {
    addImages(files);
    return true;
  }
  if (hasForeignPicture(html)) picturesLeftOut();
  return false;
}

/**
 * Pasted text joins the paragraph at the caret and takes on its role. A heading or an item of a list must not: it comes in as a block of its
 * own in place of a whole paragraph, or where more follows it. A single one in the middle of words is taken for its words; so are all in a
 * table, which has no headings.
 */
function keepRoles(slice: Slice, { $from, $to }: Selection): Slice {
  const { content, openStart, openEnd } = slice;
  const isForWhole = $from.parentOffset === 0 && $to.parentOffset === $to.parent.content.size;
  if ($from.depth !== 1 || (!isForWhole && content.childCount < 2)) return slice;
  const start = openStart === 1 && hasRole(content.firstChild) ? 0 : openStart;
  const end = openEnd === 1 && hasRole(content.lastChild) ? 0 : openEnd;
  return start === openStart && end === openEnd ? slice : new Slice(content, start, end);
}

function hasRole(node: Node | null): boolean {
  if (node?.type.name !== 'paragraph') return false;
  const { level, list } = paragraphAttributes(node);
  return level > 0 || list !== 'none';
}
