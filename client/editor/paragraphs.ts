import type { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import type { EditorState, Transaction } from '@tiptap/pm/state';
import { paragraphAttributes, type ParagraphAttributes } from './attributes.ts';

const DEEPEST_INDENT = 8;

/** Changes the role of every paragraph in the selection; their text and what others type in it stay. */
export function setParagraphs(
  editor: Editor,
  change: (before: ParagraphAttributes) => Partial<ParagraphAttributes>,
): boolean {
  return editor
    .chain()
    .command(({ tr }) => changeParagraphs(tr, change))
    .run();
}

/** Steps the selected paragraphs in or out; false where nothing moves. */
export function stepIndent(editor: Editor, step: 1 | -1): boolean {
  return setParagraphs(editor, ({ indent }) => ({ indent: Math.min(DEEPEST_INDENT, Math.max(0, indent + step)) }));
}

/** The roles at the caret. */
export function currentParagraph(state: EditorState): ParagraphAttributes | null {
  const { parent } = state.selection.$head;
  return parent.type.name === 'paragraph' ? paragraphAttributes(parent) : null;
}

/** The same inside a transaction that has done something already. */
export function changeParagraphs(
  transaction: Transaction,
  change: (before: ParagraphAttributes) => Partial<ParagraphAttributes>,
): boolean {
  let isChanged = false;
  for (const range of transaction.selection.ranges) {
    transaction.doc.nodesBetween(range.$from.pos, range.$to.pos, (node: Node, position) => {
      if (node.type.name !== 'paragraph') return true;
      const before = paragraphAttributes(node);
      const after = { ...before, ...change(before) };
      if (JSON.stringify(after) !== JSON.stringify(before)) {
        transaction.setNodeMarkup(position, undefined, { ...node.attrs, ...after });
        isChanged = true;
      }
      return false;
    });
  }
  return isChanged;
}
