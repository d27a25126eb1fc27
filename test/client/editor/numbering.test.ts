// @vitest-environment happy-dom
import { Editor } from '@tiptap/core';
import { UniqueID } from '@tiptap/extension-unique-id';
import { afterEach, expect, test } from 'vitest';
import { nodes } from '#client/editor/nodes.ts';
import { headingsOf, numberFrom, numbering, type NumberSource } from '#client/editor/numbering.ts';
import { DANG_HD36_2018, layoutProfileOf } from '#shared/document/layout-profile.ts';
import { idOf, type BlockId } from '#shared/model/ids.ts';

const opened: Editor[] = [];
afterEach(() => {
  for (const editor of opened.splice(0)) editor.destroy();
});

test('headings count on from the place of the section, also when it changes under the writer', () => {
  const heading = (text: string) => ({ type: 'paragraph', attrs: { level: 1 }, content: [{ type: 'text', text }] });
  const content = { type: 'doc', content: [heading('Thu'), heading('Chi')] };
  const editor = new Editor({
    element: document.createElement('div'),
    injectCSS: false,
    extensions: [...nodes, numbering(3)],
    content,
  });
  opened.push(editor);
  const drawn = () =>
    [...editor.view.dom.querySelectorAll('[data-label]')].map((one) => one.getAttribute('data-label'));
  expect(drawn()).toEqual(['1.1.', '1.2.']);

  const from = (...place: readonly number[]): NumberSource => ({
    profile: DANG_HD36_2018,
    place,
    headings: new Map(),
  });
  numberFrom(editor, from(1, 2, 5));
  editor.commands.insertContentAt(0, heading('Chung'));
  expect(drawn()).toEqual(['5.1.', '5.2.', '5.3.']);
  expect(headingsOf(editor.state.doc, 3, from(1, 2, 5)).map(({ label }) => label)).toEqual(drawn());

  numberFrom(editor, from(1, 2, 6));
  expect(drawn()).toEqual(['6.1.', '6.2.', '6.3.']);
});

test('the headings of sections bear their places in the outline, and the bureau’s own count on behind them', () => {
  const heading = (text: string, id?: string) => ({
    type: 'paragraph',
    attrs: { level: 1, ...(id === undefined ? {} : { id }) },
    content: [{ type: 'text', text }],
  });
  const content = { type: 'doc', content: [heading('Kinh tế', 's-4'), heading('Ghi chú', 's-note'), heading('Riêng')] };
  const editor = new Editor({
    element: document.createElement('div'),
    injectCSS: false,
    extensions: [...nodes, UniqueID.configure({ types: ['paragraph'] }), numbering(1)],
    content,
  });
  opened.push(editor);
  const headings = new Map([
    [idOf<BlockId>('s-4'), [1, 4]],
    [idOf<BlockId>('s-note'), []],
  ]);

  numberFrom(editor, { profile: DANG_HD36_2018, place: [1], headings });

  const drawn = [...editor.view.dom.querySelectorAll('p')].map((one) => [
    one.getAttribute('data-label'),
    one.getAttribute('data-look'),
  ]);
  const [, look] = drawn[0] ?? [];
  expect(look).toContain('bold');
  expect(drawn).toEqual([
    ['IV-', look],
    [null, look],
    ['V-', look],
  ]);
});

test('numbers and looks are those of the report’s profile', () => {
  const heading = (level: number) => ({
    type: 'paragraph',
    attrs: { level },
    content: [{ type: 'text', text: 'Thu' }],
  });
  const editor = new Editor({
    element: document.createElement('div'),
    injectCSS: false,
    extensions: [...nodes, numbering(0)],
    content: { type: 'doc', content: [heading(1), heading(2), heading(3), heading(4)] },
  });
  opened.push(editor);
  const labels = () => [...editor.view.dom.querySelectorAll('p')].map((one) => one.getAttribute('data-label'));
  expect(labels()).toEqual(['Phần thứ nhất', 'I-', '1.', '1.1.']);

  numberFrom(editor, { profile: layoutProfileOf('nha-nuoc-nd30-2020'), place: [], headings: new Map() });

  expect(labels()).toEqual(['Phần I', 'I.', '1.', '1.1.']);
  expect(editor.view.dom.querySelector('p')?.getAttribute('data-look')).toBe('bold caps center own-line');
});
