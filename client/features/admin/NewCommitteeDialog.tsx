import { NativeSelect, TextInput } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCreateCommittee, type ListedOrganisation } from '#client/data/organisation.ts';
import { DayField } from '#client/objects/DayField.tsx';
import { useToday } from '#client/objects/use-today.ts';
import { FormDialog } from '#client/ui/FormDialog.tsx';
import { showToast } from '#client/ui/toast.ts';
import { useFailureWords } from '#client/ui/use-failure-words.ts';
import { ChairFields, emptyChair, type ChairChoice } from './ChairFields.tsx';

interface NewCommitteeDialogProps {
  /** At least one. */
  readonly organisations: readonly ListedOrganisation[];
  readonly onMade: (committeeId: string) => void;
  readonly onClose: () => void;
}

/** Another committee, with who will be at its head. */
export function NewCommitteeDialog({ organisations, onMade, onClose }: NewCommitteeDialogProps): ReactElement {
  const { t } = useTranslation();
  const failureWords = useFailureWords();
  const today = useToday();
  const [organisationId, setOrganisationId] = useState<string>(organisations[0]?.id ?? '');
  const [title, setTitle] = useState('');
  const [congress, setCongress] = useState('');
  const [term, setTerm] = useState('');
  const [startedOn, setStartedOn] = useState<string | null>(today);
  const [chair, setChair] = useState(emptyChair);
  const [wasSent, setSent] = useState(false);
  const create = useCreateCommittee();
  const isWhole = title.trim() !== '' && startedOn !== null && !(chair.kind === 'person' && chair.name.trim() === '');
  const send = (): void => {
    setSent(true);
    if (!isWhole) return;
    create.mutate(
      { organisationId, title, congress, term, startedOn, ...headOf(chair) },
      {
        onSuccess: (made) => {
          showToast({ message: t('admin.committeeMade', { title: made.title }) });
          onMade(made.id);
        },
      },
    );
  };
  return (
    <FormDialog
      title={t('admin.newCommittee')}
      submitLabel={t('admin.newCommittee')}
      isBusy={create.isPending}
      fault={create.isError ? failureWords(create.error) : undefined}
      onSubmit={send}
      onClose={onClose}
    >
      <NativeSelect
        label={t('admin.organisation')}
        data={organisations.map(({ id, name }) => ({ value: id, label: name }))}
        value={organisationId}
        onChange={(event) => setOrganisationId(event.currentTarget.value)}
      />
      <TextInput
        label={t('admin.committeeTitle')}
        placeholder={t('admin.committeeExample')}
        value={title}
        maxLength={200}
        error={wasSent && title.trim() === '' && t('admin.titleMissing')}
        onChange={(event) => setTitle(event.currentTarget.value)}
        data-autofocus
      />
      <TextInput
        label={t('admin.congress')}
        placeholder={t('admin.congressExample')}
        value={congress}
        maxLength={200}
        onChange={(event) => setCongress(event.currentTarget.value)}
      />
      <TextInput
        label={t('admin.term')}
        placeholder={t('admin.termExample')}
        value={term}
        maxLength={200}
        onChange={(event) => setTerm(event.currentTarget.value)}
      />
      <DayField
        label={t('admin.startedOn')}
        value={startedOn}
        onChange={setStartedOn}
        error={wasSent && startedOn === null ? t('admin.startMissing') : null}
      />
      <ChairFields chair={chair} onChange={setChair} wasSent={wasSent} refusal={create.error} />
    </FormDialog>
  );
}

function headOf({ kind, name, title, login }: ChairChoice) {
  if (kind === 'self') return { roles: ['chair' as const] };
  if (kind === 'later') return { roles: [] };
  return { roles: [], chair: { name, title, ...(login.trim() === '' ? {} : { login }) } };
}
