import { TriangleAlert } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useOrganisation, useSaveOrganisation } from '#client/data/organisation.ts';
import { emptyOrganisation, isOrganisationNamed, tidyOrganisation } from '#client/objects/organisation-fields.ts';
import { OrganisationForm } from '#client/objects/OrganisationForm.tsx';
import { PaperPreview } from '#client/objects/PaperPreview.tsx';
import { Banner } from '#client/ui/Banner.tsx';
import { LoadingLines } from '#client/ui/LoadingLines.tsx';
import { useFailureWords } from '#client/ui/use-failure-words.ts';
import type { ChangeDraft, SetUpDraft } from './set-up-draft.ts';
import { StepForm, type StepShell } from './StepForm.tsx';
import type { SetUp } from './use-set-up.ts';
import classes from './StepForm.module.css';

export interface StepProps {
  readonly shell: StepShell;
  readonly setUp: SetUp;
  readonly draft: SetUpDraft;
  readonly onDraft: ChangeDraft;
  /** Saved: on to the next. */
  readonly onDone: () => void;
}

/** First step: what papers are printed with. */
export function OrganisationStep({ shell, setUp, draft, onDraft, onDone }: StepProps): ReactElement {
  const { t } = useTranslation();
  const failureWords = useFailureWords();
  const stored = useOrganisation(setUp.organisationId);
  const save = useSaveOrganisation();
  const [wasSent, setSent] = useState(false);
  const isLoading = setUp.organisationId !== undefined && stored.data === undefined;
  const { id, ...kept } = stored.data ?? { ...emptyOrganisation, id: undefined };
  const fields = draft.organisation ?? kept;
  const send = (): void => {
    setSent(true);
    if (isLoading || !isOrganisationNamed(fields)) return;
    save.mutate(
      { id, fields: tidyOrganisation(fields) },
      {
        onSuccess: (saved) => {
          onDraft({ organisation: null, organisationId: saved.id });
          onDone();
        },
      },
    );
  };
  return (
    <StepForm shell={shell} lead={t('setup.organisation.lead')} isBusy={save.isPending} onSubmit={send}>
      {save.isError && (
        <Banner tone="late" icon={<TriangleAlert size="1.25em" />}>
          {failureWords(save.error)}
        </Banner>
      )}
      {isLoading ? (
        <LoadingLines />
      ) : (
        <>
          <OrganisationForm fields={fields} onChange={(organisation) => onDraft({ organisation })} wasSent={wasSent} />
          <p className={classes.note}>{t('setup.organisation.preview')}</p>
          <PaperPreview label={t('setup.organisation.preview')} fields={fields} />
        </>
      )}
    </StepForm>
  );
}
