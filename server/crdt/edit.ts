import * as Y from 'yjs';
import type { Block, DocumentContent, Paragraph, Table, TableCell } from '#shared/document/document.ts';
import { DOCUMENT_SCHEMA } from '#shared/document/schema.ts';
import { idOf, type BlockId } from '#shared/model/ids.ts';
import { copyText } from './apply.ts';
import { editInlines, newInlines } from './edit-inlines.ts';
import { cellsOf, elementsAmong, nameBlocks, readBlock, type BlockNames } from './materialise.ts';

export interface TextEdit {
  /** One update of the changed nodes alone. */
  readonly update: Uint8Array;
  /** The text after it, in a document of its own. */
  readonly after: Y.Doc;
}

/**
 * Makes a text read as `content` by one update that touches only what differs, so that what others write meanwhile is kept: blocks are
 * found again by their ids, unchanged ones keep their nodes, paragraphs are edited word by word, tables of the same shape cell by cell.
 * Undefined when nothing differs. The given text is not changed. `clientId` must be one that never wrote in it.
 */
export function editText(doc: Y.Doc, content: DocumentContent, clientId: number): TextEdit | undefined {
  const after = copyText(doc);
  after.clientID = clientId;
  const updates: Uint8Array[] = [];
  after.on('update', (update: Uint8Array) => updates.push(update));
  after.transact(() => {
    const root = after.getXmlFragment(DOCUMENT_SCHEMA.root);
    const names = nameBlocks(root);
    repairIds(names);
    editBlocks(root, withUniqueIds(content).blocks, names);
  });
  const [update] = updates;
  return update === undefined ? undefined : { update, after };
}

/** The first update of a new text; undefined for an empty one. */
export function makeText(content: DocumentContent, clientId: number): Uint8Array | undefined {
  return editText(new Y.Doc(), content, clientId)?.update;
}

/** A second block of the same id is called by its item only as long as the first stands before it. */
function repairIds(names: BlockNames): void {
  for (const [element, name] of names) {
    const id = element.getAttribute('id');
    if (typeof id === 'string' && id !== '' && id !== name) element.setAttribute('id', name);
  }
}

const UNNAMED = idOf<BlockId>('');

function withUniqueIds(content: DocumentContent): DocumentContent {
  const taken = new Set<BlockId>();
  const unique = <One extends Block>(block: One): One => {
    if (taken.has(block.id)) return { ...block, id: UNNAMED };
    taken.add(block.id);
    return block;
  };
  return {
    blocks: content.blocks.map(unique).map((block) => {
      if (block.type !== 'table') return block;
      const rows = block.rows.map((row) => ({
        cells: row.cells.map((cell) => ({ ...cell, content: cell.content.map(unique) })),
      }));
      return { ...block, rows };
    }),
  };
}

function editBlocks(parent: Y.XmlFragment, blocks: readonly Block[], names: BlockNames): void {
  const found = elementsAmong(parent.toArray()).flatMap((element) =>
    readBlock(element, names).map((block) => ({ element, block })),
  );
  const kept = matchInOrder(found, blocks);
  const keptElements = new Set([...kept.values()].map((one) => one.element));
  let previous: Y.XmlElement | null = null;
  let fresh: Y.XmlElement[] = [];
  for (const block of blocks) {
    const match = kept.get(block);
    if (match === undefined) {
      fresh.push(newBlock(block));
      continue;
    }
    if (fresh.length > 0) parent.insertAfter(previous, fresh);
    fresh = [];
    editBlock(match, block, names);
    previous = match.element;
  }
  if (fresh.length > 0) parent.insertAfter(previous, fresh);
  deleteElements(
    parent,
    new Set<unknown>(found.map((one) => one.element).filter((element) => !keptElements.has(element))),
  );
}

interface Found {
  readonly element: Y.XmlElement;
  readonly block: Block;
}

/** The found block of each given one that can stay where it is: the longest run of them in the same order, as Yjs cannot move. */
function matchInOrder(found: readonly Found[], blocks: readonly Block[]): ReadonlyMap<Block, Found> {
  const places = new Map(found.map((one, at) => [one.block.id, { ...one, at }]));
  const pairs = blocks.flatMap((block) => {
    const place = places.get(block.id);
    return place !== undefined && isSameKind(place.block, block) ? [{ block, place }] : [];
  });
  const longest = longestRise(pairs.map(({ place }) => place.at));
  return new Map(
    longest.flatMap((index) => {
      const pair = pairs[index];
      return pair === undefined ? [] : [[pair.block, pair.place]];
    }),
  );
}

function isSameKind(one: Block, other: Block): boolean {
  if (one.type !== other.type) return false;
  return one.type !== 'table' || other.type !== 'table' || shapeOf(one) === shapeOf(other);
}

