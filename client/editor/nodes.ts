import { Node, type Attribute } from '@tiptap/core';
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table';
import { defaultOf, imageAttributes, paragraphAttributes, parseAttribute } from './attributes.ts';

/** The flat schema of `shared/document/schema.json`: one kind of textblock whose role is an attribute. */
export const nodes = [
  Node.create({ name: 'doc', topNode: true, content: 'block+' }),
  Node.create({ name: 'text', group: 'inline' }),
  Node.create({
    name: 'paragraph',
    group: 'block',
    content: 'inline*',
    priority: 1000,
    addAttributes: () => dataAttributes('paragraph', ['level', 'list', 'indent', 'align']),
    parseHTML: () => [{ tag: 'p' }],
    renderHTML({ node, HTMLAttributes }) {
      const { level } = paragraphAttributes(node);
      const role = level === 0 ? {} : { role: 'heading', 'aria-level': String(level + 1) };
      return ['p', { ...HTMLAttributes, ...role }, 0];
    },
  }),
  Node.create({
    name: 'hardBreak',
    group: 'inline',
    inline: true,
    selectable: false,
    linebreakReplacement: true,
    parseHTML: () => [{ tag: 'br' }],
    renderHTML: () => ['br'],
    renderText: () => '\n',
  }),
  Node.create({
    name: 'pageBreak',
    group: 'block',
    parseHTML: () => [{ tag: 'hr' }],
    renderHTML: ({ HTMLAttributes }) => ['hr', HTMLAttributes],
  }),
  Table.configure({ resizable: true, lastColumnResizable: false, allowTableNodeSelection: true }),
  TableRow,
  TableCell.extend({ content: 'paragraph+', addAttributes: spans }),
  TableHeader.extend({ content: 'paragraph+', addAttributes: spans }),
];

/** @param addressOf where the picture of an id is seen */
export function imageNode(addressOf: (imageId: string) => string): Node {
  return Node.create({
    name: 'image',
    group: 'block',
    draggable: true,
    addAttributes: () => dataAttributes('image', ['imageId', 'alt', 'widthPercent']),
    parseHTML: () => [{ tag: 'img[data-imageid]' }],
    renderHTML({ node, HTMLAttributes }) {
      const { imageId, alt, widthPercent } = imageAttributes(node);
      const source = imageId === null ? {} : { src: addressOf(imageId) };
      return ['img', { ...HTMLAttributes, ...source, alt, width: `${String(widthPercent)}%` }];
    },
  });
}

/** Attributes that stand in HTML as `data-…`, left out where they have their default. */
function dataAttributes(node: string, names: readonly string[]): Record<string, Attribute> {
  return Object.fromEntries(names.map((name) => [name, dataAttribute(node, name)]));
}

function dataAttribute(node: string, name: string): Attribute {
  const key = `data-${name.toLowerCase()}`;
  return {
    default: defaultOf(node, name),
    parseHTML: (element) => parseAttribute(node, name, element.getAttribute(key)),
    renderHTML(attributes: Readonly<Record<string, unknown>>) {
      const value = attributes[name];
      return value === defaultOf(node, name) ? {} : { [key]: String(value) };
    },
  };
}

/** Those of the table package without `align`, which our schema keeps on paragraphs. */
function spans(): Record<string, Attribute> {
  return {
    colspan: { default: 1, parseHTML: (element) => spanOf(element, 'colspan', 64) },
    rowspan: { default: 1, parseHTML: (element) => spanOf(element, 'rowspan', 500) },
    colwidth: { default: null, parseHTML: widthsOf },
  };
}

function spanOf(element: HTMLElement, name: string, most: number): number {
  const span = Number(element.getAttribute(name) ?? 1);
  return Number.isInteger(span) && span >= 1 && span <= most ? span : 1;
}

function widthsOf(element: HTMLElement): number[] | null {
  const widths = element.getAttribute('colwidth')?.split(',').map(Number) ?? [];
  return widths.length > 0 && widths.every((one) => Number.isInteger(one) && one >= 10 && one <= 2_000) ? widths : null;
}
