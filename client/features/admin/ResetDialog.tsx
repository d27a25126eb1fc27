import { Button } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useResetLink } from '#client/data/links.ts';
import { momentWords } from '#client/objects/moment-words.ts';
import { useToday } from '#client/objects/use-today.ts';
import { ConfirmDialog } from '#client/ui/ConfirmDialog.tsx';
import { CopyField } from '#client/ui/CopyField.tsx';
import { Dialog } from '#client/ui/Dialog.tsx';
import { QrCode } from '#client/ui/QrCode.tsx';
import { useFailureWords } from '#client/ui/use-failure-words.ts';
import type { AccountDialogProps } from './EditDialog.tsx';
import classes from './ResetDialog.module.css';

interface ResetDialogProps extends AccountDialogProps {
  readonly note: ReactNode;
}

/** Makes a link by which a person sets a password, and shows it this once. */
export function ResetDialog({ person, note, onClose }: ResetDialogProps): ReactElement {
  const { t } = useTranslation();
  const failureWords = useFailureWords();
  const reset = useResetLink();
  const { id: personId, name } = person;
  if (reset.data !== undefined) return <Made link={reset.data} name={name} note={note} onClose={onClose} />;
  return (
    <ConfirmDialog
      opened
      title={t('admin.linkOf', { name })}
      confirmLabel={t('admin.makeLink')}
      isBusy={reset.isPending}
      onConfirm={() => reset.mutate({ personId })}
      onClose={onClose}
    >
      {t('admin.linkReplaces')}
      <p className={classes.fault} role="alert">
        {reset.isError && failureWords(reset.error)}
      </p>
    </ConfirmDialog>
  );
}

interface MadeProps {
  readonly link: { readonly path: string; readonly expiresAt: number };
  readonly name: string;
  readonly note: ReactNode;
  readonly onClose: () => void;
}

function Made({ link, name, note, onClose }: MadeProps): ReactElement {
  const { t } = useTranslation();
  const today = useToday();
  const address = new URL(link.path, location.origin).href;
  return (
    <Dialog title={t('admin.linkOf', { name })} hasClose={false} closeOnClickOutside={false} onClose={onClose} centered>
      <div className={classes.made}>
        <p>{t('admin.linkText', { name, until: momentWords(link.expiresAt, today) })}</p>
        {note}
        <div className={classes.code}>
          <QrCode text={address} label={t('admin.linkOf', { name })} />
        </div>
        <CopyField label={t('admin.address')} value={address} />
        <Button className={classes.done} onClick={onClose}>
          {t('admin.done')}
        </Button>
      </div>
    </Dialog>
  );
}
