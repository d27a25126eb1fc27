import { Button } from '@mantine/core';
import type { ReactElement, ReactNode, SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from './Dialog.tsx';
import { sendForm } from './send-form.ts';
import classes from './FormDialog.module.css';

export interface FormDialogProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly submitLabel: string;
  readonly isBusy: boolean;
  /** It can't be sent yet; say why in `children`. */
  readonly isDisabled?: boolean;
  /** Why it was refused. */
  readonly fault?: string | undefined;
  readonly size?: 'md' | 'xl';
  readonly onSubmit: () => void;
  readonly onClose: () => void;
}

/** A form over the screen, there as long as it is drawn; Enter in a field sends it. */
export function FormDialog(props: FormDialogProps): ReactElement {
  const { title, children, submitLabel, isBusy, isDisabled = false, fault, size = 'md', onSubmit, onClose } = props;
  const { t } = useTranslation();
  const submit = (event: SubmitEvent<HTMLFormElement>): void =>
    sendForm(event, () => {
      if (!isBusy && !isDisabled) onSubmit();
    });
  return (
    <Dialog title={title} size={size} onClose={onClose}>
      <form className={classes.form} onSubmit={submit} noValidate>
        {children}
        <p className={classes.fault} role="alert">
          {fault}
        </p>
        <div className={classes.ways}>
          <Button variant="default" onClick={onClose}>
            {t('app.notNow')}
          </Button>
          <Button type="submit" loading={isBusy} disabled={isDisabled}>
            {submitLabel}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
