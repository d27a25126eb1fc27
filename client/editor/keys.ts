import { Extension, type Editor } from '@tiptap/core';
import { Selection } from '@tiptap/pm/state';
import { changeParagraphs, currentParagraph, setParagraphs, stepIndent } from './paragraphs.ts';

export interface KeyDeeds {
  readonly comment: () => void;
  readonly saveVersion: () => void;
  readonly find: () => void;
  /** Out of the text to what stands around it: Tab has a meaning of its own inside. */
  readonly leave: () => void;
}

/** The keys of Word, as far as they have a meaning in a flat text. None uses Ctrl+Shift alone or Alt+Z: they switch input methods. */
export function keys(deeds: () => KeyDeeds): Extension {
  const setLevel =
    (level: 0 | 1 | 2 | 3) =>
    ({ editor }: { editor: Editor }): boolean =>
      setParagraphs(editor, () => ({ level, ...(level > 0 ? { list: 'none' as const, indent: 0 } : {}) }));
  const deed = (name: keyof KeyDeeds) => (): boolean => {
    deeds()[name]();
    return true;
  };
  return Extension.create({
    name: 'keys',
    // Before the base keys, which would split and join without a look at the role.
    priority: 110,
    addKeyboardShortcuts: () => ({
      Enter: ({ editor }) => enter(editor),
      'Shift-Enter': ({ editor }) => editor.commands.insertContent({ type: 'hardBreak' }),
      'Mod-Enter': ({ editor }) => insertPageBreak(editor),
      Backspace: ({ editor }) => backspace(editor),
      Tab: ({ editor }) => indentByKey(editor, 1),
      'Shift-Tab': ({ editor }) => indentByKey(editor, -1),
      'Mod-Alt-0': setLevel(0),
      'Mod-Alt-1': setLevel(1),
      'Mod-Alt-2': setLevel(2),
      'Mod-Alt-3': setLevel(3),
      'Mod-Alt-m': deed('comment'),
      'Mod-s': deed('saveVersion'),
      'Mod-f': deed('find'),
      Escape: deed('leave'),
    }),
  });
}

/** In a table Tab goes from cell to cell. Elsewhere it is taken even where nothing moves: the caret stays in the text. */
function indentByKey(editor: Editor, step: 1 | -1): boolean {
  if (!editor.isEditable || editor.isActive('table')) return false;
  stepIndent(editor, step);
  return true;
}

/** A page break with a paragraph after it to go on in. */
export function insertPageBreak(editor: Editor): boolean {
  return editor
    .chain()
    .focus()
    .insertContent([{ type: 'pageBreak' }, { type: 'paragraph' }])
    .run();
}

/** On an empty item Enter ends the list, one step at a time; after a heading body text follows. */
function enter(editor: Editor): boolean {
  const { $head, empty } = editor.state.selection;
  const role = currentParagraph(editor.state);
  if (role === null || editor.view.composing) return false;
  if (empty && $head.parent.content.size === 0 && (role.list !== 'none' || role.indent > 0)) {
    return setParagraphs(editor, ({ indent }) => (indent > 0 ? { indent: indent - 1 } : { list: 'none' }));
  }
  if (empty && role.level > 0 && $head.parentOffset === $head.parent.content.size && $head.parentOffset > 0) {
    return editor
      .chain()
      .splitBlock()
      .command(({ tr }) => changeParagraphs(tr, () => ({ level: 0, align: 'default' })) || true)
      .run();
  }
  return false;
}

/** At the start of a paragraph Backspace first takes away what it is, and only then joins it to the one before. */
function backspace(editor: Editor): boolean {
  const { $head, empty } = editor.state.selection;
  const role = currentParagraph(editor.state);
  if (role === null || !empty || $head.parentOffset > 0) return false;
  if (role.list !== 'none') return setParagraphs(editor, () => ({ list: 'none' }));
  if (role.indent > 0) return stepIndent(editor, -1);
  if (role.level > 0) return setParagraphs(editor, () => ({ level: 0 }));
  return removeEmptyBefore(editor);
}

/** An empty paragraph before goes, instead of giving its role to the text that joins it. */
function removeEmptyBefore(editor: Editor): boolean {
  const { $head } = editor.state.selection;
  const start = $head.before();
  const before = editor.state.doc.resolve(start).nodeBefore;
  if (before?.type.name !== 'paragraph' || before.content.size > 0) return false;
  return editor.commands.command(({ tr }) => {
    tr.delete(start - before.nodeSize, start);
    return true;
  });
}

export function goToPosition(editor: Editor, position: number): void {
  const { tr, doc } = editor.state;
  editor.view.dispatch(tr.setSelection(Selection.near(doc.resolve(Math.min(position + 1, doc.content.size)))));
  const element = editor.view.nodeDOM(position);
  if (element instanceof HTMLElement) element.scrollIntoView({ block: 'center' });
  if (editor.isEditable) editor.view.focus();
}
