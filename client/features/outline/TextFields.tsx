import { Checkbox, Select, Textarea } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useOutlineTemplates } from '#client/data/outline.ts';
import { NUMBERINGS, VISIBILITIES } from '#shared/model/section.ts';
import type { SectionDetail } from '#shared/protocol/sections.ts';
import type { SectionFieldsProps } from './field-props.ts';
import { LengthFields } from './LengthFields.tsx';
import classes from './SectionSheet.module.css';

interface TextFieldsProps extends SectionFieldsProps {
  /** The section may ask for elements that are no longer in the list. */
  readonly base: SectionDetail;
  /** The title stands before the people, the rest behind them. */
  readonly part: 'head' | 'body';
}

/** What a section is called, and what it asks of its writers. */
export function TextFields({ part, ...props }: TextFieldsProps): ReactElement {
  const { t } = useTranslation();
  const { form, errorOf, onChange } = props;
  if (part === 'body') return <Asked {...props} />;
  return (
    <Textarea
      label={t('outline.fields.title')}
      value={form.title}
      error={errorOf('title')}
      autosize
      minRows={1}
      maxRows={4}
      maxLength={LONGEST_TITLE}
      onChange={(event) => onChange({ title: event.currentTarget.value.replaceAll('\n', ' ') })}
      data-autofocus
    />
  );
}

const LONGEST_TITLE = 300;
const LONGEST_GUIDANCE = 10_000;

function Asked({ base, form, errorOf, onChange }: Omit<TextFieldsProps, 'part'>): ReactElement {
  const { t, i18n } = useTranslation();
  const known = useOutlineTemplates().data?.elements ?? [];
  const elements = [...known, ...base.elements.filter(({ key }) => !known.some((one) => one.key === key))];
  const isEnglish = i18n.language === 'en';
  return (
    <fieldset className={classes.group}>
      <legend className={classes.legend}>{t('outline.sheet.asked')}</legend>
      <Textarea
        label={t('outline.fields.guidance')}
        value={form.guidance}
        error={errorOf('guidance')}
        autosize
        minRows={3}
        maxRows={10}
        maxLength={LONGEST_GUIDANCE}
        onChange={(event) => onChange({ guidance: event.currentTarget.value })}
      />
      <LengthFields
        words={form.targetWords}
        error={errorOf('targetWords')}
        onChange={(targetWords) => onChange({ targetWords })}
      />
      <Checkbox.Group
        label={t('outline.fields.elements')}
        value={[...form.elements]}
        onChange={(keys) => onChange({ elements: elements.flatMap(({ key }) => (keys.includes(key) ? [key] : [])) })}
      >
        <div className={classes.elements}>
          {elements.map(({ key, vi, en }) => (
            <Checkbox key={key} value={key} label={isEnglish ? en : vi} />
          ))}
        </div>
      </Checkbox.Group>
      <Select
        label={t('outline.fields.numbering')}
        data={NUMBERINGS.map((value) => ({ value, label: t(`outline.numberings.${value}`) }))}
        value={form.numbering}
        allowDeselect={false}
        onChange={(value) => onChange({ numbering: NUMBERINGS.find((one) => one === value) ?? form.numbering })}
      />
      <Select
        label={t('outline.fields.visibility')}
        data={VISIBILITIES.map((value) => ({ value, label: t(`outline.visibilities.${value}`) }))}
        value={form.visibility}
        allowDeselect={false}
        onChange={(value) => onChange({ visibility: VISIBILITIES.find((one) => one === value) ?? form.visibility })}
      />
    </fieldset>
  );
}
