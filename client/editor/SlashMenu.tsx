import { Paper, UnstyledButton } from '@mantine/core';
import { useEditorState } from '@tiptap/react';
import { Image as ImageIcon, Minus, Table } from 'lucide-react';
import { useImperativeHandle, useState, type ReactElement, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { foldText } from '#shared/vietnamese/fold.ts';
import type { TextEditor } from './DocumentEditor.tsx';
import { insertPageBreak } from './keys.ts';
import { closeSlash, removeSlash, slashState, type SlashKey } from './slash.ts';
import { insertTable } from './TableTools.tsx';
import classes from './SlashMenu.module.css';

/** Lets keys typed in the text steer the menu. */
export interface SlashHandle {
  /** Answers whether the menu took the key. */
  take(key: SlashKey): boolean;
}

export interface SlashMenuProps {
  readonly editor: TextEditor;
  readonly onImage: () => void;
  readonly ref: Ref<SlashHandle>;
}

const ITEMS = [
  { name: 'table', icon: Table, run: insertTable },
  { name: 'image', icon: ImageIcon, run: null },
  { name: 'pageBreak', icon: Minus, run: insertPageBreak },
] as const;

/** What `/` puts in. */
export function SlashMenu({ editor, onImage, ref }: SlashMenuProps): ReactElement | null {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState(0);
  const state = useEditorState({ editor, selector: ({ editor: one }) => slashState(one) });
  const query = foldText(state?.query ?? '');
  const shown = ITEMS.filter(
    ({ name }) =>
      t(`editor.slash.${name}.key`).startsWith(query) || foldText(t(`editor.slash.${name}.name`)).startsWith(query),
  );
  const isOpen = state !== null && shown.length > 0 && editor.isEditable;
  const current = Math.min(chosen, shown.length - 1);
  const choose = (index: number): void => {
    const item = shown[index];
    if (item === undefined) return;
    removeSlash(editor);
    if (item.run === null) onImage();
    else item.run(editor);
  };
  useImperativeHandle(ref, () => ({
    take(key) {
      if (!isOpen) return false;
      if (key === 'up') setChosen((current - 1 + shown.length) % shown.length);
      if (key === 'down') setChosen((current + 1) % shown.length);
      if (key === 'choose') choose(current);
      if (key === 'close') closeSlash(editor);
      return true;
    },
  }));
  if (!isOpen) return null;
  const place = editor.view.coordsAtPos(state.from);
  return (
    <Paper
      className={classes['menu']}
      style={{ insetInlineStart: place.left, insetBlockStart: place.bottom }}
      role="menu"
      aria-label={t('editor.insert')}
    >
      {shown.map(({ name, icon: Icon }, index) => (
        <UnstyledButton
          key={name}
          role="menuitem"
          className={classes['item']}
          data-on={index === current || undefined}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => choose(index)}
        >
          <Icon size="1.125rem" aria-hidden />
          {t(`editor.slash.${name}.name`)}
          <kbd className={classes['key']}>/{t(`editor.slash.${name}.key`)}</kbd>
        </UnstyledButton>
      ))}
    </Paper>
  );
}
