// @vitest-environment happy-dom
import { Editor } from '@tiptap/core';
import { Awareness } from 'y-protocols/awareness';
import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { chooseWordAtCaret, leaveChosenWords, quotedPlace, showThreads } from '#client/editor/comment-marks.ts';
import { extensionsOf } from '#client/editor/extensions.ts';

let editor: Editor;
afterEach(() => editor.destroy());

/** An open text with one paragraph for each text; the first letter of the first stands at 1. */
function open(...texts: readonly string[]): void {
  const doc = new Y.Doc();
  const blocks = texts.map((text, at) => {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.setAttribute('id', `block${String(at)}`);
    paragraph.insert(0, [new Y.XmlText(text)]);
    return paragraph;
  });
  doc.getXmlFragment('default').insert(0, blocks);
  const nothing = (): undefined => undefined;
  editor = new Editor({
    element: document.body.appendChild(document.createElement('div')),
    injectCSS: false,
    extensions: extensionsOf({
      doc,
      depth: 0,
      placeholder: '',
      imageAddress: (id) => id,
      hold: () => nothing,
      carets: { awareness: new Awareness(doc), me: { id: 'p1', name: 'A' }, colorOf: () => '' },
      deeds: () => ({
        comment: nothing,
        saveVersion: nothing,
        find: nothing,
        leave: nothing,
        pickThread: nothing,
        slashKey: () => false,
        addImages: nothing,
        picturesLeftOut: nothing,
      }),
    }),
  });
}

function commented(): readonly (string | null)[] {
  return [...editor.view.dom.querySelectorAll('[data-commenting]')].map((one) => one.textContent);
}

test('a comment takes the whole word that the caret stands in or beside, without its comma', () => {
  open('Thu ngân sách, tăng 12,8%.');

  for (const caret of [12, 14]) {
    editor.commands.setTextSelection(caret);
    chooseWordAtCaret(editor);

    expect(quotedPlace(editor)).toEqual({ blockId: 'block0', quote: 'sách', at: 9 });
  }
});

test('chosen words are left as they are, and beside no word nothing is chosen', () => {
  open('Thu ngân sách  ', '');

  editor.commands.setTextSelection({ from: 2, to: 6 });
  chooseWordAtCaret(editor);
  expect(quotedPlace(editor)?.quote).toBe('hu n');

  for (const caret of [16, 18]) {
    editor.commands.setTextSelection(caret);
    chooseWordAtCaret(editor);
    expect(quotedPlace(editor)).toBeNull();
  }
});

test('the words of a comment that is being written stay marked while others write before them, and no longer', () => {
  open('Thu ngân sách', 'Thu ngân sách');
  const place = { blockId: 'block1', quote: 'ngân', at: 4 };

  showThreads(editor, { open: [], active: null, place });
  expect(commented()).toEqual(['ngân']);
  expect(editor.view.dom.querySelectorAll('p')[1]?.querySelector('[data-commenting]')).not.toBeNull();
  editor.commands.insertContentAt(16, 'Tổng ');
  expect(commented()).toEqual(['ngân']);
  showThreads(editor, { open: [], active: null, place: null });

  expect(commented()).toEqual([]);
});

test('words that are done with are chosen no more, and the caret stands behind them', () => {
  open('Thu ngân sách', 'Chi');
  editor.commands.setTextSelection({ from: 5, to: 14 });

  leaveChosenWords(editor);

  expect(editor.state.selection.empty).toBe(true);
  expect(editor.state.selection.head).toBe(14);
});
