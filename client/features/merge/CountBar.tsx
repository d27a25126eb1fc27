import { Button } from '@mantine/core';
import { Check, CircleDashed, Shuffle, X } from 'lucide-react';
import type { ReactElement } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import type { MergeWork } from './use-merge-work.ts';
import styles from './CountBar.module.css';

const BOLD = { b: <b /> };

/** How far the deciding is. */
export function CountBar({ work }: { readonly work: MergeWork }): ReactElement {
  const { t } = useTranslation();
  const { all, accepted, refused, pendingIds, open } = work.summary;
  const pending = pendingIds.length;
  return (
    <div className={styles.bar}>
      <output className={styles.counts}>
        <span>
          <Trans i18nKey="merge.counts.changes" count={all} components={BOLD} />
        </span>
        <span className={styles.count} data-tone="ok">
          <Check className={styles.icon} aria-hidden />
          <span>
            <Trans i18nKey="merge.counts.accepted" values={{ count: accepted }} components={BOLD} />
          </span>
        </span>
        <span className={styles.count} data-tone="soft">
          <X className={styles.icon} aria-hidden />
          <span>
            <Trans i18nKey="merge.counts.refused" values={{ count: refused }} components={BOLD} />
          </span>
        </span>
        <span className={styles.count}>
          <CircleDashed className={styles.icon} aria-hidden />
          <span>
            <Trans i18nKey="merge.counts.pending" values={{ count: pending }} components={BOLD} />
          </span>
        </span>
        <span className={styles.count} data-tone={open.length > 0 ? 'warn' : 'soft'}>
          <Shuffle className={styles.icon} aria-hidden />
          <span>
            <Trans i18nKey="merge.counts.conflicts" values={{ count: open.length }} components={BOLD} />
          </span>
        </span>
      </output>
      {pending > 0 && (
        <Button variant="default" onClick={work.acceptPending}>
          {t('merge.acceptPending', { count: pending })}
        </Button>
      )}
    </div>
  );
}
