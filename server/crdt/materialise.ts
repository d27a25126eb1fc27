import * as Y from 'yjs';
import {
  MARK_TYPES,
  type Block,
  type DocumentContent,
  type Inline,
  type Mark,
  type MarkType,
  type Paragraph,
  type TableCell,
  type TableRow,
} from '#shared/document/document.ts';
import { DOCUMENT_SCHEMA, fitsAttribute } from '#shared/document/schema.ts';
import { idOf, type BlockId, type ImageId, type ThreadId } from '#shared/model/ids.ts';

/**
 * The text of a Yjs document in canonical form. It writes nothing: a block without an id is called by its Yjs item. What the schema lacks
 * is left out and a value that does not fit reads as its default, so that one bad node never hides the rest.
 */
export function readContent(doc: Y.Doc): DocumentContent {
  const root = doc.getXmlFragment(DOCUMENT_SCHEMA.root);
  const names = nameBlocks(root);
  return { blocks: elementsAmong(root.toArray()).flatMap((element) => readBlock(element, names)) };
}

/** What each block of a text is called; no two the same. */
export type BlockNames = ReadonlyMap<Y.XmlElement, BlockId>;

/** A block is called by its id; one without, or with the id of a block before it, by its Yjs item: `y<client>-<clock>`. */
export function nameBlocks(root: Y.XmlFragment): BlockNames {
  const names = new Map<Y.XmlElement, BlockId>();
  const taken = new Set<string>();
  for (const element of root.createTreeWalker(isBlock)) {
    if (!(element instanceof Y.XmlElement) || isBlank(element)) continue;
    const id = valueOf<string | null>(element, 'id');
    const item = element._item;
    if (item === null) throw new RangeError('A block outside a document has no id');
    const name = id === null || id === '' || taken.has(id) ? `y${item.id.client}-${item.id.clock}` : id;
    taken.add(name);
    names.set(element, idOf<BlockId>(name));
  }
  return names;
}

function isBlock(node: unknown): boolean {
  return node instanceof Y.XmlElement && DOCUMENT_SCHEMA.nodes[node.nodeName]?.attributes['id'] !== undefined;
}

/** An image of nothing is not shown, so its id is free. */
function isBlank(element: Y.XmlElement): boolean {
  return element.nodeName === 'image' && valueOf(element, 'imageId') === null;
}

type Child = Y.XmlElement | Y.XmlText | Y.XmlHook;

export function elementsAmong(children: readonly Child[]): readonly Y.XmlElement[] {
  return children.filter((child) => child instanceof Y.XmlElement);
}

/** None for what the schema lacks, or what cannot be shown. */
export function readBlock(element: Y.XmlElement, names: BlockNames): readonly Block[] {
  switch (element.nodeName) {
    case 'paragraph':
      return [readParagraph(element, names)];
    case 'table':
      return [{ type: 'table', id: nameOf(element, names), rows: rowsOf(element, names) }];
    case 'image': {
      const imageId = valueOf<string>(element, 'imageId');
      if (imageId === null) return [];
      return [
        {
          type: 'image',
          id: nameOf(element, names),
          imageId: idOf<ImageId>(imageId),
          alt: valueOf(element, 'alt'),
          widthPercent: valueOf(element, 'widthPercent'),
        },
      ];
    }
    case 'pageBreak':
      return [{ type: 'pageBreak', id: nameOf(element, names) }];
    default:
      return [];
  }
}

function rowsOf(table: Y.XmlElement, names: BlockNames): readonly TableRow[] {
  return cellsOf(table).map((cells) => ({ cells: cells.map((cell) => readCell(cell, names)) }));
}

/** The cells of each row that are read. */
export function cellsOf(table: Y.XmlElement): readonly (readonly Y.XmlElement[])[] {
  return elementsAmong(table.toArray())
    .filter((row) => row.nodeName === 'tableRow')
    .map((row) =>
      elementsAmong(row.toArray()).filter((cell) => cell.nodeName === 'tableCell' || cell.nodeName === 'tableHeader'),
    );
}

function readCell(cell: Y.XmlElement, names: BlockNames): TableCell {
  return {
    header: cell.nodeName === 'tableHeader',
    colspan: valueOf(cell, 'colspan'),
    rowspan: valueOf(cell, 'rowspan'),
    colwidth: valueOf(cell, 'colwidth'),
    content: elementsAmong(cell.toArray())
      .filter((one) => one.nodeName === 'paragraph')
      .map((one) => readParagraph(one, names)),
  };
}

