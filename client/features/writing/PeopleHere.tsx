import { UnstyledButton } from '@mantine/core';
import { useEffect, useRef, useState, useSyncExternalStore, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { PersonAvatar } from '#client/objects/PersonAvatar.tsx';
import type { OpenDocument, PersonHere } from '#client/sync/open-document.ts';
import classes from './PeopleHere.module.css';

interface PeopleHereProps {
  readonly document: OpenDocument;
  readonly onFollow: (personId: string) => void;
}

const MOST = 5;

/** Who has the text open; a press goes to where that person is. Readers of the screen hear who comes. */
export function PeopleHere({ document, onFollow }: PeopleHereProps): ReactElement {
  const { t } = useTranslation();
  const people = useSyncExternalStore(document.people.subscribe, document.people.get);
  const others = people.filter((one) => !one.isMe);
  const news = useArrivals(others);
  return (
    <>
      <ul className={classes['people']} aria-label={t('writing.people')}>
        {others.slice(0, MOST).map(({ id, name }) => (
          <li key={id}>
            <UnstyledButton
              className={classes['person']}
              title={t('writing.follow', { name })}
              onClick={() => onFollow(id)}
            >
              <PersonAvatar id={id} name={name} isNamed />
              <span className={classes['heard']}>{t('writing.follow', { name })}</span>
            </UnstyledButton>
          </li>
        ))}
        {others.length > MOST && <li>+{others.length - MOST}</li>}
      </ul>
      <span className={classes['heard']} aria-live="polite">
        {news === null ? '' : t('writing.arrived', { name: news })}
      </span>
    </>
  );
}

/** The name of the last one who came after oneself. */
function useArrivals(others: readonly PersonHere[]): string | null {
  const [news, setNews] = useState<string | null>(null);
  const known = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    const before = known.current;
    known.current = new Set(others.map((one) => one.id));
    const come = before === null ? undefined : others.find((one) => !before.has(one.id));
    if (come !== undefined) setNews(come.name);
  }, [others]);
  return news;
}
