import { Extension, type Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { DANG_HD36_2018, headingRule, type ComponentLook } from '#shared/document/layout-profile.ts';
import { startNumbering, type NumberLabel } from '#shared/document/numbering.ts';
import { blockIdOf, paragraphAttributes } from './attributes.ts';

/** A heading of the text as an outline shows it. */
export interface HeadingEntry {
  readonly id: string | null;
  /** Where its paragraph begins. */
  readonly position: number;
  readonly level: number;
  readonly label: string;
  readonly text: string;
}

/** Ordinals of the heading under which a text stands, from the top of the report. */
type Place = readonly number[];

interface Numbers {
  readonly place: Place;
  readonly drawn: DecorationSet;
}

const key = new PluginKey<Numbers>('numbering');

/**
 * Numbers are computed and drawn, never typed. They stand in attributes that the style sheet prints before the text: a node of its own
 * beside the caret would break into what an input method composes.
 * @param depth place of the text in the outline of the report
 */
export function numbering(depth: number): Extension {
  return Extension.create({
    name: 'numbering',
    addProseMirrorPlugins: () => [
      new Plugin<Numbers>({
        key,
        state: {
          init: (_, { doc }) => ({ place: [], drawn: drawLabels(doc, depth, []) }),
          apply: (transaction, before) => {
            const place = (transaction.getMeta(key) as Place | undefined) ?? before.place;
            if (place === before.place && !transaction.docChanged) return before;
            return { place, drawn: drawLabels(transaction.doc, depth, place) };
          },
        },
        props: { decorations: (state) => key.getState(state)?.drawn },
      }),
    ],
  });
}

/** Numbers the text on from this place. It may change under the writer, as when a section above it is opened. */
export function numberFrom(editor: Editor, place: Place): void {
  editor.view.dispatch(editor.state.tr.setMeta(key, place).setMeta('addToHistory', false));
}

/** The headings of a text with their numbers, in reading order. */
export function headingsOf(doc: Node, depth: number, place: Place = []): readonly HeadingEntry[] {
  const found: HeadingEntry[] = [];
  eachLabel(doc, depth, place, (node, position, label) => {
    const { level } = paragraphAttributes(node);
    if (level > 0)
      found.push({ id: blockIdOf(node), position, level, label: label?.text ?? '', text: node.textContent });
  });
  return found;
}

function eachLabel(
  doc: Node,
  depth: number,
  place: Place,
  visit: (node: Node, position: number, label: NumberLabel | null) => void,
): void {
  const numbers = startNumbering(DANG_HD36_2018, place);
  doc.descendants((node, position) => {
    if (node.type.name !== 'paragraph') return true;
    visit(node, position, numbers.next(paragraphAttributes(node), depth));
    return false;
  });
}

function drawLabels(doc: Node, depth: number, place: Place): DecorationSet {
  const drawn: Decoration[] = [];
  eachLabel(doc, depth, place, (node, position, label) => {
    if (label === null) return;
    const look = label.family === 'heading' ? headingLook(label.level) : {};
    drawn.push(Decoration.node(position, position + node.nodeSize, { 'data-label': label.text.trimEnd(), ...look }));
  });
  return DecorationSet.create(doc, drawn);
}

/** How the layout profile prints a heading, in words that the style sheet knows. */
function headingLook(level: number): Record<string, string> {
  const { label, title } = headingRule(DANG_HD36_2018, level);
  const words = lookWords(title ?? label);
  return { 'data-look': (title === undefined ? words : [...words, 'own-line']).join(' ') };
}

function lookWords(look: ComponentLook): readonly string[] {
  return [
    ...(look.bold?.value === true ? ['bold'] : []),
    ...(look.italic?.value === true ? ['italic'] : []),
    ...(look.caps?.value === 'all' ? ['caps'] : []),
    ...(look.align?.value === undefined ? [] : [look.align.value]),
  ];
}
