import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommittee } from '#client/data/committees.ts';
import { useOutlineTemplates } from '#client/data/outline.ts';
import type { Report } from '#shared/protocol/reports.ts';
import { formatDay } from '#shared/vietnamese/dates.ts';
import { formatNumber } from '#shared/vietnamese/numbers.ts';
import type { SectionField, SectionForm } from './section-form.ts';
import classes from './SectionSheet.module.css';

interface ConflictChoiceProps {
  readonly report: Report;
  readonly conflicts: readonly SectionField[];
  readonly mine: SectionForm;
  readonly theirs: SectionForm;
  readonly onChoose: (field: SectionField, isMine: boolean) => void;
}

/** Fields that two people changed at once: both are shown, and who saves last chooses. */
export function ConflictChoice({ report, conflicts, mine, theirs, onChoose }: ConflictChoiceProps): ReactElement {
  const { t } = useTranslation();
  const say = useFieldWords(report);
  return (
    <section className={classes.conflict} role="alert" aria-label={t('outline.sheet.conflict')}>
      <strong>{t('outline.sheet.conflict')}</strong>
      {conflicts.map((field) => (
        <div key={field} className={classes.choice}>
          <span>{t(`outline.fields.${field}`)}</span>
          <div>
            <p className={classes.side}>{t('outline.sheet.mine')}</p>
            <p className={classes.value}>{say(field, mine)}</p>
          </div>
          <div>
            <p className={classes.side}>{t('outline.sheet.theirs')}</p>
            <p className={classes.value}>{say(field, theirs)}</p>
          </div>
          <Button variant="default" onClick={() => onChoose(field, true)}>
            {t('outline.sheet.takeMine')}
          </Button>
          <Button variant="default" onClick={() => onChoose(field, false)}>
            {t('outline.sheet.takeTheirs')}
          </Button>
        </div>
      ))}
    </section>
  );
}

/** What a field holds, in words. */
function useFieldWords(report: Report): (field: SectionField, form: SectionForm) => string {
  const { t, i18n } = useTranslation();
  const people = useCommittee(report.committeeId).data?.people ?? [];
  const elements = useOutlineTemplates().data?.elements ?? [];
  const elementOf = (key: string): string => {
    const element = elements.find((one) => one.key === key);
    return (i18n.language === 'en' ? element?.en : element?.vi) ?? key;
  };
  const nameOf = (id: string | null): string => people.find((one) => one.id === id)?.name ?? t('outline.sheet.none');
  const dayOf = (day: string | null): string => (day === null ? t('outline.sheet.none') : formatDay(day));
  return (field, form) => {
    switch (field) {
      case 'ownerId':
      case 'approverId':
        return nameOf(form[field]);
      case 'coEditorIds':
        return form.coEditorIds.map(nameOf).join(', ') || t('outline.sheet.none');
      case 'startOn':
      case 'due':
        return dayOf(form[field]);
      case 'numbering':
        return t(`outline.numberings.${form.numbering}`);
      case 'visibility':
        return t(`outline.visibilities.${form.visibility}`);
      case 'elements':
        return form.elements.map(elementOf).join(', ') || t('outline.sheet.none');
      case 'targetWords':
        return formatNumber(form.targetWords);
      case 'title':
      case 'guidance':
      case 'product':
        return form[field] || t('outline.sheet.none');
    }
  };
}
