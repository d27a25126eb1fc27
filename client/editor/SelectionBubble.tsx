import { Button } from '@mantine/core';
import { BubbleMenu } from '@tiptap/react/menus';
import { useEditorState } from '@tiptap/react';
import { Bold, Italic, MessageSquare, Underline } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TextEditor } from './DocumentEditor.tsx';
import { ToolButton } from './ToolButton.tsx';
import classes from './SelectionBubble.module.css';

export interface SelectionBubbleProps {
  readonly editor: TextEditor;
  readonly isEditable: boolean;
  readonly mayComment: boolean;
  readonly onComment: () => void;
}

const MARKS = [
  { name: 'bold', icon: Bold },
  { name: 'italic', icon: Italic },
  { name: 'underline', icon: Underline },
] as const;

/** What one may do with chosen words, below them; Comment first. */
export function SelectionBubble({
  editor,
  isEditable,
  mayComment,
  onComment,
}: SelectionBubbleProps): ReactElement | null {
  const { t } = useTranslation();
  const on = useEditorState({
    editor,
    selector: ({ editor: one }) => MARKS.map(({ name }) => name).filter((name) => one.isActive(name)),
  });
  if (!mayComment && !isEditable) return null;
  return (
    <BubbleMenu
      editor={editor}
      shouldShow={({ state, from, to }) => to > from && state.doc.textBetween(from, to, ' ').trim() !== ''}
      options={{ placement: 'bottom-start', offset: 6 }}
      className={classes['bubble']}
      role="toolbar"
      aria-label={t('editor.selection')}
    >
      {mayComment && (
        <Button
          className={classes['first']}
          leftSection={<MessageSquare size="1.125rem" aria-hidden />}
          onMouseDown={(event) => event.preventDefault()}
          onClick={onComment}
        >
          {t('editor.comment')}
        </Button>
      )}
      {isEditable &&
        MARKS.map(({ name, icon }) => (
          <ToolButton
            key={name}
            icon={icon}
            label={t(`editor.marks.${name}`)}
            isOn={on.includes(name)}
            onPress={() => editor.chain().focus().toggleMark(name).run()}
          />
        ))}
    </BubbleMenu>
  );
}
