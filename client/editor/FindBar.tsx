import { Button, TextInput } from '@mantine/core';
import { useEditorState } from '@tiptap/react';
import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TextEditor } from './DocumentEditor.tsx';
import { replaceAll, replaceCurrent, searchState, setQuery, stepFound } from './search.ts';
import { ToolButton } from './ToolButton.tsx';
import classes from './FindBar.module.css';

export interface FindBarProps {
  readonly editor: TextEditor;
  readonly isEditable: boolean;
  readonly onClose: () => void;
  /** How many were replaced. */
  readonly onReplaced: (count: number) => void;
}

/** Find and replace; what is typed without marks finds any marks. */
export function FindBar({ editor, isEditable, onClose, onReplaced }: FindBarProps): ReactElement {
  const { t } = useTranslation();
  const [query, setTyped] = useState('');
  const [other, setOther] = useState('');
  const { found, current } = useEditorState({ editor, selector: ({ editor: one }) => searchState(one) });
  useEffect(
    () => () => {
      if (!editor.isDestroyed) setQuery(editor, '');
    },
    [editor],
  );
  const field = useRef<HTMLInputElement>(null);
  // Asked for by a key: the words are typed at once.
  useEffect(() => field.current?.focus(), []);
  const look = (text: string): void => {
    setTyped(text);
    setQuery(editor, text);
  };
  const pressed = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') onClose();
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      stepFound(editor, event.shiftKey ? -1 : 1);
    }
  };
  const none = query === '' ? '' : t('editor.foundNone');
  const count = found.length === 0 ? none : t('editor.foundOf', { current: current + 1, count: found.length });
  return (
    <search className={classes['bar']} aria-label={t('editor.find')}>
      <TextInput
        aria-label={t('editor.findWhat')}
        placeholder={t('editor.findWhat')}
        value={query}
        onChange={(event) => look(event.currentTarget.value)}
        onKeyDown={pressed}
        ref={field}
      />
      <output className={classes['count']}>{count}</output>
      <ToolButton icon={ChevronUp} label={t('editor.foundBefore')} onPress={() => stepFound(editor, -1)} />
      <ToolButton icon={ChevronDown} label={t('editor.foundNext')} onPress={() => stepFound(editor, 1)} />
      {isEditable && (
        <>
          <TextInput
            aria-label={t('editor.replaceWith')}
            placeholder={t('editor.replaceWith')}
            value={other}
            onChange={(event) => setOther(event.currentTarget.value)}
          />
          <Button variant="default" disabled={found.length === 0} onClick={() => replaceCurrent(editor, other)}>
            {t('editor.replace')}
          </Button>
          <Button variant="default" disabled={found.length === 0} onClick={() => onReplaced(replaceAll(editor, other))}>
            {t('editor.replaceAll')}
          </Button>
        </>
      )}
      <span className={classes['grow']} />
      <ToolButton icon={X} label={t('editor.findClose')} onPress={onClose} />
    </search>
  );
}
