import { Button } from '@mantine/core';
import { Check, Reply, RotateCcw } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnswerThread, useReopenThread, useResolveThread } from '#client/data/threads.ts';
import { Moment } from '#client/objects/Moment.tsx';
import { PersonAvatar } from '#client/objects/PersonAvatar.tsx';
import { failureOf } from '#client/ui/failure.ts';
import { showToast } from '#client/ui/toast.ts';
import type { Committee } from '#shared/protocol/committees.ts';
import type { Thread, ThreadMessage } from '#shared/protocol/documents.ts';
import { MessageField, type Message } from './MessageField.tsx';
import { splitMentions } from './mentions.ts';
import classes from './ThreadCard.module.css';

interface ThreadCardProps {
  readonly thread: Thread;
  readonly people: Committee['people'];
  readonly isActive: boolean;
  /** Its words were deleted from the text. */
  readonly isGone: boolean;
  readonly mayComment: boolean;
  readonly onActivate: () => void;
  /** To the next thread or the one before. */
  readonly onStep: (by: 1 | -1) => void;
}

/** One thread with its quote, its messages and what may be done. With the focus on it, J and K go on and back, R answers, E resolves. */
export function ThreadCard({
  thread,
  people,
  isActive,
  isGone,
  mayComment,
  onActivate,
  onStep,
}: ThreadCardProps): ReactElement {
  const { t } = useTranslation();
  const card = useRef<HTMLElement>(null);
  const [isAnswering, setAnswering] = useState(false);
  const answering = useAnswerThread(thread.documentId);
  const resolving = useResolveThread(thread.documentId);
  const reopening = useReopenThread(thread.documentId);
  const nameOf = (id: string): string => people.find((one) => one.id === id)?.name ?? t('comments.someone');
  const isOpen = thread.state === 'open';
  const explain = (error: unknown): void => {
    showToast({ message: t(`errors.${failureOf(error).code}`) });
  };

  useEffect(() => {
    if (!isActive) return;
    card.current?.scrollIntoView({ block: 'nearest' });
    // Who clicks commented words, or has just commented, goes on in the text: in the card its keys would answer and resolve.
    if (!isInText(document.activeElement)) card.current?.focus({ preventScroll: true });
  }, [isActive]);

  const reopen = (): void => reopening.mutate({ id: thread.id }, { onError: explain });
  const resolve = (): void =>
    resolving.mutate(
      { id: thread.id },
      {
        onError: explain,
        onSuccess: () =>
          showToast({ message: t('comments.resolved'), action: { label: t('comments.undo'), run: reopen } }),
      },
    );
  const answer = (message: Message): void =>
    answering.mutate({ id: thread.id, ...message }, { onError: explain, onSuccess: () => setAnswering(false) });
  const pressed = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter') onActivate();
    else if (event.key === 'j' || event.key === 'ArrowDown') onStep(1);
    else if (event.key === 'k' || event.key === 'ArrowUp') onStep(-1);
    else if (event.key === 'r' && mayComment && isOpen) setAnswering(true);
    else if (event.key === 'e' && mayComment) (isOpen ? resolve : reopen)();
    else return;
    event.preventDefault();
  };
  const first = thread.messages[0];
  return (
    // The whole card leads to its words, as in other programs; its buttons are reached by themselves.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events
    <article
      ref={card}
      className={classes['card']}
      data-active={isActive || undefined}
      aria-label={t('comments.threadOf', { name: nameOf(first?.by ?? thread.by) })}
      aria-current={isActive}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      onClick={onActivate}
      onKeyDown={pressed}
    >
      <blockquote className={classes['quote']}>{thread.quote}</blockquote>
      {isGone && <p className={classes['gone']}>{t('comments.gone')}</p>}
      {thread.messages.map((message) => (
        <MessageLine key={message.id} message={message} nameOf={nameOf} />
      ))}
      {mayComment && isOpen && isAnswering && (
        <MessageField
          label={t('comments.answer')}
          sendLabel={t('comments.answer')}
          people={people}
          isBusy={answering.isPending}
          onSend={answer}
          onCancel={() => setAnswering(false)}
        />
      )}
      {mayComment && !isAnswering && (
        <div className={classes['ways']}>
          {isOpen && (
            <Button
              variant="default"
              leftSection={<Reply size="1.125rem" aria-hidden />}
              onClick={() => setAnswering(true)}
            >
              {t('comments.answer')}
            </Button>
          )}
          {isOpen ? (
            <Button
              variant="default"
              leftSection={<Check size="1.125rem" aria-hidden />}
              loading={resolving.isPending}
              onClick={resolve}
            >
              {t('comments.resolve')}
            </Button>
          ) : (
            <Button
              variant="default"
              leftSection={<RotateCcw size="1.125rem" aria-hidden />}
              loading={reopening.isPending}
              onClick={reopen}
            >
              {t('comments.reopen')}
            </Button>
          )}
        </div>
      )}
    </article>
  );
}

function isInText(element: Element | null): boolean {
  return element?.matches('textarea, [role=textbox], [role=document]') === true;
}

interface MessageLineProps {
  readonly message: ThreadMessage;
  readonly nameOf: (id: string) => string;
}

function MessageLine({ message, nameOf }: MessageLineProps): ReactElement {
  const name = nameOf(message.by);
  const pieces = splitMentions(message.text, message.mentions.map(nameOf));
  return (
    <div className={classes['message']}>
      <PersonAvatar id={message.by} name={name} isNamed />
      <p className={classes['who']}>
        <b>{name}</b> <Moment at={message.at} />
      </p>
      <p className={classes['text']}>
        {pieces.map(({ at, text, isMention }) =>
          isMention ? (
            <span key={at} className={classes['mention']}>
              {text}
            </span>
          ) : (
            text
          ),
        )}
      </p>
    </div>
  );
}
