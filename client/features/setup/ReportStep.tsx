import { Radio, Textarea, TextInput } from '@mantine/core';
import { TriangleAlert } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommittee } from '#client/data/committees.ts';
import { useOrganisation } from '#client/data/organisation.ts';
import { useCreateReport, useOutlineTemplates, type OutlineTemplates } from '#client/data/outline.ts';
import { DayField } from '#client/objects/DayField.tsx';
import { Banner } from '#client/ui/Banner.tsx';
import { ErrorState } from '#client/ui/ErrorState.tsx';
import { LoadingLines } from '#client/ui/LoadingLines.tsx';
import { useFailureWords } from '#client/ui/use-failure-words.ts';
import { LAYOUT_PROFILES } from '#shared/model/organisation.ts';
import {
  chooseTemplate,
  countTexts,
  fillSubject,
  openSlots,
  type CommitteeOfReport,
} from '#shared/rules/report-template.ts';
import { formatNumber } from '#shared/vietnamese/numbers.ts';
import type { StepProps } from './OrganisationStep.tsx';
import type { ReportFields } from './set-up-draft.ts';
import { StepForm } from './StepForm.tsx';
import type { SetUp } from './use-set-up.ts';
import classes from './StepForm.module.css';

type Template = OutlineTemplates['items'][number];

/** Third step: a report, from a template or empty. */
export function ReportStep(props: StepProps): ReactElement {
  const { shell, setUp, onDone } = props;
  const { t } = useTranslation();
  const templates = useOutlineTemplates();
  const reason = useReason(setUp);
  if (setUp.report !== undefined || reason !== undefined || templates.data === undefined)
    return (
      <StepForm shell={shell} lead={t('setup.report.lead')} isBusy={false} isIdle onSubmit={onDone}>
        {reason !== undefined && <p>{reason}</p>}
        {reason === undefined && setUp.report !== undefined && <p>{setUp.report.title}</p>}
        {templates.isError && (
          <ErrorState heading="h2" error={templates.error} onRetry={() => void templates.refetch()} />
        )}
        {templates.isPending && <LoadingLines />}
      </StepForm>
    );
  return <NewReport {...props} committeeId={setUp.committee?.id ?? ''} templates={templates.data.items} />;
}

/** Why no report can be made here; undefined when it can. */
function useReason({ committee, mayCreateReport }: SetUp): string | undefined {
  const { t } = useTranslation();
  if (committee === undefined) return t('setup.report.committeeFirst');
  return mayCreateReport ? undefined : t('setup.report.notMine');
}

interface NewReportProps extends StepProps {
  readonly committeeId: string;
  readonly templates: readonly Template[];
}

function NewReport({ shell, setUp, draft, onDraft, onDone, committeeId, templates }: NewReportProps): ReactElement {
  const { t } = useTranslation();
  const failureWords = useFailureWords();
  const profile = useOrganisation(setUp.organisationId).data?.profile ?? LAYOUT_PROFILES[0];
  const create = useCreateReport();
  const [wasSent, setSent] = useState(false);
  const committee = useCommittee(committeeId).data ?? nothingKnown;
  const fields = draft.report ?? fieldsOf(chooseTemplate(templates, committee), committee);
  const set = (change: Partial<ReportFields>): void => onDraft({ report: { ...fields, ...change } });
  const choose = (id: string): void => {
    const { startOn, due } = fields;
    onDraft({
      report: {
        ...fieldsOf(
          templates.find((one) => one.id === id),
          committee,
        ),
        startOn,
        due,
      },
    });
  };
  const missing = (text: string): string | undefined =>
    wasSent && text.trim() === '' ? t('setup.report.wanted') : undefined;
  const slots = openSlots(fields.subject);
  const send = (): void => {
    setSent(true);
    if (fields.title.trim() === '' || fields.documentTitle.trim() === '' || slots.length > 0) return;
    create.mutate(
      { committeeId, profile, ...fields },
      {
        onSuccess: () => {
          onDraft({ report: null });
          onDone();
        },
      },
    );
  };
  return (
    <StepForm shell={shell} lead={t('setup.report.lead')} isBusy={create.isPending} onSubmit={send}>
      {create.isError && (
        <Banner tone="late" icon={<TriangleAlert size="1.25em" />}>
          {failureWords(create.error)}
        </Banner>
      )}
      <Radio.Group label={t('setup.report.template')} value={fields.templateId ?? ''} onChange={choose}>
        <div className={classes.choices}>
          {templates.map(({ id, title, outline, pages }) => (
            <Radio
              key={id}
              value={id}
              label={title}
              description={t('setup.report.size', { sections: countTexts(outline), pages: formatNumber(pages, 0) })}
            />
          ))}
          <Radio value="" label={t('setup.report.empty')} description={t('setup.report.emptyText')} />
        </div>
      </Radio.Group>
      <TextInput
        label={t('setup.report.name')}
        value={fields.title}
        maxLength={300}
        error={missing(fields.title)}
        onChange={(event) => set({ title: event.currentTarget.value })}
      />
      <TextInput
        label={t('setup.report.documentTitle')}
        value={fields.documentTitle}
        maxLength={300}
        error={missing(fields.documentTitle)}
        onChange={(event) => set({ documentTitle: event.currentTarget.value })}
      />
      <Textarea
        label={t('setup.report.subject')}
        description={slots.length > 0 ? t('setup.report.subjectHint') : undefined}
        autosize
        minRows={2}
        value={fields.subject}
        maxLength={1000}
        error={wasSent && slots.length > 0 ? t('setup.report.slotsOpen', { slots: slots.join(', ') }) : undefined}
        onChange={(event) => set({ subject: event.currentTarget.value })}
      />
      <div className={classes.pair}>
        <DayField label={t('setup.report.startOn')} value={fields.startOn} onChange={(startOn) => set({ startOn })} />
        <DayField label={t('setup.report.due')} value={fields.due} onChange={(due) => set({ due })} />
      </div>
    </StepForm>
  );
}

const nothingKnown: CommitteeOfReport = { organisation: '', congress: '', term: '' };

function fieldsOf(template: Template | undefined, committee: CommitteeOfReport): ReportFields {
  return {
    templateId: template?.id ?? null,
    title: template?.title ?? '',
    documentTitle: template?.documentTitle ?? '',
    subject: fillSubject(template?.subjectPattern ?? '', committee),
    startOn: null,
    due: null,
  };
}
