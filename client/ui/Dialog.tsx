import { Modal, type ModalRootProps } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Dialog.module.css';

export interface DialogProps extends Omit<ModalRootProps, 'opened' | 'title' | 'children'> {
  readonly title: string;
  readonly children: ReactNode;
  /** There as long as it is drawn, unless said. */
  readonly opened?: boolean;
  /** Without the cross where only one of the ways below may end it. */
  readonly hasClose?: boolean;
}

/** The frame of everything that lies over a screen. Mantine's own head is a <header>, a second one of the page. */
export function Dialog({ title, children, opened = true, hasClose = true, ...root }: DialogProps): ReactElement {
  const { t } = useTranslation();
  return (
    <Modal.Root opened={opened} {...root}>
      <Modal.Overlay />
      <Modal.Content>
        <div className={classes.top}>
          <Modal.Title>{title}</Modal.Title>
          {hasClose && <Modal.CloseButton aria-label={t('app.close')} />}
        </div>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
