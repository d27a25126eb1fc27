import { Check, Pencil, Shuffle, X } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Decision } from './decisions.ts';
import type { Entry } from './entries.ts';
import styles from './DecisionMark.module.css';

interface DecisionMarkProps {
  readonly entry: Entry;
  readonly decision: Decision | undefined;
}

/** How an entry stands, as an icon and its word. */
export function DecisionMark({ entry, decision }: DecisionMarkProps): ReactElement {
  const { t } = useTranslation();
  const standing = decision?.kind ?? (entry.kind === 'conflict' ? 'conflict' : 'pending');
  return (
    <span className={styles.mark} data-standing={standing}>
      {iconOf(standing)}
      {t(`merge.decision.${standing}`)}
    </span>
  );
}

function iconOf(standing: Decision['kind'] | 'conflict' | 'pending'): ReactElement | null {
  switch (standing) {
    case 'accept':
    case 'theirs':
      return <Check className={styles.icon} aria-hidden />;
    case 'refuse':
    case 'ours':
      return <X className={styles.icon} aria-hidden />;
    case 'write':
      return <Pencil className={styles.icon} aria-hidden />;
    case 'conflict':
      return <Shuffle className={styles.icon} aria-hidden />;
    case 'pending':
      return null;
  }
}
