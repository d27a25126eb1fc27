import { Button } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '#client/ui/Dialog.tsx';
import classes from './OutlineLists.module.css';

interface ListDialogProps {
  readonly title: string;
  readonly children: ReactNode;
  /** Why something in it was refused. */
  readonly fault: string | undefined;
  readonly size?: 'md' | 'xl';
  readonly onClose: () => void;
}

/** Something to look at over the screen, there as long as it is drawn. */
export function ListDialog({ title, children, fault, size = 'md', onClose }: ListDialogProps): ReactElement {
  const { t } = useTranslation();
  return (
    <Dialog title={title} size={size} onClose={onClose}>
      <div className={classes.column}>
        {children}
        <p className={classes.fault} role="alert">
          {fault}
        </p>
        <Button className={classes.way} variant="default" onClick={onClose}>
          {t('app.close')}
        </Button>
      </div>
    </Dialog>
  );
}
