import { Modal } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';

interface WholeScreenProps {
  /** What it is, for readers of the screen. */
  readonly label: string;
  /** Not left by a slip of the Escape key: what it shows cannot be shown again. */
  readonly isKept?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Something that takes the whole window for a while, over the screen that it came from. */
export function WholeScreen({ label, isKept = false, onClose, children }: WholeScreenProps): ReactElement {
  return (
    <Modal.Root opened fullScreen onClose={onClose} closeOnEscape={!isKept}>
      <Modal.Content aria-label={label}>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
