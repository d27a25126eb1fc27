import { Extension } from '@tiptap/core';
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

const key = new PluginKey<DecorationSet>('numbering');

/**
 * Numbers are computed and drawn, never typed. They stand in attributes that the style sheet prints before the text: a node of its own
 * beside the caret would break into what an input method composes.
 * @param depth place of the text in the outline of the report
 */
export function numbering(depth: number): Extension {
  return Extension.create({
    name: 'numbering',
    addProseMirrorPlugins: () => [
      new Plugin<DecorationSet>({
        key,
        state: {
          init: (_, { doc }) => drawLabels(doc, depth),
          apply: (transaction, before) => (transaction.docChanged ? drawLabels(transaction.doc, depth) : before),
        },
        props: { decorations: (state) => key.getState(state) },
      }),
    ],
  });
}

/** The headings of a text with their numbers, in reading order. */
export function headingsOf(doc: Node, depth: number): readonly HeadingEntry[] {
  const found: HeadingEntry[] = [];
  eachLabel(doc, depth, (node, position, label) => {
    const { level } = paragraphAttributes(node);
    if (level > 0)
      found.push({ id: blockIdOf(node), position, level, label: label?.text ?? '', text: node.textContent });
  });
  return found;
}

function eachLabel(
  doc: Node,
  depth: number,
  visit: (node: Node, position: number, label: NumberLabel | null) => void,
): void {
  const numbers = startNumbering(DANG_HD36_2018);
  doc.descendants((node, position) => {
    if (node.type.name !== 'paragraph') return true;
    visit(node, position, numbers.next(paragraphAttributes(node), depth));
    return false;
  });
}

function drawLabels(doc: Node, depth: number): DecorationSet {
  const drawn: Decoration[] = [];
  eachLabel(doc, depth, (node, position, label) => {
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
