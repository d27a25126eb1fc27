import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { readContent } from '#server/crdt/materialise.ts';
import { textOfBlock } from '#shared/document/document.ts';
import { anEdit, copyOf, edit, newDoc, paragraph, rootOf, set, table } from './texts.ts';

const BODY = { type: 'paragraph', level: 0, list: 'none', indent: 0, align: 'default' } as const;

function docOf(...elements: readonly Y.XmlElement[]): Y.Doc {
  const doc = newDoc(1);
  rootOf(doc).insert(0, [...elements]);
  return doc;
}

function textOf(doc: Y.Doc): Y.XmlText {
  return (rootOf(doc).get(0) as Y.XmlElement).get(0) as Y.XmlText;
}

test('an empty document has no blocks', () => {
  expect(readContent(newDoc(1))).toEqual({ blocks: [] });
});

test('a paragraph is read with its attributes, and defaults are written out', () => {
  const doc = docOf(paragraph('Mở', { id: 'a', level: 2, align: 'center' }), paragraph('đầu', { id: 'b' }));
  expect(readContent(doc).blocks).toEqual([
    { ...BODY, id: 'a', level: 2, align: 'center', content: [{ type: 'text', text: 'Mở', marks: [] }] },
    { ...BODY, id: 'b', content: [{ type: 'text', text: 'đầu', marks: [] }] },
  ]);
});

test('a block without an id is called by its Yjs item, the same at every reader, and reading writes nothing', () => {
  const doc = docOf(paragraph('x'), table(['y']));
  const before = Y.encodeStateAsUpdate(doc);
  expect(readContent(doc).blocks.map((block) => block.id)).toEqual(['y1-0', 'y1-3']);
  expect(readContent(copyOf(doc, 5))).toEqual(readContent(doc));
  expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
});

test('a table is read with its rows, cells and widths', () => {
  const [block] = readContent(docOf(table(['một', 'hai']))).blocks;
  expect(block).toMatchObject({
    type: 'table',
    rows: [{ cells: [{ header: false, colspan: 1, rowspan: 1, colwidth: [120] }, { colwidth: [120] }] }],
  });
  expect(block === undefined ? '' : textOfBlock(block)).toBe('một\thai');
});

test('an image and a page break are read; an image of nothing is left out', () => {
  const image = new Y.XmlElement('image');
  set(image, 'imageId', 'i1');
  set(image, 'widthPercent', 50);
  const doc = docOf(image, new Y.XmlElement('image'), new Y.XmlElement('pageBreak'));
  expect(readContent(doc).blocks).toEqual([
    { type: 'image', id: 'y1-0', imageId: 'i1', alt: '', widthPercent: 50 },
    { type: 'pageBreak', id: 'y1-4' },
  ]);
});

test('a hard break stands between runs, and equal runs of two text nodes are joined', () => {
  const doc = docOf(paragraph('a'));
  (rootOf(doc).get(0) as Y.XmlElement).push([new Y.XmlText('b'), new Y.XmlElement('hardBreak'), new Y.XmlText('c')]);
  expect(readContent(doc).blocks[0]).toMatchObject({
    content: [{ type: 'text', text: 'ab' }, { type: 'hardBreak' }, { type: 'text', text: 'c' }],
  });
});

describe('marks', () => {
  test('stand in the order of the schema, whichever was set first', () => {
    const doc = docOf(paragraph('abc'));
    textOf(doc).format(0, 3, { link: { href: 'https://a.vn/' } });
    textOf(doc).format(0, 3, { italic: {}, bold: {} });
    expect(readContent(doc).blocks[0]).toMatchObject({
      content: [{ marks: [{ type: 'bold' }, { type: 'italic' }, { type: 'link', href: 'https://a.vn/' }] }],
    });
  });

  test('comments overlap: one mark for each thread', () => {
    const doc = docOf(paragraph('abc'));
    textOf(doc).format(0, 2, { 'comment--BBBBBBB=': { threadId: 't2' } });
    textOf(doc).format(1, 2, { 'comment--AAAA+/A=': { threadId: 't1' } });
    const t1 = { type: 'comment', threadId: 't1' };
    const t2 = { type: 'comment', threadId: 't2' };
    expect(readContent(doc).blocks[0]).toMatchObject({
      content: [
        { text: 'a', marks: [t2] },
        { text: 'b', marks: [t1, t2] },
        { text: 'c', marks: [t1] },
      ],
    });
  });

  test('unknown ones and unsafe links are left out, their text stays', () => {
    const doc = docOf(paragraph('abc'));
    textOf(doc).format(0, 2, { blink: {}, link: { href: 'javascript:alert(1)' } });
    expect(readContent(doc).blocks[0]).toMatchObject({ content: [{ type: 'text', text: 'abc', marks: [] }] });
  });
});

test('values that do not fit read as defaults, and unknown nodes are left out', () => {
  const doc = docOf(paragraph('x', { level: 'high', indent: 99, id: 5 }), new Y.XmlElement('script'));
  expect(readContent(doc).blocks).toMatchObject([{ ...BODY, id: 'y1-0' }]);
});

test('people who exchanged all their edits read the same content, in normal form', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.boolean(), anEdit), { maxLength: 40 }), (steps) => {
      const one = docOf(paragraph('Mở đầu'));
      const other = copyOf(one, 2);
      for (const [first, change] of steps) edit(first ? one : other, change);
      Y.applyUpdate(one, Y.encodeStateAsUpdate(other));
      Y.applyUpdate(other, Y.encodeStateAsUpdate(one));
      const content = readContent(one);
      expect(JSON.stringify(readContent(other))).toBe(JSON.stringify(content));
      for (const block of content.blocks) {
        if (block.type !== 'paragraph') continue;
        const runs = block.content.map((run) => (run.type === 'text' ? JSON.stringify(run.marks) : 'break'));
        expect(runs.some((marks, at) => marks !== 'break' && marks === runs[at + 1])).toBe(false);
        expect(block.content.some((run) => run.type === 'text' && run.text === '')).toBe(false);
      }
    }),
    { seed: 7, numRuns: 100 },
  );
});
