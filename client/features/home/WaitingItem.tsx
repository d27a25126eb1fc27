import { Button } from '@mantine/core';
import { CircleDashed, GitMerge, MessageSquare, Send, Undo2, type LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Moment } from '#client/objects/Moment.tsx';
import type { Waiting } from '#shared/protocol/home.ts';
import { useWaitingWords } from './use-waiting-words.ts';
import classes from './WaitingItem.module.css';

const ICONS: Readonly<Record<Waiting['kind'], LucideIcon>> = {
  returned: Undo2,
  threads: MessageSquare,
  submitted: Send,
  toMerge: GitMerge,
  unstarted: CircleDashed,
};

interface WaitingItemProps {
  readonly item: Waiting;
  /** Where it is settled. */
  readonly address: string;
  readonly isFirst: boolean;
}

/** One thing that waits on me: what, from whom, since when, and the step that settles it. */
export function WaitingItem({ item, address, isFirst }: WaitingItemProps): ReactElement {
  const { t } = useTranslation();
  const { title, text, step } = useWaitingWords()(item);
  const Icon = ICONS[item.kind];
  return (
    <li className={classes.item}>
      <span className={classes.icon} data-kind={item.kind} aria-hidden>
        <Icon />
      </span>
      <div className={classes.words}>
        <p className={classes.title}>{title}</p>
        <p className={classes.text}>{text}</p>
      </div>
      <span className={classes.when}>{item.at !== null && <Moment at={item.at} />}</span>
      <Button
        component={Link}
        to={address}
        className={classes.step}
        variant={isFirst ? 'filled' : 'default'}
        aria-label={t('home.waiting.stepOf', { step, title })}
      >
        {step}
      </Button>
    </li>
  );
}
