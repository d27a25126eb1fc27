import { CircleDashed } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SectionDetail } from '#shared/protocol/sections.ts';
import classes from './RequiredElements.module.css';

interface RequiredElementsProps {
  readonly elements: SectionDetail['elements'];
}

/** What this text has to hold. */
export function RequiredElements({ elements }: RequiredElementsProps): ReactElement | null {
  const { t, i18n } = useTranslation();
  if (elements.length === 0) return null;
  const isEnglish = i18n.language === 'en';
  return (
    <ul className={classes['list']} aria-label={t('writing.required')}>
      {elements.map(({ key, vi, en }) => (
        <li key={key} className={classes['one']}>
          <CircleDashed size="1rem" className={classes['icon']} aria-hidden />
          {isEnglish ? en : vi}
        </li>
      ))}
    </ul>
  );
}
