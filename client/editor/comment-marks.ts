import { Extension, type Editor } from '@tiptap/core';
import { Fragment, Slice, type Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, TextSelection, type EditorState } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import * as Y from 'yjs';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { blockIdOf, threadIdOf } from './attributes.ts';

/** Which threads are highlighted: settled ones keep their mark and lose their colour. */
export interface ShownThreads {
  readonly open: readonly string[];
  readonly active: string | null;
  /** What a comment is being written about: the selection is lost to the field in which it is written. */
  readonly place: QuotedPlace | null;
}

/** A place that is commented on, as the server finds it again. */
export interface QuotedPlace {
  readonly blockId: string;
  readonly quote: string;
  /** Offset in the block's text, in UTF-16 units. */
  readonly at: number;
}

interface Drawn {
  readonly shown: ShownThreads;
  readonly decorations: DecorationSet;
}

const key = new PluginKey<Drawn>('comment-marks');
const nothing: ShownThreads = { open: [], active: null, place: null };

export function commentMarks(onPick: (threadId: string) => void): Extension {
  return Extension.create({
    name: 'commentMarks',
    addProseMirrorPlugins: () => [
      new Plugin<Drawn>({
        key,
        state: {
          init: () => ({ shown: nothing, decorations: DecorationSet.empty }),
          apply(transaction, before, _, state) {
            const shown = (transaction.getMeta(key) as ShownThreads | undefined) ?? before.shown;
            if (shown === before.shown && !transaction.docChanged) return before;
            return { shown, decorations: draw(state, shown) };
          },
        },
        props: {
          decorations: (state) => key.getState(state)?.decorations,
          handleClick(view, position) {
            const open = key.getState(view.state)?.shown.open ?? [];
            const marks = view.state.doc.nodeAt(position)?.marks ?? [];
            const picked = marks.map(threadIdOf).find((id) => id !== null && open.includes(id));
            if (picked !== undefined && picked !== null) onPick(picked);
            return false;
          },
          // A copy of commented words is not commented; words that were cut keep their threads where they are put.
          transformPasted: (slice, view) => {
            const present = threadsIn(view.state.doc);
            return new Slice(withoutThreads(slice.content, present), slice.openStart, slice.openEnd);
          },
        },
      }),
    ],
  });
}

export function showThreads(editor: Editor, shown: ShownThreads): void {
  editor.view.dispatch(editor.state.tr.setMeta(key, shown).setMeta('addToHistory', false));
}

/** The threads whose words are still in the text, in the order of their places. */
export function threadsIn(doc: Node): ReadonlySet<string> {
  const found = new Set<string>();
  doc.descendants((node) => {
    for (const mark of node.marks) {
      const id = threadIdOf(mark);
      if (id !== null) found.add(id);
    }
  });
  return found;
}

/** Brings the words of a thread into view. */
export function goToThread(editor: Editor, threadId: string): void {
  const element = editor.view.dom.querySelector(`[data-thread="${CSS.escape(threadId)}"]`);
  element?.scrollIntoView({ block: 'center' });
}

/** What a comment on the selection quotes: the part in its first paragraph that has words; null where none is chosen. */
export function quotedPlace(editor: Editor): QuotedPlace | null {
  const { from, to } = editor.state.selection;
  let place: QuotedPlace | null = null;
  editor.state.doc.nodesBetween(from, to, (node, position) => {
    if (node.type.name !== 'paragraph') return place === null;
    if (place !== null) return false;
    const start = Math.max(0, from - position - 1);
    const end = Math.min(node.content.size, to - position - 1);
    const quote = end > start ? node.textBetween(start, end, '', '\n') : '';
    const blockId = blockNameAt(editor.state, node, position);
    if (quote.trim() !== '' && blockId !== null) place = { blockId, quote, at: start };
    return false;
  });
  return place;
}

/** Chooses the word at the caret; does nothing where there is none, or words are chosen already. */
export function chooseWordAtCaret(editor: Editor): void {
  const { $head, empty } = editor.state.selection;
  if (!empty || !$head.parent.isTextblock) return;
  const text = textOf($head.parent);
  const start = $head.parentOffset - (/[\p{L}\p{M}\p{N}]*$/u.exec(text.slice(0, $head.parentOffset))?.[0].length ?? 0);
  const end = $head.parentOffset + (/^[\p{L}\p{M}\p{N}]*/u.exec(text.slice($head.parentOffset))?.[0].length ?? 0);
  if (start === end) return;
  const { tr, doc } = editor.state;
  editor.view.dispatch(tr.setSelection(TextSelection.create(doc, $head.start() + start, $head.start() + end)));
}

/** What was to be done with the chosen words is done: the caret stands behind them, and nothing more is offered for them. */
export function leaveChosenWords(editor: Editor): void {
  const { tr, doc, selection } = editor.state;
  editor.view.dispatch(tr.setSelection(TextSelection.near(doc.resolve(selection.to), -1)));
}

function blockNameAt(state: EditorState, block: Node, position: number): string | null {
  return blockIdOf(block) ?? itemNameAt(state, position);
}

/** A block without an id is called by its Yjs item. */
function itemNameAt(state: EditorState, position: number): string | null {
  const sync = ySyncPluginKey.getState(state) as { type: Y.XmlFragment } | undefined;
  if (sync === undefined) return null;
  const $position = state.doc.resolve(position);
  let type: Y.XmlFragment = sync.type;
  for (let depth = 0; depth <= $position.depth; depth += 1) {
    const child = type.toArray()[$position.index(depth)];
    if (!(child instanceof Y.XmlElement)) return null;
    type = child;
  }
  const item = type._item;
  return item === null ? null : `y${String(item.id.client)}-${String(item.id.clock)}`;
}

function draw(state: EditorState, { open, active, place }: ShownThreads): DecorationSet {
  if (open.length === 0 && place === null) return DecorationSet.empty;
  const drawn: Decoration[] = [];
  state.doc.descendants((node, position) => {
    if (place !== null && node.type.name === 'paragraph' && blockNameAt(state, node, position) === place.blockId) {
      drawn.push(...drawPlace(place, node, position));
    }
    const threads = node.marks.map(threadIdOf).filter((id) => id !== null && open.includes(id));
    if (!node.isText || threads.length === 0) return;
    const look = threads.some((id) => id === active) ? 'active' : 'open';
    drawn.push(Decoration.inline(position, position + node.nodeSize, { 'data-comment': look }));
  });
  return DecorationSet.create(state.doc, drawn);
}

/** The quoted words, also where others have written before them in their paragraph meanwhile. */
function drawPlace({ quote, at }: QuotedPlace, paragraph: Node, position: number): readonly Decoration[] {
  const text = textOf(paragraph);
  const found = text.startsWith(quote, at) ? at : text.indexOf(quote);
  if (found === -1) return [];
  const from = position + 1 + found;
  return [Decoration.inline(from, from + quote.length, { 'data-commenting': '' })];
}

/** One letter for each place inside the paragraph. */
function textOf(paragraph: Node): string {
  return paragraph.textBetween(0, paragraph.content.size, '', '\n');
}

function withoutThreads(fragment: Fragment, present: ReadonlySet<string>): Fragment {
  const kept: Node[] = [];
  fragment.forEach((node) => {
    const marks = node.marks.filter((mark) => {
      const id = threadIdOf(mark);
      return id === null || !present.has(id);
    });
    kept.push(node.isText ? node.mark(marks) : node.copy(withoutThreads(node.content, present)));
  });
  return Fragment.from(kept);
}
