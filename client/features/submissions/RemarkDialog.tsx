import { Button, Group, Modal, Textarea } from '@mantine/core';
import { useState, type FormEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

interface RemarkDialogProps {
  readonly opened: boolean;
  readonly title: string;
  readonly label: string;
  readonly hint: string;
  readonly confirmLabel: string;
  /** What to say to who leaves it empty; without it an empty remark will do. */
  readonly needed?: string;
  readonly isBusy: boolean;
  /** Tells whether it was done. */
  readonly onConfirm: (remark: string) => Promise<boolean>;
  readonly onClose: () => void;
}

const longest = 4_000;

/** Asks for a note or a reason on the way. What was written stays until it is sent, also when the dialog is closed by mistake. */
export function RemarkDialog(props: RemarkDialogProps): ReactElement {
  const { t } = useTranslation();
  const [remark, setRemark] = useState('');
  const [isRefused, setRefused] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (props.needed !== undefined && remark.trim() === '') {
      setRefused(true);
      return;
    }
    void props.onConfirm(remark.trim()).then((isDone) => isDone && setRemark(''));
  };
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={props.title}
      closeButtonProps={{ 'aria-label': t('submissions.close') }}
    >
      <form onSubmit={submit}>
        <Textarea
          label={props.label}
          description={props.hint}
          value={remark}
          error={isRefused && remark.trim() === '' ? props.needed : null}
          autosize
          minRows={3}
          maxRows={10}
          maxLength={longest}
          onChange={(event) => setRemark(event.currentTarget.value)}
          data-autofocus
        />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={props.onClose}>
            {t('submissions.notNow')}
          </Button>
          <Button type="submit" loading={props.isBusy}>
            {props.confirmLabel}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
