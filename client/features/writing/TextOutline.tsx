import { UnstyledButton } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { HeadingEntry } from '#client/editor/numbering.ts';
import classes from './TextOutline.module.css';

interface TextOutlineProps {
  readonly headings: readonly HeadingEntry[];
  readonly onGo: (position: number) => void;
  /** Length and what the text must hold. */
  readonly foot: ReactNode;
}

/** The headings of this text; a press goes there. */
export function TextOutline({ headings, onGo, foot }: TextOutlineProps): ReactElement {
  const { t } = useTranslation();
  return (
    <nav className={classes['outline']} aria-label={t('writing.outline')} data-print="hide">
      <p className={classes['head']}>{t('writing.outline')}</p>
      {headings.length === 0 && <p className={classes['none']}>{t('writing.noHeadings')}</p>}
      <ul className={classes['list']}>
        {headings.map((one) => (
          <li key={one.position}>
            <UnstyledButton className={classes['entry']} data-level={one.level} onClick={() => onGo(one.position)}>
              {one.label.trimEnd()} {one.text}
            </UnstyledButton>
          </li>
        ))}
      </ul>
      <div className={classes['foot']}>{foot}</div>
    </nav>
  );
}
