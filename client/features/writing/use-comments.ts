import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import {
  chooseWordAtCaret,
  goToThread,
  leaveChosenWords,
  quotedPlace,
  type QuotedPlace,
} from '#client/editor/comment-marks.ts';
import type { TextEditor } from '#client/editor/DocumentEditor.tsx';
import { useThreads } from '#client/data/threads.ts';
import { showToast } from '#client/ui/toast.ts';

interface CommentsOptions {
  readonly documentId: string;
  readonly editor: TextEditor | null;
  readonly showComments: () => void;
}

export interface Comments {
  /** Ids of the open threads. */
  readonly open: readonly string[];
  readonly activeId: string | null;
  readonly place: QuotedPlace | null;
  /** Starts a comment on the chosen words, or on the word at the caret; says what to do where there is neither. */
  begin(this: void): void;
  endPlace(this: void, threadId: string | null): void;
  /** Shows the card of a thread whose words were pressed. */
  activate(this: void, threadId: string): void;
  /** Shows the words of a thread whose card was pressed. */
  goTo(this: void, threadId: string | null): void;
}

/** What joins the highlighted words and their cards. The address names the thread, so that a link opens at it. */
export function useComments({ documentId, editor, showComments }: CommentsOptions): Comments {
  const { t } = useTranslation();
  const threads = useThreads(documentId);
  const [params, setParams] = useSearchParams();
  const [place, setPlace] = useState<QuotedPlace | null>(null);
  const activeId = params.get('thread');
  const open = (threads.data ?? []).filter((one) => one.state === 'open').map((one) => one.id);
  const setActive = useCallback(
    (threadId: string | null): void =>
      setParams(
        (before) => {
          const next = new URLSearchParams(before);
          if (threadId === null) next.delete('thread');
          else next.set('thread', threadId);
          return next;
        },
        { replace: true },
      ),
    [setParams],
  );
  useEffect(() => {
    if (editor === null || activeId === null) return undefined;
    // The page may still be drawn when a link is opened.
    const timer = setTimeout(() => goToThread(editor, activeId), 300);
    return () => clearTimeout(timer);
  }, [editor, activeId]);
  // The caret of a text that nobody has entered stands at its start, where no one has put it.
  const isEntered = useRef(false);
  useEffect(() => {
    isEntered.current = false;
    const enter = (): void => {
      isEntered.current = true;
    };
    editor?.on('focus', enter);
    return () => {
      editor?.off('focus', enter);
    };
  }, [editor]);
  return {
    open,
    activeId,
    place,
    begin() {
      if (editor === null) return;
      if (isEntered.current) chooseWordAtCaret(editor);
      const chosen = quotedPlace(editor);
      if (chosen === null) {
        showToast({ message: t('writing.chooseWords') });
        return;
      }
      setPlace(chosen);
      showComments();
    },
    endPlace(threadId) {
      setPlace(null);
      if (threadId !== null && editor !== null) leaveChosenWords(editor);
      editor?.view.dom.focus({ preventScroll: true });
    },
    activate(threadId) {
      setActive(threadId);
      showComments();
    },
    goTo: setActive,
  };
}
