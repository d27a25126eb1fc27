import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useRouteError } from 'react-router';
import { ErrorState } from '#client/ui/ErrorState.tsx';

/** Stands in place of a screen that broke; the frame around it stays. A fresh page also gets the code of a newer version. */
export function RouteFailure(): ReactElement {
  const { t } = useTranslation();
  const error = useRouteError();
  return (
    <ErrorState
      error={error}
      onRetry={() => globalThis.location.reload()}
      other={
        <Button component={Link} to="/" variant="default">
          {t('app.toHome')}
        </Button>
      }
    />
  );
}
