import { Button } from '@mantine/core';
import { Download } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeptText } from '#client/sync/kept-text.ts';
import { saveTextFile } from '#client/ui/save-file.ts';
import type { ErrorCode } from '#shared/model/errors.ts';
import { LIMITS } from '#shared/protocol/limits.ts';
import { formatNumber } from '#shared/vietnamese/numbers.ts';
import { countWords } from '#shared/vietnamese/words.ts';
import classes from './KeptTextCard.module.css';

interface KeptTextCardProps {
  readonly kept: readonly KeptText[];
  /** Why they were not taken, where it is known. */
  readonly keptFor: ErrorCode | null;
  readonly title: string;
  readonly onDiscard: () => void;
}

/** Words that the server did not take: nothing is lost, they can be carried off as a file. */
export function KeptTextCard({ kept, keptFor, title, onDiscard }: KeptTextCardProps): ReactElement | null {
  const { t } = useTranslation();
  const last = kept.at(-1);
  if (last === undefined) return null;
  const words = kept.reduce((sum, one) => sum + countWords(one.added), 0);
  return (
    <section className={classes['card']} aria-label={t('writing.kept', { count: words })} data-print="hide">
      {keptFor === 'too_large' && (
        <p role="alert" className={classes['words']}>
          {t('writing.tooLarge', { characters: formatNumber(LIMITS.documentCharacters) })}
        </p>
      )}
      {keptFor === 'text/passage-gone' && (
        <p role="alert" className={classes['words']}>
          {t('errors.text/passage-gone')}
        </p>
      )}
      <p className={classes['words']}>{t('writing.kept', { count: words })}</p>
      <p className={classes['text']}>{last.text}</p>
      <div className={classes['ways']}>
        <Button
          variant="default"
          leftSection={<Download size="1.125rem" aria-hidden />}
          onClick={() => saveTextFile(title, kept.map((one) => one.text).join('\n\n'))}
        >
          {t('writing.keptDownload')}
        </Button>
        <Button variant="subtle" color="gray" onClick={onDiscard}>
          {t('writing.keptDone')}
        </Button>
      </div>
    </section>
  );
}
