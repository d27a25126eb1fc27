import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useState, type FormEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCreateVersion } from '#client/data/documents.ts';
import { failureOf } from '#client/ui/failure.ts';
import { showToast } from '#client/ui/toast.ts';

interface NameVersionDialogProps {
  readonly documentId: string;
  readonly opened: boolean;
  readonly whenSaved: () => Promise<void>;
  readonly onClose: () => void;
}

/** Keeps the text as it is now under a name. What is typed is saved without it. */
export function NameVersionDialog({ documentId, opened, whenSaved, onClose }: NameVersionDialogProps): ReactElement {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const create = useCreateVersion();
  const save = async (): Promise<void> => {
    await whenSaved();
    try {
      await create.mutateAsync({ id: documentId, name: name.trim() });
      showToast({ message: t('writing.versionKept') });
      setName('');
      onClose();
    } catch (error) {
      showToast({ message: t(`errors.${failureOf(error).code}`) });
    }
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void save();
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('writing.nameVersion')}
      closeButtonProps={{ 'aria-label': t('writing.close') }}
    >
      <form onSubmit={submit}>
        <TextInput
          label={t('writing.versionName')}
          description={t('writing.versionHint')}
          value={name}
          maxLength={200}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
        />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            {t('writing.notNow')}
          </Button>
          <Button type="submit" loading={create.isPending}>
            {t('writing.keepVersion')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
