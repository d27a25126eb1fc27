import { Button } from '@mantine/core';
import { FileQuestionMark } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { EmptyState } from '#client/ui/EmptyState.tsx';
import { usePageTitle } from '#client/ui/page-title.ts';

/** An address that leads nowhere. */
export function NotFound(): ReactElement {
  const { t } = useTranslation();
  usePageTitle(t('app.notFound'));
  return (
    <EmptyState
      icon={<FileQuestionMark />}
      heading="h1"
      title={t('app.notFound')}
      action={
        <Button component={Link} to="/">
          {t('app.toHome')}
        </Button>
      }
    >
      {t('app.notFoundText')}
    </EmptyState>
  );
}
