import { ActionIcon, NativeSelect } from '@mantine/core';
import { ChevronLeft, ChevronRight, MessageSquare } from 'lucide-react';
import { useState, type ChangeEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommittee } from '#client/data/committees.ts';
import { useThreads } from '#client/data/threads.ts';
import { EmptyState } from '#client/ui/EmptyState.tsx';
import { ErrorState } from '#client/ui/ErrorState.tsx';
import { LoadingLines } from '#client/ui/LoadingLines.tsx';
import type { Thread } from '#shared/protocol/documents.ts';
import { NewThread, type Place } from './NewThread.tsx';
import { ThreadCard } from './ThreadCard.tsx';
import classes from './CommentsPanel.module.css';

export interface CommentsPanelProps {
  readonly documentId: string;
  readonly committeeId: string;
  readonly mayComment: boolean;
  readonly place: Place | null;
  /** The new comment is made, or given up: then null. */
  readonly onPlaced: (threadId: string | null) => void;
  readonly activeId: string | null;
  readonly onActivate: (threadId: string | null) => void;
  /** Threads whose words are still in the text, in the order of their places; null while the text is not there yet. */
  readonly present: ReadonlySet<string> | null;
  readonly whenSaved: () => Promise<void>;
}

type Filter = 'open' | 'resolved';
const FILTERS: readonly Filter[] = ['open', 'resolved'];

/** The comments of a text: read through by buttons, or by J and K. */
export function CommentsPanel(props: CommentsPanelProps): ReactElement {
  const { documentId, activeId, onActivate, present, place } = props;
  const { t } = useTranslation();
  const [filter, setFilter] = useState<Filter>('open');
  const threads = useThreads(documentId);
  const committee = useCommittee(props.committeeId);
  const people = committee.data?.people ?? [];

  if (threads.isPending) return <LoadingLines />;
  if (threads.isError) return <ErrorState error={threads.error} onRetry={() => void threads.refetch()} />;

  const shown = inOrderOfText(threads.data, present ?? new Set()).filter(
    (one) => one.state === filter || one.id === activeId,
  );
  const index = shown.findIndex((one) => one.id === activeId);
  const step = (by: 1 | -1): void => {
    if (shown.length === 0) return;
    const start = index === -1 && by === -1 ? 0 : index;
    onActivate(shown[(start + by + shown.length) % shown.length]?.id ?? null);
  };
  const choose = (event: ChangeEvent<HTMLSelectElement>): void =>
    setFilter(FILTERS.find((one) => one === event.currentTarget.value) ?? 'open');
  const filters = FILTERS.map((one) => ({ value: one, label: t(`comments.filters.${one}`) }));
  return (
    <section className={classes['panel']} aria-label={t('comments.list')}>
      <div className={classes['head']}>
        <NativeSelect
          variant="unstyled"
          aria-label={t('comments.filter')}
          data={filters}
          value={filter}
          onChange={choose}
        />
        <span className={classes['grow']} />
        <ActionIcon
          variant="subtle"
          color="gray"
          size="var(--dt-h-hit)"
          aria-label={t('comments.before')}
          disabled={shown.length === 0}
          onClick={() => step(-1)}
        >
          <ChevronLeft size="1.125rem" aria-hidden />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="var(--dt-h-hit)"
          aria-label={t('comments.next')}
          disabled={shown.length === 0}
          onClick={() => step(1)}
        >
          <ChevronRight size="1.125rem" aria-hidden />
        </ActionIcon>
      </div>
      {place !== null && props.mayComment && (
        <NewThread
          key={`${place.blockId} ${String(place.at)}`}
          documentId={documentId}
          place={place}
          people={people}
          whenSaved={props.whenSaved}
          onDone={(threadId) => {
            props.onPlaced(threadId);
            if (threadId === null) return;
            setFilter('open');
            onActivate(threadId);
          }}
        />
      )}
      {shown.length === 0 && place === null && (
        <EmptyState icon={<MessageSquare size="2rem" />} title={t(`comments.empty.${filter}`)}>
          {props.mayComment ? t('comments.emptyNext') : t('comments.emptyRead')}
        </EmptyState>
      )}
      {shown.map((thread) => (
        <ThreadCard
          key={thread.id}
          thread={thread}
          people={people}
          isActive={thread.id === activeId}
          isGone={present?.has(thread.id) === false}
          mayComment={props.mayComment}
          onActivate={() => onActivate(thread.id)}
          onStep={step}
        />
      ))}
    </section>
  );
}

/** As one reads: by place in the text; those whose words are gone come last, oldest first. */
function inOrderOfText(threads: readonly Thread[], present: ReadonlySet<string>): readonly Thread[] {
  const places = new Map([...present].map((id, place) => [id, place]));
  const placeOf = ({ id }: Thread): number => places.get(id) ?? places.size;
  return threads.toSorted((one, other) => placeOf(one) - placeOf(other));
}
