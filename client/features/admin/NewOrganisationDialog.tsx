import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useSaveOrganisation } from '#client/data/organisation.ts';
import { emptyOrganisation, isOrganisationNamed, tidyOrganisation } from '#client/objects/organisation-fields.ts';
import { OrganisationForm } from '#client/objects/OrganisationForm.tsx';
import { FormDialog } from '#client/ui/FormDialog.tsx';
import { showToast } from '#client/ui/toast.ts';
import { useFailureWords } from '#client/ui/use-failure-words.ts';

interface NewOrganisationDialogProps {
  readonly onClose: () => void;
}

/** Another organisation, with how its papers are printed. */
export function NewOrganisationDialog({ onClose }: NewOrganisationDialogProps): ReactElement {
  const { t } = useTranslation();
  const failureWords = useFailureWords();
  const [fields, setFields] = useState(emptyOrganisation);
  const [wasSent, setSent] = useState(false);
  const save = useSaveOrganisation();
  const send = (): void => {
    setSent(true);
    if (!isOrganisationNamed(fields)) return;
    save.mutate(
      { id: undefined, fields: tidyOrganisation(fields) },
      {
        onSuccess: ({ name }) => {
          showToast({ message: t('admin.organisationMade', { name }) });
          onClose();
        },
      },
    );
  };
  return (
    <FormDialog
      size="xl"
      title={t('admin.newOrganisation')}
      submitLabel={t('admin.newOrganisation')}
      isBusy={save.isPending}
      fault={save.isError ? failureWords(save.error) : undefined}
      onSubmit={send}
      onClose={onClose}
    >
      <OrganisationForm fields={fields} onChange={setFields} wasSent={wasSent} />
    </FormDialog>
  );
}
