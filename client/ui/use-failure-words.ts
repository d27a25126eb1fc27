import { useTranslation } from 'react-i18next';
import { failureOf } from './failure.ts';

/** What is said of a failure in one sentence: what happened, what was kept, what to do. */
export function useFailureWords(): (error: unknown) => string {
  const { t } = useTranslation();
  return (error) => {
    const { code, isOutOfReach } = failureOf(error);
    return isOutOfReach ? t('app.outOfReach') : t(`errors.${code}`);
  };
}
