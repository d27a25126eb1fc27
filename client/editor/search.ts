import { Extension, type Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, TextSelection } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { chooseFold } from '#shared/vietnamese/fold.ts';

export interface Found {
  readonly from: number;
  readonly to: number;
}

export interface SearchState {
  readonly query: string;
  readonly found: readonly Found[];
  /** Which of them is shown; -1 where there is none. */
  readonly current: number;
}

const key = new PluginKey<SearchState>('search');
const idle: SearchState = { query: '', found: [], current: -1 };

/** Find in the text: who types no marks means any, who types marks means them. */
export const search = Extension.create({
  name: 'search',
  addProseMirrorPlugins: () => [
    new Plugin<SearchState>({
      key,
      state: {
        init: () => idle,
        apply(transaction, before) {
          const set = transaction.getMeta(key) as Partial<SearchState> | undefined;
          const query = set?.query ?? before.query;
          if (query === '') return idle;
          const isNew = transaction.docChanged || query !== before.query;
          const found = isNew ? findIn(transaction.doc, query) : before.found;
          const wanted = set?.current ?? before.current;
          return { query, found, current: found.length === 0 ? -1 : Math.min(Math.max(0, wanted), found.length - 1) };
        },
      },
      props: {
        decorations(state) {
          const { found, current } = key.getState(state) ?? idle;
          if (found.length === 0) return DecorationSet.empty;
          return DecorationSet.create(
            state.doc,
            found.map(({ from, to }, index) =>
              Decoration.inline(from, to, { 'data-found': index === current ? 'current' : 'other' }),
            ),
          );
        },
      },
    }),
  ],
});

export function searchState(editor: Editor): SearchState {
  return key.getState(editor.state) ?? idle;
}

export function setQuery(editor: Editor, query: string): void {
  const { from } = editor.state.selection;
  const found = query === '' ? [] : findIn(editor.state.doc, query);
  const next = found.findIndex((one) => one.from >= from);
  dispatch(editor, { query, current: Math.max(0, next) });
  if (query !== '') reveal(editor);
}

export function stepFound(editor: Editor, step: 1 | -1): void {
  const { found, current } = searchState(editor);
  if (found.length === 0) return;
  dispatch(editor, { current: (current + step + found.length) % found.length });
  reveal(editor);
}

export function replaceCurrent(editor: Editor, text: string): void {
  const { found, current } = searchState(editor);
  const one = found[current];
  if (one === undefined) return;
  editor.view.dispatch(replaceIn(editor, [one], text));
  reveal(editor);
}

/** Gives how many were replaced, in one step of undo. */
export function replaceAll(editor: Editor, text: string): number {
  const { found } = searchState(editor);
  if (found.length > 0) editor.view.dispatch(replaceIn(editor, found, text));
  return found.length;
}

function replaceIn(editor: Editor, found: readonly Found[], text: string): Editor['state']['tr'] {
  const { tr } = editor.state;
  for (const { from, to } of found.toReversed()) {
    if (text === '') tr.delete(from, to);
    else tr.insertText(text, from, to);
  }
  return tr;
}

function dispatch(editor: Editor, set: Partial<SearchState>): void {
  editor.view.dispatch(editor.state.tr.setMeta(key, set).setMeta('addToHistory', false));
}

function reveal(editor: Editor): void {
  const { found, current } = searchState(editor);
  const one = found[current];
  if (one === undefined) return;
  editor.view.dispatch(editor.state.tr.setSelection(TextSelection.create(editor.state.doc, one.from, one.to)));
  editor.view.dom.querySelector('[data-found="current"]')?.scrollIntoView({ block: 'center' });
}

function findIn(doc: Node, query: string): readonly Found[] {
  const found: Found[] = [];
  doc.descendants((node, position) => {
    if (node.type.name !== 'paragraph') return true;
    const text = node.textBetween(0, node.content.size, '', '\ufffc');
    for (const { from, to } of findText(text, query)) {
      found.push({ from: position + 1 + from, to: position + 1 + to });
    }
    return false;
  });
  return found;
}

/** Where `text` has what a reader who looks for `query` means; offsets into `text` as it stands. */
export function findText(text: string, query: string): readonly Found[] {
  const fold = chooseFold(query);
  const sought = fold(query);
  if (sought === '') return [];
  const letters = text.match(/\P{M}\p{M}*|\p{M}+/gu) ?? [];
  const starts: number[] = [];
  let offset = 0;
  for (const letter of letters) {
    // One place for each unit of the composed letter, so that a folded offset finds its letter.
    for (let unit = 0; unit < letter.normalize('NFC').length; unit += 1) starts.push(offset);
    offset += letter.length;
  }
  starts.push(offset);
  const folded = fold(text);
  if (folded.length !== starts.length - 1) return [];
  const found: Found[] = [];
  for (let at = folded.indexOf(sought); at !== -1; at = folded.indexOf(sought, at + sought.length)) {
    found.push({ from: starts[at] ?? 0, to: starts[at + sought.length] ?? offset });
  }
  return found;
}
