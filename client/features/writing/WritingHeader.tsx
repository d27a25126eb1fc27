import { ActionIcon, Divider } from '@mantine/core';
import { ArrowLeft } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import classes from './WritingHeader.module.css';

interface WritingHeaderProps {
  readonly backTo: string;
  readonly path: readonly string[];
  readonly title: string;
  /** State and due date. */
  readonly state: ReactNode;
  readonly people: ReactNode;
  readonly truth: ReactNode;
  readonly mode: ReactNode;
  /** The one thing to do next, at the far right. */
  readonly actions: ReactNode;
}

export function WritingHeader(props: WritingHeaderProps): ReactElement {
  const { t } = useTranslation();
  return (
    <header className={classes['header']} data-print="hide">
      <ActionIcon
        component={Link}
        to={props.backTo}
        variant="subtle"
        color="gray"
        size="var(--dt-h-hit)"
        aria-label={t('writing.back')}
      >
        <ArrowLeft size="1.125rem" aria-hidden />
      </ActionIcon>
      <div className={classes['titles']}>
        <p className={classes['path']}>{props.path.join(' › ')}</p>
        <h1 className={classes['title']}>{props.title}</h1>
      </div>
      <span className={classes['state']}>{props.state}</span>
      <span className={classes['grow']} />
      {props.people}
      <Divider orientation="vertical" className={classes['line']} />
      {props.truth}
      <Divider orientation="vertical" className={classes['line']} />
      <span className={classes['mode']}>{props.mode}</span>
      {props.actions}
    </header>
  );
}
