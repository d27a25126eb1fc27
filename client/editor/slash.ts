import { Extension, type Editor } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';

/** A `/` at the start of a paragraph or after a space, and what was typed after it. */
export interface SlashState {
  readonly from: number;
  readonly to: number;
  readonly query: string;
}

export type SlashKey = 'up' | 'down' | 'choose' | 'close';

const KEYS: Readonly<Record<string, SlashKey>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  Enter: 'choose',
  Tab: 'choose',
  Escape: 'close',
};
const LONGEST_QUERY = 12;
const key = new PluginKey<SlashState | null>('slash');

/** @param onKey answers whether the menu took the key */
export function slash(onKey: (key: SlashKey) => boolean): Extension {
  return Extension.create({
    name: 'slash',
    priority: 1_100,
    addProseMirrorPlugins: () => [
      new Plugin<SlashState | null>({
        key,
        state: {
          init: () => null,
          apply(transaction, before, _, state) {
            if (transaction.getMeta(key) === 'close') return null;
            const { $from, empty } = state.selection;
            if (!empty || $from.parent.type.name !== 'paragraph') return null;
            const text = $from.parent.textBetween(0, $from.parentOffset, '', '\ufffc');
            const query = /(?:^|\s)\/([^\s/]*)$/u.exec(text)?.[1];
            if (query === undefined || query.length > LONGEST_QUERY) return null;
            const from = $from.pos - query.length - 1;
            // Opened by typing only: a path that stands in the text is no wish.
            const isOpen = before !== null && before.from === transaction.mapping.map(before.from);
            return isOpen || (transaction.docChanged && query === '') ? { from, to: $from.pos, query } : null;
          },
        },
        props: {
          handleKeyDown(view, event) {
            const meaning = KEYS[event.key];
            if (meaning === undefined || event.isComposing || key.getState(view.state) === null) return false;
            return onKey(meaning);
          },
        },
      }),
    ],
  });
}

export function slashState(editor: Editor): SlashState | null {
  return key.getState(editor.state) ?? null;
}

export function closeSlash(editor: Editor): void {
  editor.view.dispatch(editor.state.tr.setMeta(key, 'close'));
}

/** Takes the `/` and the query away before what it asked for comes. */
export function removeSlash(editor: Editor): void {
  const state = slashState(editor);
  if (state === null) return;
  editor.view.dispatch(editor.state.tr.delete(state.from, state.to).setMeta(key, 'close'));
}
