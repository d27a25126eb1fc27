import { Checkbox, MultiSelect, Select, TextInput, type ComboboxItem, type OptionsFilter } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommittee } from '#client/data/committees.ts';
import { DayField } from '#client/objects/DayField.tsx';
import { PersonName } from '#client/objects/PersonName.tsx';
import type { Report } from '#shared/protocol/reports.ts';
import { compareText } from '#shared/vietnamese/collation.ts';
import { containsText } from '#shared/vietnamese/fold.ts';
import type { SectionFieldsProps } from './field-props.ts';
import { allNodes } from './outline-walk.ts';
import classes from './SectionSheet.module.css';

interface AssignmentFieldsProps extends SectionFieldsProps {
  /** A heading without a text has nobody to write it. */
  readonly hasText: boolean;
  readonly childCount: number;
  readonly appliesToChildren: boolean;
  readonly onApplyToChildren: (applies: boolean) => void;
}

/** Who writes a section, with whom, who approves it, and by when what is to be handed in. */
export function AssignmentFields(props: AssignmentFieldsProps): ReactElement {
  const { report, form, errorOf, onChange, hasText, childCount } = props;
  const { t } = useTranslation();
  const people = usePeople(report);
  const renderOption = useOptions(report);
  return (
    <fieldset className={classes.group}>
      <legend className={classes.legend}>{t('outline.sheet.assignment')}</legend>
      {hasText && (
        <>
          <PersonField
            label={t('outline.fields.ownerId')}
            people={people}
            renderOption={renderOption}
            value={form.ownerId}
            error={errorOf('ownerId')}
            onChange={(ownerId) => onChange({ ownerId })}
          />
          <MultiSelect
            label={t('outline.fields.coEditorIds')}
            data={people.filter(({ value }) => value !== form.ownerId)}
            value={[...form.coEditorIds]}
            error={errorOf('coEditorIds')}
            placeholder={form.coEditorIds.length === 0 ? t('outline.sheet.typeAName') : undefined}
            searchable
            hidePickedOptions
            filter={findPeople}
            renderOption={renderOption}
            nothingFoundMessage={t('outline.sheet.nobody')}
            onChange={(coEditorIds) => onChange({ coEditorIds })}
          />
        </>
      )}
      <PersonField
        label={t('outline.fields.approverId')}
        people={people}
        renderOption={renderOption}
        value={form.approverId}
        error={errorOf('approverId')}
        onChange={(approverId) => onChange({ approverId })}
      />
      <div className={classes.pair}>
        <DayField
          label={t('outline.fields.startOn')}
          value={form.startOn}
          error={errorOf('startOn')}
          onChange={(startOn) => onChange({ startOn })}
        />
        <DayField
          label={t('outline.fields.due')}
          value={form.due}
          error={errorOf('due')}
          onChange={(due) => onChange({ due })}
        />
      </div>
      <TextInput
        label={t('outline.fields.product')}
        placeholder={t('outline.sheet.productExample')}
        value={form.product}
        maxLength={LONGEST_PRODUCT}
        error={errorOf('product')}
        onChange={(event) => onChange({ product: event.currentTarget.value })}
      />
      {childCount > 0 && (
        <Checkbox
          label={t('outline.sheet.applyToChildren')}
          checked={props.appliesToChildren}
          onChange={(event) => props.onApplyToChildren(event.currentTarget.checked)}
        />
      )}
    </fieldset>
  );
}

const LONGEST_PRODUCT = 300;

interface PersonFieldProps {
  readonly label: string;
  readonly people: readonly ComboboxItem[];
  readonly renderOption: RenderOption;
  readonly value: string | null;
  readonly error: string | null;
  readonly onChange: (id: string | null) => void;
}

function PersonField({ label, people, renderOption, value, error, onChange }: PersonFieldProps): ReactElement {
  const { t } = useTranslation();
  return (
    <Select
      label={label}
      data={people}
      value={value}
      error={error}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('outline.sheet.clear', { field: label }) }}
      filter={findPeople}
      renderOption={renderOption}
      nothingFoundMessage={t('outline.sheet.nobody')}
      placeholder={t('outline.sheet.typeAName')}
      onChange={onChange}
    />
  );
}

/** The people of the committee, by name. */
function usePeople(report: Report): readonly ComboboxItem[] {
  const people = useCommittee(report.committeeId).data?.people ?? [];
  return people
    .map(({ id, name }) => ({ value: id, label: name }))
    .toSorted((one, other) => compareText(lastFirst(one.label), lastFirst(other.label)));
}

type RenderOption = (row: { readonly option: ComboboxItem }) => ReactElement;

/** A person with how many sections of the report they write already. */
function useOptions(report: Report): RenderOption {
  const { t } = useTranslation();
  const nodes = allNodes(report.outline);
  return ({ option: { value, label } }) => (
    <span className={classes.person}>
      <PersonName id={value} name={label} />
      <span className={classes.side}>
        {t('outline.sheet.owns', { count: nodes.filter((node) => node.ownerId === value).length })}
      </span>
    </span>
  );
}

/** Vietnamese lists go by the given name, which stands last. */
function lastFirst(name: string): string {
  const names = name.split(/\s+/u);
  return [names.at(-1), ...names.slice(0, -1)].join(' ');
}

/** With marks or without, whatever was typed. */
const findPeople: OptionsFilter = ({ options, search }) =>
  options.filter((option) => 'label' in option && containsText(option.label, search.trim()));
