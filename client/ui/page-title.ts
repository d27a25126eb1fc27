import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

/** Names the page in the tab of the browser, so that a kept address says what it is of. */
export function usePageTitle(page: string | undefined): void {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = page === undefined ? t('app.name') : t('app.pageTitle', { page });
  }, [page, t]);
}
