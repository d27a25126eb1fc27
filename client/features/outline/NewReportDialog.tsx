import { Radio, Stack } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '#client/ui/FormDialog.tsx';
import { useCommittee } from '#client/data/committees.ts';
import { useOrganisation } from '#client/data/organisation.ts';
import { useCreateReport, useOutlineTemplates } from '#client/data/outline.ts';
import { DayField } from '#client/objects/DayField.tsx';
import { LAYOUT_PROFILES } from '#shared/model/organisation.ts';
import type { OutlineTemplate, TemplateNode } from '#shared/protocol/outline.ts';
import { countTexts, fillSubject } from '#shared/rules/report-template.ts';
import { formatNumber } from '#shared/vietnamese/numbers.ts';
import { areNamesWhole, namesFrom, type ReportNames } from './report-fields.ts';
import { ReportNameFields } from './ReportNameFields.tsx';
import { useFieldErrors } from './use-field-errors.ts';
import { useFailureWords } from '#client/ui/use-failure-words.ts';
import classes from './OutlineLists.module.css';

interface NewReportDialogProps {
  readonly committeeId: string;
  readonly onMade: (reportId: string) => void;
  readonly onClose: () => void;
}

/** Stands in the list of templates for an outline that is made by hand. */
const EMPTY = 'empty';

/** Makes a report: from a template, whose outline is shown, or empty; with its names and the days between which it is written. */
export function NewReportDialog({ committeeId, onMade, onClose }: NewReportDialogProps): ReactElement {
  const { t } = useTranslation();
  const templates = useOutlineTemplates();
  const usual = useUsualProfile(committeeId);
  const creating = useCreateReport();
  const faults = useFieldErrors(creating.error);
  const words = useFailureWords();
  const [chosen, setChosen] = useState<string | null>(null);
  const [typed, setTyped] = useState<Partial<ReportNames>>({});
  const [days, setDays] = useState<Days>({ startOn: null, due: null });
  const [isAsked, setAsked] = useState(false);
  const committee = useCommittee(committeeId).data;
  const all = (templates.data?.items ?? []).map((one) =>
    committee === undefined ? one : { ...one, subjectPattern: fillSubject(one.subjectPattern, committee) },
  );
  const template = all.find(({ id }) => id === chosen);
  const names: ReportNames = { title: '', documentTitle: '', subject: '', profile: usual, ...typed };

  function chooseTemplate(id: string): void {
    setChosen(id);
    const next = all.find((one) => one.id === id);
    const { title, documentTitle, subject } = namesFrom(next, names, template);
    setTyped((before) => ({ ...before, title, documentTitle, subject }));
  }

  function make(): void {
    setAsked(true);
    if (!areNamesWhole(names) || chosen === null) return;
    const body = { ...names, ...days, templateId: template?.id ?? null };
    creating.mutate({ committeeId, ...body }, { onSuccess: ({ id }) => onMade(id) });
  }

  return (
    <FormDialog
      title={t('outline.report.new')}
      size="xl"
      fault={templates.error ? words(templates.error) : (faults.general ?? undefined)}
      onSubmit={make}
      onClose={onClose}
      submitLabel={t('outline.report.make')}
      isBusy={creating.isPending}
    >
      <div className={classes.columns}>
        <div className={classes.column}>
          <Radio.Group
            label={t('outline.report.template')}
            value={chosen}
            error={isAsked && chosen === null ? t('outline.report.templateNeeded') : null}
            onChange={chooseTemplate}
          >
            <Stack gap="xs" mt="xs">
              {all.map((one) => (
                <TemplateChoice key={one.id} template={one} />
              ))}
              <Radio value={EMPTY} label={t('outline.report.empty')} description={t('outline.report.emptyHint')} />
            </Stack>
          </Radio.Group>
          {template !== undefined && <Preview nodes={template.outline} />}
        </div>
        <div className={classes.column}>
          <ReportNameFields
            names={names}
            errorOf={faults.of}
            isAsked={isAsked}
            onChange={(changes) => setTyped((before) => ({ ...before, ...changes }))}
          />
          <DayFields days={days} errorOf={faults.of} onChange={setDays} />
        </div>
      </div>
    </FormDialog>
  );
}

/** The organisation's own profile, where the person may know it. */
function useUsualProfile(committeeId: string): string {
  const committee = useCommittee(committeeId).data;
  return useOrganisation(committee?.organisationId).data?.profile ?? LAYOUT_PROFILES[0];
}

interface Days {
  readonly startOn: string | null;
  readonly due: string | null;
}

interface DayFieldsProps {
  readonly days: Days;
  readonly errorOf: (field: string) => string | null;
  readonly onChange: (days: Days) => void;
}

function DayFields({ days, errorOf, onChange }: DayFieldsProps): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <DayField
        label={t('outline.fields.startOn')}
        value={days.startOn}
        error={errorOf('startOn')}
        onChange={(startOn) => onChange({ ...days, startOn })}
      />
      <DayField
        label={t('outline.fields.due')}
        description={t('outline.report.dueHint')}
        value={days.due}
        error={errorOf('due')}
        onChange={(due) => onChange({ ...days, due })}
      />
    </>
  );
}

function TemplateChoice({ template }: { readonly template: OutlineTemplate }): ReactElement {
  const { t, i18n } = useTranslation();
  const { id, title, titleEn, pages, outline } = template;
  return (
    <Radio
      value={id}
      label={i18n.language === 'en' ? titleEn : title}
      description={t('outline.report.size', { pages: formatNumber(pages, 0), count: countTexts(outline) })}
    />
  );
}

function Preview({ nodes }: { readonly nodes: readonly TemplateNode[] }): ReactElement {
  const { t } = useTranslation();
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to scroll by keys too
    <section className={classes.preview} tabIndex={0} aria-label={t('outline.report.preview')}>
      <Branches nodes={nodes} />
    </section>
  );
}

function Branches({ nodes }: { readonly nodes: readonly TemplateNode[] }): ReactElement {
  return (
    <ul className={classes.branch}>
      {nodes.map(({ title, children }) => (
        <li key={title}>
          {title}
          {children.length > 0 && <Branches nodes={children} />}
        </li>
      ))}
    </ul>
  );
}
