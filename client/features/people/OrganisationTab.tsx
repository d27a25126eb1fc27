import { Button } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useOrganisation, useSaveOrganisation } from '#client/data/organisation.ts';
import { isOrganisationNamed, tidyOrganisation } from '#client/objects/organisation-fields.ts';
import { OrganisationForm } from '#client/objects/OrganisationForm.tsx';
import { PaperPreview } from '#client/objects/PaperPreview.tsx';
import { ErrorState } from '#client/ui/ErrorState.tsx';
import { LoadingLines } from '#client/ui/LoadingLines.tsx';
import { Panel } from '#client/ui/Panel.tsx';
import { showToast } from '#client/ui/toast.ts';
import { sendForm } from '#client/ui/send-form.ts';
import { useFailureWords } from '#client/ui/use-failure-words.ts';
import type { Organisation, OrganisationFields } from '#shared/protocol/organisation.ts';
import classes from './OrganisationTab.module.css';

interface OrganisationTabProps {
  readonly organisationId: string;
  /** What is typed and not saved; null while it is as it is stored. */
  readonly typed: OrganisationFields | null;
  readonly onType: (typed: OrganisationFields | null) => void;
}

/** How the organisation's papers are printed, with a preview that follows each key. */
export function OrganisationTab({ organisationId, ...typing }: OrganisationTabProps): ReactElement {
  const organisation = useOrganisation(organisationId);
  if (organisation.data !== undefined) return <Settings organisation={organisation.data} {...typing} />;
  if (!organisation.isError) return <LoadingLines lines={8} />;
  return <ErrorState heading="h2" error={organisation.error} onRetry={() => void organisation.refetch()} />;
}

interface SettingsProps extends Omit<OrganisationTabProps, 'organisationId'> {
  readonly organisation: Organisation;
}

/** What is typed stays on the screen, also while somebody else saves. */
function Settings({ organisation, typed, onType }: SettingsProps): ReactElement {
  const { t } = useTranslation();
  const failureWords = useFailureWords();
  const { id, ...stored } = organisation;
  const [wasSent, setSent] = useState(false);
  const save = useSaveOrganisation();
  const fields = typed ?? stored;
  const send = (): void => {
    setSent(true);
    if (!isOrganisationNamed(fields)) return;
    save.mutate(
      { id, fields: tidyOrganisation(fields) },
      {
        onSuccess: () => {
          onType(null);
          showToast({ message: t('people.saved') });
        },
      },
    );
  };
  return (
    <form className={classes.sides} onSubmit={(event) => sendForm(event, send)} noValidate>
      <Panel title={t('people.organisation')}>
        <div className={classes.form}>
          <OrganisationForm fields={fields} onChange={onType} wasSent={wasSent} />
          <p className={classes.fault} role="alert">
            {save.isError && failureWords(save.error)}
          </p>
          <div className={classes.ways}>
            <output className={classes.unsaved}>{typed !== null && t('people.unsaved')}</output>
            <Button type="submit" loading={save.isPending} disabled={typed === null}>
              {t('people.save')}
            </Button>
          </div>
        </div>
      </Panel>
      <Panel title={t('people.preview')} hint={t('people.previewHint')}>
        <div className={classes.preview}>
          <PaperPreview label={t('people.preview')} fields={fields} />
        </div>
      </Panel>
    </form>
  );
}
