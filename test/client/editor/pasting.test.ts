// @vitest-environment happy-dom
import { Editor } from '@tiptap/core';
import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { paragraphAttributes } from '#client/editor/attributes.ts';
import { nodes } from '#client/editor/nodes.ts';
import { pasting } from '#client/editor/pasting.ts';
import { Collaboration } from '@tiptap/extension-collaboration';

let editor: Editor | undefined;
let taken: readonly File[] = [];
let leftOut = 0;

afterEach(() => {
  editor?.destroy();
  taken = [];
  leftOut = 0;
});

/** An open text of one paragraph, the caret at its end. */
function open(text: string): Editor {
  const deeds = {
    addImages: (files: readonly File[]): void => {
      taken = files;
    },
    picturesLeftOut: (): void => {
      leftOut += 1;
    },
  };
  editor = new Editor({
    element: document.body.appendChild(document.createElement('div')),
    injectCSS: false,
    extensions: [...nodes, Collaboration.configure({ document: new Y.Doc(), field: 'default' }), pasting(() => deeds)],
  });
  editor.commands.insertContent(text);
  return editor;
}

/** Each paragraph with the level or the list that it has. */
function blocks(): readonly string[] {
  const found: string[] = [];
  editor?.state.doc.forEach((node) => {
    const { level, list } = paragraphAttributes(node);
    found.push(`${level > 0 ? `h${String(level)} ` : ''}${list === 'none' ? '' : `${list} `}${node.textContent}`);
  });
  return found;
}

/** What a paste hands over; whether something of ours took all of it. */
function offer(html: string, plain: string, files: readonly File[]): boolean {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/html', html);
  clipboardData.setData('text/plain', plain);
  for (const file of files) clipboardData.items.add(file);
  const event = new ClipboardEvent('paste', { clipboardData });
  const view = editor?.view;
  return view?.someProp('handlePaste', (handle) => handle(view, event, view.state.selection.content())) ?? false;
}

const picture = new File([new Uint8Array([1])], 'anh.png', { type: 'image/png' });

test('a heading pasted into an empty paragraph stays a heading, alone or before its text', () => {
  open('').view.pasteHTML('<h1>I. Kết quả</h1>');
  expect(blocks()).toEqual(['h1 Kết quả']);
  editor?.destroy();

  open('').view.pasteHTML('<h1>Kết quả</h1><p>Thu ngân sách đạt.</p><h2>Thu</h2>');
  expect(blocks()).toEqual(['h1 Kết quả', 'Thu ngân sách đạt.', 'h2 Thu']);
});

test('the first item of a pasted list stays one', () => {
  open('').view.pasteHTML('<ul><li>một</li><li>hai</li></ul>');

  expect(blocks()).toEqual(['bullet một', 'bullet hai']);
});

test('a heading with its text, pasted behind words, begins a block of its own', () => {
  open('Mở đầu.').view.pasteHTML('<h1>Kết quả</h1><p>Đạt.</p>');

  expect(blocks()).toEqual(['Mở đầu.', 'h1 Kết quả', 'Đạt.']);
});

test('a heading in place of a whole paragraph stays a heading', () => {
  open('Cũ').commands.selectAll();

  editor?.view.pasteHTML('<h2>Mới</h2>');

  expect(blocks()).toEqual(['h2 Mới']);
});

test('a heading pasted in the middle of words, and plain text anywhere, are taken for their words', () => {
  open('Xem mục ').view.pasteHTML('<h1>Kết quả</h1>');
  expect(blocks()).toEqual(['Xem mục Kết quả']);

  editor?.view.pasteHTML('<p>, đoạn</p>');
  expect(blocks()).toEqual(['Xem mục Kết quả, đoạn']);
});

test('pictures of a pasted page are left out, and that is said', () => {
  open('');

  expect(offer('<p>Chữ</p><img src="https://example.org/a.png">', 'Chữ', [])).toBe(false);

  expect(leftOut).toBe(1);
});

test('of pages without pictures, and of our own, nothing is said', () => {
  open('');

  offer('<p>Chữ</p><img src="https://example.org/count" width="1" height="1">', 'Chữ', []);
  offer('<img data-pm-slice="0 0 []" data-imageid="i1" src="/api/images/i1">', '', []);

  expect(leftOut).toBe(0);
});

test('a copied picture is taken as a file; the picture that Word sends of its text is not', () => {
  open('');

  expect(offer('<p>Chữ</p>', 'Chữ', [picture])).toBe(false);
  expect(taken).toEqual([]);
  expect(offer('<img src="https://example.org/a.png">', '', [picture])).toBe(true);

  expect(taken).toEqual([picture]);
  expect(leftOut).toBe(0);
});
