import { Extension, type Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import {
  DANG_HD36_2018,
  headingRule,
  type ComponentLook,
  type LayoutProfile,
} from '#shared/document/layout-profile.ts';
import { startNumbering, type HeadingPlaces, type NumberLabel } from '#shared/document/numbering.ts';
import { idOf, type BlockId } from '#shared/model/ids.ts';
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

/** Where the numbers of a text come from. */
export interface NumberSource {
  /** Says how numbers and headings look. */
  readonly profile: LayoutProfile;
  /** Ordinals of the heading under which the text stands, from the top of the report. */
  readonly place: readonly number[];
  /** In a part, where the headings of its sections stand. */
  readonly headings: HeadingPlaces;
}

interface Numbers {
  readonly source: NumberSource;
  readonly drawn: DecorationSet;
}

const FROM_THE_FIRST: NumberSource = { profile: DANG_HD36_2018, place: [], headings: new Map() };

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
          init: (_, { doc }) => ({ source: FROM_THE_FIRST, drawn: drawLabels(doc, depth, FROM_THE_FIRST) }),
          apply: (transaction, before) => {
            const source = (transaction.getMeta(key) as NumberSource | undefined) ?? before.source;
            if (source === before.source && !transaction.docChanged) return before;
            return { source, drawn: drawLabels(transaction.doc, depth, source) };
          },
        },
        props: { decorations: (state) => key.getState(state)?.drawn },
      }),
    ],
  });
}

/** Numbers the text by this. It may change under the writer, as when a section above it is opened. */
export function numberFrom(editor: Editor, source: NumberSource): void {
  editor.view.dispatch(editor.state.tr.setMeta(key, source).setMeta('addToHistory', false));
}

/** The headings of a text with their numbers, in reading order. */
export function headingsOf(doc: Node, depth: number, source = FROM_THE_FIRST): readonly HeadingEntry[] {
  const found: HeadingEntry[] = [];
  eachLabel(doc, depth, source, (node, position, label) => {
    const { level } = paragraphAttributes(node);
    if (level > 0)
      found.push({ id: blockIdOf(node), position, level, label: label?.text ?? '', text: node.textContent });
  });
  return found;
}

function eachLabel(
  doc: Node,
  depth: number,
  { profile, place, headings }: NumberSource,
  visit: (node: Node, position: number, label: NumberLabel | null) => void,
): void {
  const numbers = startNumbering(profile, place, headings);
  doc.descendants((node, position) => {
    if (node.type.name !== 'paragraph') return true;
    const id = blockIdOf(node);
    const counted = { ...paragraphAttributes(node), id: id === null ? null : idOf<BlockId>(id) };
    visit(node, position, numbers.next(counted, depth));
    return false;
  });
}

function drawLabels(doc: Node, depth: number, source: NumberSource): DecorationSet {
  const drawn: Decoration[] = [];
  eachLabel(doc, depth, source, (node, position, label) => {
    if (label === null) return;
    const look = label.family === 'heading' ? headingLook(source.profile, label.level) : {};
    const number = label.text === '' ? {} : { 'data-label': label.text.trimEnd() };
    drawn.push(Decoration.node(position, position + node.nodeSize, { ...number, ...look }));
  });
  return DecorationSet.create(doc, drawn);
}

/** How the layout profile prints a heading, in words that the style sheet knows. */
function headingLook(profile: LayoutProfile, level: number): Record<string, string> {
  const { label, title } = headingRule(profile, level);
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
