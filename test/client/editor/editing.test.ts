// @vitest-environment happy-dom
import { Editor } from '@tiptap/core';
import type {} from '@tiptap/extension-collaboration';
import { Awareness } from 'y-protocols/awareness';
import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { extensionsOf } from '#client/editor/extensions.ts';
import { openMirror } from '#client/editor/mirror.ts';
import { headingsOf } from '#client/editor/numbering.ts';

const opened: Editor[] = [];
afterEach(() => {
  for (const editor of opened.splice(0)) editor.destroy();
});

function open(doc: Y.Doc, isEditable = true): Editor {
  const element = document.createElement('div');
  document.body.append(element);
  const editor = new Editor({
    element,
    editable: isEditable,
    injectCSS: false,
    extensions: extensionsOf({
      doc,
      depth: 0,
      placeholder: '',
      imageAddress: (id) => `/api/images/${id}`,
      hold: () => () => undefined,
      carets: { awareness: new Awareness(doc), me: { id: 'p1', name: 'A' }, colorOf: () => '' },
      deeds: () => ({
        comment: () => undefined,
        saveVersion: () => undefined,
        find: () => undefined,
        leave: () => undefined,
        pickThread: () => undefined,
        slashKey: () => false,
        addImages: () => undefined,
        picturesLeftOut: () => undefined,
      }),
    }),
  });
  opened.push(editor);
  return editor;
}

/** A text as a foreign client would leave it: without ids. */
function foreignText(...texts: readonly string[]): Y.Doc {
  const doc = new Y.Doc();
  const blocks = texts.map((text) => {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(text)]);
    return paragraph;
  });
  doc.getXmlFragment('default').insert(0, blocks);
  return doc;
}

function press(editor: Editor, key: string): void {
  const event = new KeyboardEvent('keydown', { key });
  editor.view.someProp('handleKeyDown', (handle) => handle(editor.view, event));
}

function roles(editor: Editor): readonly unknown[] {
  const found: unknown[] = [];
  editor.state.doc.forEach((node) => found.push([node.textContent, node.attrs['level'], node.attrs['list']]));
  return found;
}

test('opening a text writes nothing, also where its blocks have no ids', async () => {
  const doc = foreignText('một', 'hai');
  let updates = 0;
  doc.on('update', () => (updates += 1));

  const editor = open(doc);
  await new Promise((settle) => setTimeout(settle, 50));

  expect(editor.state.doc.textContent).toBe('mộthai');
  expect(updates).toBe(0);
});

test('a reader’s copy follows the text and gives nothing back', () => {
  const doc = foreignText('một');
  const mirror = openMirror(doc);
  const editor = open(mirror.doc, false);
  let updates = 0;
  doc.on('update', () => (updates += 1));

  editor.commands.insertContent('của người đọc');

  expect(updates).toBe(0);
  foreignInsert(doc, 'thêm');
  expect(editor.state.doc.textContent).toContain('thêm');
  mirror.close();
});

function foreignInsert(doc: Y.Doc, text: string): void {
  const paragraph = doc.getXmlFragment('default').get(0);
  const run = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null;
  if (run instanceof Y.XmlText) run.insert(0, text);
}

test('a split gives the new block an id of its own', () => {
  const editor = open(new Y.Doc());
  editor.commands.insertContent('một hai');
  editor.commands.setTextSelection(5);

  editor.commands.splitBlock();

  const ids = new Set<unknown>();
  editor.state.doc.forEach((node) => ids.add(node.attrs['id']));
  expect(ids.size).toBe(2);
  expect(ids.has(null)).toBe(false);
});

test('after a heading Enter goes on in body text', () => {
  const editor = open(new Y.Doc());
  editor.commands.insertContent({
    type: 'paragraph',
    attrs: { level: 1 },
    content: [{ type: 'text', text: 'Kết quả' }],
  });
  editor.commands.focus('end');

  press(editor, 'Enter');

  expect(roles(editor).at(-1)).toEqual(['', 0, 'none']);
});

test('on an empty item Enter ends the list, Backspace at its start takes the sign away', () => {
  const editor = open(new Y.Doc());
  editor.commands.insertContent({
    type: 'paragraph',
    attrs: { list: 'dash' },
    content: [{ type: 'text', text: 'Thu' }],
  });
  editor.commands.focus('end');

  press(editor, 'Enter');
  expect(roles(editor).at(-1)).toEqual(['', 0, 'dash']);
  press(editor, 'Enter');
  expect(roles(editor).at(-1)).toEqual(['', 0, 'none']);

  editor.commands.setTextSelection(1);
  press(editor, 'Backspace');
  expect(roles(editor)[0]).toEqual(['Thu', 0, 'none']);
});

test('numbers of headings are computed from the place of the text and never stand in it', () => {
  const editor = open(new Y.Doc());
  const heading = (text: string) => ({ type: 'paragraph', attrs: { level: 1 }, content: [{ type: 'text', text }] });
  editor.commands.setContent([heading('Thu'), heading('Chi')]);

  expect(headingsOf(editor.state.doc, 2).map(({ label, text }) => `${label.trimEnd()} ${text}`)).toEqual([
    '1. Thu',
    '2. Chi',
  ]);
  expect(editor.state.doc.textContent).toBe('ThuChi');
});

test('undo takes back one’s own change and leaves what came from others', () => {
  const doc = new Y.Doc();
  const editor = open(doc);
  editor.commands.insertContent('của tôi');
  const other = new Y.Doc();
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
  foreignInsert(other, 'của họ, ');
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other), 'remote');

  editor.commands.undo();

  expect(editor.state.doc.textContent).toBe('của họ, ');
});
