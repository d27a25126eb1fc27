import { Button } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from './Dialog.tsx';
import classes from './ConfirmDialog.module.css';

export interface ConfirmDialogProps {
  readonly opened: boolean;
  /** The question. */
  readonly title: string;
  /** What follows from a yes; may hold a field. */
  readonly children?: ReactNode;
  readonly confirmLabel: string;
  readonly cancelLabel?: string;
  readonly isBusy?: boolean;
  /** A yes can't be given yet; say why in `children`. */
  readonly isDisabled?: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before a deed that can't be taken back, and for nothing else. */
export function ConfirmDialog(props: ConfirmDialogProps): ReactElement {
  const { opened, title, children, confirmLabel, cancelLabel, isBusy = false, isDisabled = false } = props;
  const { t } = useTranslation();
  return (
    <Dialog title={title} opened={opened} hasClose={false} onClose={props.onClose} centered>
      <div className={classes.body}>{children}</div>
      <div className={classes.ways}>
        <Button variant="default" onClick={props.onClose}>
          {cancelLabel ?? t('app.notNow')}
        </Button>
        <Button onClick={props.onConfirm} loading={isBusy} disabled={isDisabled} data-autofocus>
          {confirmLabel}
        </Button>
      </div>
    </Dialog>
  );
}
