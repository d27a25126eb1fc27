import { Select, TextInput, Textarea } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { LAYOUT_PROFILES } from '#shared/model/organisation.ts';
import { openSlots } from '#shared/rules/report-template.ts';
import type { ReportNames } from './report-fields.ts';

interface ReportNameFieldsProps {
  readonly names: ReportNames;
  readonly errorOf: (field: string) => string | null;
  /** A blank title is complained of from then on. */
  readonly isAsked: boolean;
  readonly onChange: (changes: Partial<ReportNames>) => void;
}

const LONGEST_TITLE = 300;
const LONGEST_SUBJECT = 1_000;

/** What a report is called in the committee and on paper, and by which rules it is printed. */
export function ReportNameFields({ names, errorOf, isAsked, onChange }: ReportNameFieldsProps): ReactElement {
  const { t } = useTranslation();
  const neededOf = (field: 'title' | 'documentTitle'): string | null =>
    isAsked && names[field].trim() === '' ? t('outline.titleNeeded') : errorOf(field);
  const slots = openSlots(names.subject);
  const slotsOpen = isAsked && slots.length > 0 ? t('outline.report.slotsOpen', { slots: slots.join(', ') }) : null;
  return (
    <>
      <TextInput
        label={t('outline.report.title')}
        value={names.title}
        maxLength={LONGEST_TITLE}
        error={neededOf('title')}
        onChange={(event) => onChange({ title: event.currentTarget.value })}
        data-autofocus
      />
      <TextInput
        label={t('outline.report.documentTitle')}
        value={names.documentTitle}
        maxLength={LONGEST_TITLE}
        error={neededOf('documentTitle')}
        onChange={(event) => onChange({ documentTitle: event.currentTarget.value })}
      />
      <Textarea
        label={t('outline.report.subject')}
        description={slots.length > 0 ? t('outline.report.subjectHint') : undefined}
        value={names.subject}
        maxLength={LONGEST_SUBJECT}
        error={slotsOpen ?? errorOf('subject')}
        autosize
        minRows={2}
        maxRows={5}
        onChange={(event) => onChange({ subject: event.currentTarget.value })}
      />
      <Select
        label={t('outline.report.profile')}
        data={LAYOUT_PROFILES.map((value) => ({ value, label: t(`outline.report.profiles.${value}`) }))}
        value={names.profile}
        allowDeselect={false}
        error={errorOf('profile')}
        onChange={(profile) => onChange({ profile: profile ?? names.profile })}
      />
    </>
  );
}
