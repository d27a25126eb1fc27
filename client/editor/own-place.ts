import { Extension } from '@tiptap/core';
import { Plugin, TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state';
import { relativePositionToAbsolutePosition, ySyncPluginKey, type ProsemirrorBinding } from '@tiptap/y-tiptap';
import type { RelativePosition } from 'yjs';
import { blockIdOf } from './attributes.ts';

/** What the binding keeps of the selection while others' changes come in. */
interface KeptSelection {
  readonly type: string;
  readonly anchor: RelativePosition | null;
  readonly head: RelativePosition | null;
}

/**
 * Keeps the caret between the letters where it stood while others write. The binding takes any change of the caret's paragraph for one of
 * its structure and puts the caret back at its old offset, so that two people in one paragraph would write into each other's words. Yjs
 * knows the place: it is put right wherever the paragraph is still the same one.
 */
export const ownPlace = Extension.create({
  name: 'ownPlace',
  addProseMirrorPlugins: () => [
    new Plugin({
      appendTransaction(transactions, before, after) {
        if (!(before.selection instanceof TextSelection) || !transactions.some(isForeign)) return null;
        const binding = bindingOf(after);
        const kept = binding?.beforeTransactionSelection as KeptSelection | null | undefined;
        if (binding === undefined || kept?.type !== 'text') return null;
        const anchor = placeOf(binding, kept.anchor, before.selection.anchor, before, after);
        const head = placeOf(binding, kept.head, before.selection.head, before, after);
        if (anchor === null || head === null) return null;
        if (anchor === after.selection.anchor && head === after.selection.head) return null;
        const selection = TextSelection.between(after.doc.resolve(anchor), after.doc.resolve(head));
        return after.tr.setSelection(selection).setMeta(ySyncPluginKey, { isChangeOrigin: true });
      },
    }),
  ],
});

function isForeign(transaction: Transaction): boolean {
  const meta = transaction.getMeta(ySyncPluginKey) as
    { readonly isChangeOrigin?: boolean; readonly isUndoRedoOperation?: boolean } | undefined;
  return meta?.isChangeOrigin === true && meta.isUndoRedoOperation !== true;
}

function bindingOf(state: EditorState): ProsemirrorBinding | undefined {
  const sync = ySyncPluginKey.getState(state) as { readonly binding?: ProsemirrorBinding } | undefined;
  return sync?.binding;
}

/** Null where the paragraph is gone or another one took its place. */
function placeOf(
  binding: ProsemirrorBinding,
  kept: RelativePosition | null,
  old: number,
  before: EditorState,
  after: EditorState,
): number | null {
  if (kept === null) return null;
  const place = relativePositionToAbsolutePosition(binding.doc, binding.type, kept, binding.mapping);
  if (place === null || place > after.doc.content.size) return null;
  const from = before.doc.resolve(old).parent;
  const to = after.doc.resolve(place).parent;
  const isSame = to.isTextblock && to.type === from.type && blockIdOf(to) === blockIdOf(from);
  return isSame ? place : null;
}
