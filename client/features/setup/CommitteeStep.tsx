import { TextInput } from '@mantine/core';
import { Info, TriangleAlert } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useMembers } from '#client/data/people.ts';
import { RolePicker } from '#client/objects/RolePicker.tsx';
import { DayField } from '#client/objects/DayField.tsx';
import { Banner } from '#client/ui/Banner.tsx';
import { failureOf } from '#client/ui/failure.ts';
import { useFailureWords } from '#client/ui/use-failure-words.ts';
import type { Member } from '#shared/protocol/people.ts';
import type { Me } from '#shared/protocol/session.ts';
import type { StepProps } from './OrganisationStep.tsx';
import { PeopleEntry } from './PeopleEntry.tsx';
import { StepForm } from './StepForm.tsx';
import { useCommitteeSave } from './use-committee-save.ts';
import classes from './StepForm.module.css';

/** The same list each time, so that nothing is judged anew. */
const nobody: readonly Member[] = [];

interface CommitteeStepProps extends StepProps {
  readonly me: Me;
}

/** Second step: the committee, what one is in it oneself, and everybody else. */
export function CommitteeStep({ shell, setUp, draft, onDraft, onDone, me }: CommitteeStepProps): ReactElement {
  const { t } = useTranslation();
  const failureWords = useFailureWords();
  const members = useMembers(setUp.committee?.id);
  const [wasSent, setSent] = useState(false);
  const save = useCommitteeSave({ setUp, draft, onDraft, onDone, members: members.data ?? nobody });
  const isNew = setUp.committee === undefined;
  return (
    <StepForm
      shell={shell}
      lead={t('setup.committee.lead')}
      isBusy={save.isBusy}
      onSubmit={() => {
        setSent(true);
        save.send();
      }}
    >
      {save.error !== null && failureOf(save.error).code !== 'people/lines-wrong' && (
        <Banner tone="late" icon={<TriangleAlert size="1.25em" />}>
          {failureWords(save.error)}
        </Banner>
      )}
      {isNew && (
        <CommitteeFields
          draft={draft}
          onDraft={onDraft}
          isOfOrganisation={setUp.organisationId !== undefined}
          wasSent={wasSent}
        />
      )}
      {!isNew && members.data !== undefined && (
        <Banner tone="info" icon={<Info size="1.25em" />}>
          {t('setup.committee.already', { count: members.data.length })}
        </Banner>
      )}
      <PeopleEntry draft={draft} onDraft={onDraft} judged={save.judged} ownName={me.name} />
      {wasSent && save.judged.faults.size > 0 && (
        <p className={classes.refusal} role="alert">
          {t('setup.committee.faults', { count: save.judged.faults.size })}
        </p>
      )}
    </StepForm>
  );
}

interface CommitteeFieldsProps extends Pick<StepProps, 'draft' | 'onDraft'> {
  /** Else its name is asked for here: the step before was left out. */
  readonly isOfOrganisation: boolean;
  readonly wasSent: boolean;
}

function CommitteeFields({ draft, onDraft, isOfOrganisation, wasSent }: CommitteeFieldsProps): ReactElement {
  const { t } = useTranslation();
  const { committee } = draft;
  const set = (change: Partial<typeof committee>): void => onDraft({ committee: { ...committee, ...change } });
  const missing = (value: string | null, words: string): string | undefined =>
    wasSent && (value ?? '').trim() === '' ? words : undefined;
  return (
    <>
      {!isOfOrganisation && (
        <TextInput
          label={t('objects.organisation.name')}
          description={t('setup.committee.nameless')}
          value={committee.organisation}
          maxLength={200}
          error={missing(committee.organisation, t('objects.organisation.nameMissing'))}
          onChange={(event) => set({ organisation: event.currentTarget.value })}
        />
      )}
      <TextInput
        label={t('setup.committee.committee')}
        value={committee.title}
        maxLength={200}
        error={missing(committee.title, t('setup.committee.committeeWanted'))}
        onChange={(event) => set({ title: event.currentTarget.value })}
      />
      <div className={classes.pair}>
        <TextInput
          label={t('setup.committee.congress')}
          placeholder={t('setup.committee.congressHint')}
          value={committee.congress}
          maxLength={200}
          onChange={(event) => set({ congress: event.currentTarget.value })}
        />
        <TextInput
          label={t('setup.committee.term')}
          placeholder={t('setup.committee.termHint')}
          value={committee.term}
          maxLength={200}
          onChange={(event) => set({ term: event.currentTarget.value })}
        />
      </div>
      <div className={classes.pair}>
        <DayField
          label={t('setup.committee.startedOn')}
          value={committee.startedOn}
          error={missing(committee.startedOn, t('setup.committee.startedOnWanted'))}
          onChange={(startedOn) => set({ startedOn })}
        />
        <div>
          <p className={classes.label}>{t('setup.committee.ownRole')}</p>
          <RolePicker
            isField
            label={t('setup.committee.ownRole')}
            roles={committee.ownRoles}
            onChange={(ownRoles) => set({ ownRoles })}
          />
        </div>
      </div>
      <p className={classes.note}>{t('setup.committee.ownRoleNote')}</p>
    </>
  );
}
