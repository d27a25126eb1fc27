import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useUpdateAccount } from '#client/data/people-admin.ts';
import { ConfirmDialog } from '#client/ui/ConfirmDialog.tsx';
import { showToast } from '#client/ui/toast.ts';
import { useFailureWords } from '#client/ui/use-failure-words.ts';
import type { AccountDialogProps } from './EditDialog.tsx';
import classes from './AdminDialog.module.css';

/** Lets a person administer, or no longer. */
export function AdminDialog({ person, onClose }: AccountDialogProps): ReactElement {
  const { t } = useTranslation();
  const failureWords = useFailureWords();
  const update = useUpdateAccount();
  const { id, name, admin } = person;
  const confirm = (): void =>
    update.mutate(
      { id, admin: !admin },
      {
        onSuccess: () => {
          showToast({ message: admin ? t('admin.tookAdmin', { name }) : t('admin.madeAdmin', { name }) });
          onClose();
        },
      },
    );
  return (
    <ConfirmDialog
      opened
      title={admin ? t('admin.takeAdminAsk', { name }) : t('admin.makeAdminAsk', { name })}
      confirmLabel={admin ? t('admin.takeAdmin') : t('admin.makeAdmin')}
      isBusy={update.isPending}
      onConfirm={confirm}
      onClose={onClose}
    >
      {admin ? t('admin.takeAdminText') : t('admin.makeAdminText')}
      <p className={classes.fault} role="alert">
        {update.isError && failureWords(update.error)}
      </p>
    </ConfirmDialog>
  );
}
