import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCreateThread } from '#client/data/threads.ts';
import { failureOf } from '#client/ui/failure.ts';
import type { Committee } from '#shared/protocol/committees.ts';
import { MessageField, type Message } from './MessageField.tsx';
import classes from './ThreadCard.module.css';

/** The words that are commented on, as the server finds them again. */
export interface Place {
  readonly blockId: string;
  readonly quote: string;
  readonly at: number;
}

interface NewThreadProps {
  readonly documentId: string;
  readonly place: Place;
  readonly people: Committee['people'];
  readonly whenSaved: () => Promise<void>;
  /** The thread that was made, or null for given up. */
  readonly onDone: (threadId: string | null) => void;
}

/** A comment being written. The server puts its mark, so that who may not edit can comment all the same. */
export function NewThread({ documentId, place, people, whenSaved, onDone }: NewThreadProps): ReactElement {
  const { t } = useTranslation();
  const creating = useCreateThread(documentId);
  const [isWaiting, setWaiting] = useState(false);
  const send = async (message: Message): Promise<void> => {
    setWaiting(true);
    // The server looks for the words in what it has.
    await whenSaved();
    setWaiting(false);
    creating.mutate({ ...place, ...message }, { onSuccess: (thread) => onDone(thread.id) });
  };
  return (
    <section className={classes['card']} data-active aria-label={t('comments.new')}>
      <blockquote className={classes['quote']}>{place.quote}</blockquote>
      {creating.isError && (
        <p className={classes['gone']} role="alert">
          {t(`errors.${failureOf(creating.error).code}`)}
        </p>
      )}
      <MessageField
        label={t('comments.new')}
        sendLabel={t('comments.send')}
        people={people}
        isBusy={creating.isPending || isWaiting}
        onSend={(message) => void send(message)}
        onCancel={() => onDone(null)}
      />
    </section>
  );
}
