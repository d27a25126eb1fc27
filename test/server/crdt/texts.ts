import fc from 'fast-check';
import * as Y from 'yjs';

/** One edit of a text, as numbers that choose where: any list of them is possible in any text. */
export interface Edit {
  readonly what: 'paragraph' | 'table' | 'image' | 'type' | 'mark' | 'comment' | 'break' | 'level' | 'erase' | 'remove';
  readonly at: number;
  readonly to: number;
}

export const anEdit: fc.Arbitrary<Edit> = fc.record({
  what: fc.constantFrom('paragraph', 'table', 'image', 'type', 'mark', 'comment', 'break', 'level', 'erase', 'remove'),
  at: fc.nat(40),
  to: fc.nat(40),
});

export function rootOf(doc: Y.Doc): Y.XmlFragment {
  return doc.getXmlFragment('default');
}

export function newDoc(clientId: number): Y.Doc {
  const doc = new Y.Doc();
  doc.clientID = clientId;
  return doc;
}

export function copyOf(doc: Y.Doc, clientId: number): Y.Doc {
  const copy = newDoc(clientId);
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}

export function paragraph(text: string, attributes: Readonly<Record<string, unknown>> = {}): Y.XmlElement {
  const element = new Y.XmlElement('paragraph');
  for (const [name, value] of Object.entries(attributes)) set(element, name, value);
  element.insert(0, [new Y.XmlText(text)]);
  return element;
}

export function table(texts: readonly string[]): Y.XmlElement {
  const row = new Y.XmlElement('tableRow');
  row.insert(
    0,
    texts.map((text) => {
      const cell = new Y.XmlElement('tableCell');
      set(cell, 'colwidth', [120]);
      cell.insert(0, [paragraph(text)]);
      return cell;
    }),
  );
  const element = new Y.XmlElement('table');
  element.insert(0, [row]);
  return element;
}

/** Yjs types attribute values as strings, though it keeps any value. */
export function set(element: Y.XmlElement, name: string, value: unknown): void {
  element.setAttribute(name, value as string);
}

export function edit(doc: Y.Doc, { what, at, to }: Edit): void {
  const root = rootOf(doc);
  const place = at % (root.length + 1);
  const texts = [...root.createTreeWalker((one) => one instanceof Y.XmlText)].filter((one) => one instanceof Y.XmlText);
  const text = texts[at % Math.max(1, texts.length)];
  const paragraphs = [...root.createTreeWalker((one) => one instanceof Y.XmlElement && one.nodeName === 'paragraph')];
  const chosen = paragraphs[at % Math.max(1, paragraphs.length)];
  const start = text === undefined ? 0 : to % (text.length + 1);
  const length = text === undefined ? 0 : Math.min(at, text.length - start);
  doc.transact(() => {
    if (what === 'paragraph') root.insert(place, [paragraph(`đoạn ${to}`, { id: `b${at}-${to}`, level: to % 7 })]);
    if (what === 'table') root.insert(place, [table(['một', 'hai'])]);
    if (what === 'image') {
      const image = new Y.XmlElement('image');
      set(image, 'imageId', `i${at}`);
      root.insert(place, [image]);
    }
    if (what === 'type') text?.insert(start, `chữ ${at}`);
    if (what === 'mark') text?.format(start, length, { bold: to % 3 === 0 ? null : {} });
    if (what === 'comment') text?.format(start, length, { [`comment--AAAAAA${at % 2}=`]: { threadId: `t${at % 2}` } });
    if (what === 'break' && chosen instanceof Y.XmlElement)
      chosen.push([new Y.XmlElement('hardBreak'), new Y.XmlText('x')]);
    if (what === 'level' && chosen instanceof Y.XmlElement) set(chosen, 'level', to % 7);
    if (what === 'erase') text?.delete(start, length);
    if (what === 'remove' && root.length > 0) root.delete(at % root.length, 1);
  });
}
