import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { yUndoPluginKey } from '@tiptap/y-tiptap';
import type { UndoManager } from 'yjs';

/** ProseMirror reads the last letters of a composition some time after its end. */
const settleMs = 50;
const usualPauseMs = 500;

/**
 * While an input method composes, what others do is held back: a redraw under the composed syllable ends the composition in the midst
 * of a word. One's own letters go out as ever. A composition is one step of undo, however slowly it was typed.
 */
export function composition(hold: () => () => void): Extension {
  return Extension.create({
    name: 'composition',
    addProseMirrorPlugins() {
      let release: (() => void) | undefined;
      let timer: ReturnType<typeof setTimeout> | undefined;

      const begin = (view: EditorView): void => {
        clearTimeout(timer);
        release ??= hold();
        const undo = undoManagerOf(view);
        if (undo === undefined) return;
        undo.stopCapturing();
        undo.captureTimeout = Number.POSITIVE_INFINITY;
      };
      const end = (view: EditorView): void => {
        clearTimeout(timer);
        timer = setTimeout(() => {
          if (view.composing) {
            end(view);
            return;
          }
          const undo = undoManagerOf(view);
          if (undo !== undefined) undo.captureTimeout = usualPauseMs;
          release?.();
          release = undefined;
        }, settleMs);
      };

      return [
        new Plugin({
          props: {
            handleDOMEvents: {
              compositionstart(view) {
                begin(view);
                return false;
              },
              compositionend(view) {
                end(view);
                return false;
              },
              // Some browsers end a composition by losing the focus and say nothing.
              blur(view) {
                if (release !== undefined) end(view);
                return false;
              },
            },
          },
          view: () => ({
            destroy() {
              clearTimeout(timer);
              release?.();
              release = undefined;
            },
          }),
        }),
      ];
    },
  });
}

function undoManagerOf(view: EditorView): UndoManager | undefined {
  const state = yUndoPluginKey.getState(view.state) as { undoManager: UndoManager } | undefined;
  return state?.undoManager;
}
