import { TextInput } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useUpdateAccount } from '#client/data/people-admin.ts';
import { FormDialog } from '#client/ui/FormDialog.tsx';
import { showToast } from '#client/ui/toast.ts';
import { useFailureWords } from '#client/ui/use-failure-words.ts';
import type { Person } from '#shared/protocol/people.ts';
import { readPersonName, readPersonTitle } from '#shared/rules/person-name.ts';

export interface AccountDialogProps {
  readonly person: Person;
  readonly onClose: () => void;
}

/** How a person is called; what was typed stays on a refusal. */
export function EditDialog({ person, onClose }: AccountDialogProps): ReactElement {
  const { t } = useTranslation();
  const failureWords = useFailureWords();
  const [name, setName] = useState(person.name);
  const [title, setTitle] = useState(person.title);
  const [wasSent, setSent] = useState(false);
  const update = useUpdateAccount();
  const named = readPersonName(name);
  const titled = readPersonTitle(title);
  const send = (): void => {
    setSent(true);
    if (!named.ok || !titled.ok) return;
    update.mutate(
      { id: person.id, name, title },
      {
        onSuccess: (saved) => {
          showToast({ message: t('admin.saved', { name: saved.name }) });
          onClose();
        },
      },
    );
  };
  return (
    <FormDialog
      title={t('admin.editOf', { login: person.login })}
      submitLabel={t('admin.save')}
      isBusy={update.isPending}
      fault={update.isError ? failureWords(update.error) : undefined}
      onSubmit={send}
      onClose={onClose}
    >
      <TextInput
        label={t('admin.name')}
        value={name}
        error={wasSent && !named.ok && t(`errors.${named.code}`)}
        onChange={(event) => setName(event.currentTarget.value)}
        data-autofocus
      />
      <TextInput
        label={t('admin.personTitle')}
        value={title}
        error={wasSent && !titled.ok && t(`errors.${titled.code}`)}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
