import { Extension } from '@tiptap/core';
import { Plugin, Selection, TextSelection, type EditorState } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import type { KeyDeeds } from './keys.ts';

/** How the browser is asked to move: its own words. */
interface Walk {
  readonly direction: 'forward' | 'backward';
  readonly by: 'character' | 'word' | 'line' | 'lineboundary' | 'document';
}

/** A place that the browser stops at beside one of ours, as at a caret that is drawn, is passed over; never more than these. */
const MOST_STEPS = 60;

/**
 * Who may only read goes through the text with the arrows all the same, chooses words with Shift and comments on them by key. Keymaps
 * of ProseMirror are for pages that can be changed, and browsers draw no caret in others.
 */
export function readerKeys(deeds: () => Pick<KeyDeeds, 'comment' | 'find' | 'leave'>): Extension {
  return Extension.create({
    name: 'readerKeys',
    addProseMirrorPlugins() {
      const { editor } = this;
      return [
        new Plugin({
          props: {
            decorations: (state) => (editor.isEditable ? null : drawCaret(state)),
            handleDOMEvents: {
              keydown(view, event) {
                if (view.editable || event.isComposing) return false;
                const deed = deedOf(event);
                const walk = walkOf(event);
                if (deed !== null) deeds()[deed]();
                else if (walk !== null) go(view, walk, event.shiftKey);
                else return false;
                event.preventDefault();
                return true;
              },
            },
          },
        }),
      ];
    },
  });
}

function deedOf({ key, code, ctrlKey, metaKey, altKey }: KeyboardEvent): 'comment' | 'find' | 'leave' | null {
  if (key === 'Escape') return 'leave';
  if (!ctrlKey && !metaKey) return null;
  // With Alt a keyboard may give another letter.
  if (altKey) return code === 'KeyM' || key.toLowerCase() === 'm' ? 'comment' : null;
  return key.toLowerCase() === 'f' ? 'find' : null;
}

function walkOf({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): Walk | null {
  if (metaKey || altKey) return null;
  switch (key) {
    case 'ArrowLeft':
      return { direction: 'backward', by: ctrlKey ? 'word' : 'character' };
    case 'ArrowRight':
      return { direction: 'forward', by: ctrlKey ? 'word' : 'character' };
    case 'ArrowUp':
      return { direction: 'backward', by: 'line' };
    case 'ArrowDown':
      return { direction: 'forward', by: 'line' };
    case 'Home':
      return { direction: 'backward', by: ctrlKey ? 'document' : 'lineboundary' };
    case 'End':
      return { direction: 'forward', by: ctrlKey ? 'document' : 'lineboundary' };
    default:
      return null;
  }
}

function go(view: EditorView, walk: Walk, isExtending: boolean): void {
  const { selection, doc, tr } = view.state;
  const head = walk.by === 'document' ? endOf(view.state, walk.direction) : walkBrowser(view, walk);
  const anchor = isExtending ? selection.anchor : head;
  view.dispatch(tr.setSelection(TextSelection.between(doc.resolve(anchor), doc.resolve(head))).scrollIntoView());
}

function endOf({ doc }: EditorState, direction: Walk['direction']): number {
  return direction === 'forward' ? Selection.atEnd(doc).head : Selection.atStart(doc).head;
}

/** Where the browser would go from the head of the selection: it knows lines and words. */
function walkBrowser(view: EditorView, { direction, by }: Walk): number {
  const { head } = view.state.selection;
  const browsed = view.dom.ownerDocument.getSelection();
  if (browsed === null) return head;
  const { node, offset } = view.domAtPos(head);
  browsed.collapse(node, offset);
  for (let step = 0; step < MOST_STEPS; step += 1) {
    browsed.modify('move', direction, by);
    const { focusNode, focusOffset } = browsed;
    if (focusNode === null || !view.dom.contains(focusNode)) return head;
    const reached = view.posAtDOM(focusNode, focusOffset);
    if (reached !== head || by === 'lineboundary') return reached;
  }
  return head;
}

function drawCaret({ doc, selection }: EditorState): DecorationSet | null {
  if (!selection.empty) return null;
  return DecorationSet.create(doc, [
    Decoration.widget(selection.head, readingCaret, { key: 'reading-caret', side: -1 }),
  ]);
}

function readingCaret(): HTMLElement {
  const caret = document.createElement('span');
  caret.dataset['readingCaret'] = '';
  return caret;
}
