import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '#client/ui/ConfirmDialog.tsx';
import type { Leaving } from './use-leaving.ts';

interface LeavingQuestionProps {
  readonly leaving: Leaving;
}

/** Asks before signing out where the server has not got everything. */
export function LeavingQuestion({ leaving }: LeavingQuestionProps): ReactElement {
  const { t } = useTranslation();
  return (
    <ConfirmDialog
      opened={leaving.unsaved > 0}
      title={t('app.unsaved.title')}
      confirmLabel={t('app.unsaved.leave')}
      cancelLabel={t('app.unsaved.stay')}
      isBusy={leaving.isBusy}
      onConfirm={leaving.leave}
      onClose={leaving.stay}
    >
      {t('app.unsaved.text', { count: leaving.unsaved })}
    </ConfirmDialog>
  );
}