function shapeOf(table: Table): string {
  return table.rows.map((row) => row.cells.map((cell) => (cell.header ? 'h' : 'c')).join('')).join('/');
}

/** Indexes of a longest strictly rising part of the values (patience sorting, O(n log n)). */
function longestRise(values: readonly number[]): readonly number[] {
  const tails: number[] = [];
  const before: (number | undefined)[] = [];
  for (const [index, value] of values.entries()) {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[tails[middle] ?? 0] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    before[index] = low > 0 ? tails[low - 1] : undefined;
    tails[low] = index;
  }
  const rise: number[] = [];
  for (let at = tails.at(-1); at !== undefined; at = before[at]) rise.push(at);
  return rise.reverse();
}

function deleteElements(parent: Y.XmlFragment, gone: ReadonlySet<unknown>): void {
  if (gone.size === 0) return;
  const children = parent.toArray();
  for (let end = children.length; end > 0; end -= 1) {
    let from = end;
    while (from > 0 && gone.has(children[from - 1])) from -= 1;
    if (from === end) continue;
    parent.delete(from, end - from);
    end = from + 1;
  }
}

function editBlock({ element, block: now }: Found, block: Block, names: BlockNames): void {
  if (JSON.stringify(now) === JSON.stringify(block)) return;
  setAttributes(element, attributesOf(now), attributesOf(block));
  if (now.type === 'paragraph' && block.type === 'paragraph') editInlines(element, now.content, block.content);
  if (now.type === 'table' && block.type === 'table') editCells(element, now, block, names);
}

function editCells(table: Y.XmlElement, now: Table, wanted: Table, names: BlockNames): void {
  for (const [row, cells] of cellsOf(table).entries()) {
    for (const [column, element] of cells.entries()) {
      const from = now.rows[row]?.cells[column];
      const to = wanted.rows[row]?.cells[column];
      if (from === undefined || to === undefined || JSON.stringify(from) === JSON.stringify(to)) continue;
      setAttributes(element, cellAttributesOf(from), cellAttributesOf(to));
      editBlocks(element, to.content, names);
    }
  }
}

type Attributes = Readonly<Record<string, unknown>>;

/** Without the id, which a kept block keeps as it is. */
function attributesOf(block: Block): Attributes {
  switch (block.type) {
    case 'paragraph':
      return { level: block.level, list: block.list, indent: block.indent, align: block.align };
    case 'image':
      return { imageId: block.imageId, alt: block.alt, widthPercent: block.widthPercent };
    case 'table':
    case 'pageBreak':
      return {};
  }
}

function cellAttributesOf({ colspan, rowspan, colwidth }: TableCell): Attributes {
  return { colspan, rowspan, colwidth };
}

function setAttributes(element: Y.XmlElement, now: Attributes, wanted: Attributes): void {
  for (const [name, value] of Object.entries(wanted)) {
    if (JSON.stringify(now[name]) === JSON.stringify(value)) continue;
    if (value === null) element.removeAttribute(name);
    else setValue(element, name, value);
  }
}

/** Yjs types attribute values as strings, though it keeps any value. */
function setValue(element: Y.XmlElement, name: string, value: unknown): void {
  element.setAttribute(name, value as string);
}

function newBlock(block: Block): Y.XmlElement {
  const element = newElement(block.type, attributesOf(block));
  if (block.id !== UNNAMED) element.setAttribute('id', block.id);
  if (block.type === 'paragraph') element.insert(0, newParagraphContent(block));
  if (block.type === 'table') {
    const rows = block.rows.map((row) => {
      const rowElement = new Y.XmlElement('tableRow');
      rowElement.insert(0, row.cells.map(newCell));
      return rowElement;
    });
    element.insert(0, rows);
  }
  return element;
}

/** With an empty run: an editor types into it without making a node first, and two who begin at once write in the same one. */
function newParagraphContent(block: Paragraph): (Y.XmlText | Y.XmlElement)[] {
  return block.content.length === 0 ? [new Y.XmlText()] : newInlines(block.content);
}

function newCell(cell: TableCell): Y.XmlElement {
  const element = newElement(cell.header ? 'tableHeader' : 'tableCell', cellAttributesOf(cell));
  element.insert(0, cell.content.map(newBlock));
  return element;
}

function newElement(name: string, attributes: Attributes): Y.XmlElement {
  const element = new Y.XmlElement(name);
  const rules = DOCUMENT_SCHEMA.nodes[name]?.attributes ?? {};
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value !== null && value !== rules[attribute]?.default) setValue(element, attribute, value);
  }
  return element;
}