function readParagraph(element: Y.XmlElement, names: BlockNames): Paragraph {
  return {
    type: 'paragraph',
    id: nameOf(element, names),
    level: valueOf(element, 'level'),
    list: valueOf(element, 'list'),
    indent: valueOf(element, 'indent'),
    align: valueOf(element, 'align'),
    content: joinRuns(element.toArray().flatMap(readInline)),
  };
}

function nameOf(element: Y.XmlElement, names: BlockNames): BlockId {
  const name = names.get(element);
  if (name === undefined) throw new RangeError('A block of another text');
  return name;
}

/** The value of an attribute by its rule; the caller names the type that the rule of `schema.json` promises. */
function valueOf<Value>(element: Y.XmlElement, attribute: string): Value {
  const rule = DOCUMENT_SCHEMA.nodes[element.nodeName]?.attributes[attribute];
  if (rule === undefined) throw new RangeError(`${element.nodeName} has no attribute ${attribute}`);
  const value: unknown = element.getAttribute(attribute);
  const fits = value !== null && value !== undefined && fitsAttribute(rule, value);
  return (fits ? value : rule.default) as Value;
}

export interface Delta {
  readonly insert: unknown;
  readonly attributes?: Readonly<Record<string, unknown>>;
}

function readInline(child: Child): readonly Inline[] {
  if (child instanceof Y.XmlText) {
    return (child.toDelta() as readonly Delta[]).flatMap(({ insert, attributes }): readonly Inline[] =>
      typeof insert === 'string' && insert !== ''
        ? [{ type: 'text', text: insert, marks: readMarks(attributes ?? {}) }]
        : [],
    );
  }
  return child instanceof Y.XmlElement && child.nodeName === 'hardBreak' ? [{ type: 'hardBreak' }] : [];
}

/** Overlapping marks are stored as `name--<8 characters of a hash>`, one for each. */
const HASH = /--[A-Za-z0-9+/=]{8}$/;

function readMarks(attributes: Readonly<Record<string, unknown>>): readonly Mark[] {
  const marks = new Map<string, Mark>();
  for (const [key, value] of Object.entries(attributes)) {
    const mark = readStoredMark(key, value);
    if (mark !== undefined) marks.set(JSON.stringify(mark), mark);
  }
  return [...marks.values()].sort(
    (one, other) =>
      MARK_TYPES.indexOf(one.type) - MARK_TYPES.indexOf(other.type) || compareText(detailOf(one), detailOf(other)),
  );
}

/** The mark that a stored attribute of a run is, if it is one. */
export function readStoredMark(key: string, value: unknown): Mark | undefined {
  return readMark(key.replace(HASH, ''), value);
}

function readMark(name: string, value: unknown): Mark | undefined {
  const type = MARK_TYPES.find((one): one is MarkType => one === name);
  if (type === undefined || value === null || value === undefined) return undefined;
  switch (type) {
    case 'link': {
      const href = markValue(type, 'href', value);
      return href === undefined ? undefined : { type, href };
    }
    case 'comment': {
      const threadId = markValue(type, 'threadId', value);
      return threadId === undefined ? undefined : { type, threadId: idOf<ThreadId>(threadId) };
    }
    case 'bold':
    case 'italic':
    case 'underline':
    case 'strike':
    case 'superscript':
    case 'subscript':
      return { type };
  }
}

function markValue(mark: MarkType, attribute: string, value: unknown): string | undefined {
  const rule = DOCUMENT_SCHEMA.marks[mark]?.attributes[attribute];
  if (typeof value !== 'object' || value === null || rule === undefined) return undefined;
  const one = new Map<string, unknown>(Object.entries(value)).get(attribute);
  return typeof one === 'string' && fitsAttribute(rule, one) ? one : undefined;
}

function detailOf(mark: Mark): string {
  if (mark.type === 'comment') return mark.threadId;
  return mark.type === 'link' ? mark.href : '';
}

/** By code units: the same on every machine, whatever its locale. */
function compareText(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function joinRuns(inlines: readonly Inline[]): readonly Inline[] {
  const joined: Inline[] = [];
  for (const inline of inlines) {
    const last = joined.at(-1);
    if (
      inline.type === 'text' &&
      last?.type === 'text' &&
      JSON.stringify(last.marks) === JSON.stringify(inline.marks)
    ) {
      joined[joined.length - 1] = { ...last, text: last.text + inline.text };
    } else {
      joined.push(inline);
    }
  }
  return joined;
}
