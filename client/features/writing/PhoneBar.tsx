import { Drawer } from '@mantine/core';
import { MessageSquare } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './PhoneBar.module.css';

interface PhoneBarProps {
  readonly openThreads: number;
  /** What may be done with the text now. */
  readonly actions: ReactNode;
  /** The sheet that comes up from below, its name, and whether it is up. */
  readonly sheet: ReactNode;
  readonly sheetTitle: string;
  readonly isUp: boolean;
  readonly onUp: () => void;
  readonly onDown: () => void;
}

/** On a phone, within reach of the thumb: the comments and what may be done. */
export function PhoneBar(props: PhoneBarProps): ReactElement {
  const { t } = useTranslation();
  const { openThreads } = props;
  return (
    <>
      <div className={classes['bar']} data-print="hide">
        <nav className={classes['panels']} aria-label={t('writing.panels')}>
          <button type="button" className={classes['button']} onClick={props.onUp}>
            <MessageSquare size="1.25rem" aria-hidden />
            {t('writing.tabs.comments')} {openThreads > 0 && openThreads}
          </button>
        </nav>
        {props.actions}
      </div>
      <Drawer
        opened={props.isUp}
        onClose={props.onDown}
        position="bottom"
        size="75%"
        title={props.sheetTitle}
        closeButtonProps={{ 'aria-label': t('writing.closePanel') }}
      >
        {props.sheet}
      </Drawer>
    </>
  );
}
