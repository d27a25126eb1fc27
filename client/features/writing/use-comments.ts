import { useCallback, useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import { goToThread, quotedPlace, type QuotedPlace } from '#client/editor/comment-marks.ts';
import type { TextEditor } from '#client/editor/DocumentEditor.tsx';
import { useThreads } from '#client/data/threads.ts';

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
  /** Starts a comment on the chosen words. */
  begin(this: void): void;
  endPlace(this: void): void;
  /** Shows the card of a thread whose words were pressed. */
  activate(this: void, threadId: string): void;
  /** Shows the words of a thread whose card was pressed. */
  goTo(this: void, threadId: string | null): void;
}

/** What joins the highlighted words and their cards. The address names the thread, so that a link opens at it. */
export function useComments({ documentId, editor, showComments }: CommentsOptions): Comments {
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
  return {
    open,
    activeId,
    place,
    begin() {
      const chosen = editor === null ? null : quotedPlace(editor);
      if (chosen === null) return;
      setPlace(chosen);
      showComments();
    },
    endPlace: () => setPlace(null),
    activate(threadId) {
      setActive(threadId);
      showComments();
    },
    goTo: setActive,
  };
}
