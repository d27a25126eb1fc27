import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { obstaclesOf, useOpenAccount, type Obstacles } from '#client/data/people-admin.ts';
import { ConfirmDialog } from '#client/ui/ConfirmDialog.tsx';
import { showToast } from '#client/ui/toast.ts';
import { useFailureWords } from '#client/ui/use-failure-words.ts';
import type { AccountDialogProps } from './EditDialog.tsx';
import classes from './DeactivateDialog.module.css';

/** Lets nobody in under an account any more; while work hangs on it, it says what is to be given to others first. */
export function DeactivateDialog({ person, onClose }: AccountDialogProps): ReactElement {
  const { t } = useTranslation();
  const failureWords = useFailureWords();
  const shut = useOpenAccount();
  const { id, name } = person;
  const obstacles = obstaclesOf(shut.error);
  const confirm = (): void =>
    shut.mutate(
      { id, mayComeIn: false },
      {
        onSuccess: () => {
          showToast({ message: t('admin.deactivated', { name }) });
          onClose();
        },
      },
    );
  if (obstacles !== null) {
    return (
      <ConfirmDialog
        opened
        title={t('admin.obstacles', { name })}
        confirmLabel={t('admin.understood')}
        onConfirm={onClose}
        onClose={onClose}
      >
        <InTheWay obstacles={obstacles} />
      </ConfirmDialog>
    );
  }
  return (
    <ConfirmDialog
      opened
      title={t('admin.deactivateAsk', { name })}
      confirmLabel={t('admin.deactivate')}
      isBusy={shut.isPending}
      onConfirm={confirm}
      onClose={onClose}
    >
      {t('admin.deactivateText')}
      <p className={classes.fault} role="alert">
        {shut.isError && failureWords(shut.error)}
      </p>
    </ConfirmDialog>
  );
}

function InTheWay({ obstacles: { sections, others, committees } }: { readonly obstacles: Obstacles }): ReactElement {
  const { t } = useTranslation();
  const count = sections.length + others;
  return (
    <>
      {count > 0 && <p className={classes.obstacle}>{t('admin.obstacleSections', { count })}</p>}
      {committees.length > 0 && (
        <div className={classes.obstacle}>
          <p>{t('admin.obstacleCommittees')}</p>
          <ul className={classes.list}>
            {committees.map(({ id, title }) => (
              <li key={id}>{title}</li>
            ))}
          </ul>
          <p>{t('admin.obstacleCommitteesNext')}</p>
        </div>
      )}
    </>
  );
}
