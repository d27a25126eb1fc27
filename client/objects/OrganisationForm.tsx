import { NativeSelect, Radio, Textarea, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { layoutProfileOf } from '#shared/document/layout-profile.ts';
import { LAYOUT_PROFILES, SIGNATURE_FORMS, TONE_STYLES } from '#shared/model/organisation.ts';
import type { OrganisationFields } from '#shared/protocol/organisation.ts';
import { isOrganisationNamed } from './organisation-fields.ts';
import classes from './OrganisationForm.module.css';

export interface OrganisationFormProps {
  readonly fields: OrganisationFields;
  readonly onChange: (fields: OrganisationFields) => void;
  /** It was to be sent: what is missing is said now. */
  readonly wasSent: boolean;
}

/** What papers are printed with: names, layout, spelling, signature, recipients. */
export function OrganisationForm({ fields, onChange, wasSent }: OrganisationFormProps): ReactElement {
  const { t } = useTranslation();
  const set = (change: Partial<OrganisationFields>): void => onChange({ ...fields, ...change });
  const profiles = LAYOUT_PROFILES.map((one) => ({ value: one, label: t(`objects.organisation.profiles.${one}`) }));
  const isNameMissing = wasSent && !isOrganisationNamed(fields);
  return (
    <div className={classes.fields}>
      <TextInput
        className={classes.wide}
        label={t('objects.organisation.name')}
        placeholder={t('objects.organisation.nameExample')}
        value={fields.name}
        maxLength={200}
        error={isNameMissing ? t('objects.organisation.nameMissing') : undefined}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <TextInput
        className={classes.wide}
        label={t('objects.organisation.parentName')}
        placeholder={t('objects.organisation.parentExample')}
        value={fields.parentName}
        maxLength={200}
        onChange={(event) => set({ parentName: event.currentTarget.value })}
      />
      <TextInput
        label={t('objects.organisation.place')}
        placeholder={t('objects.organisation.placeExample')}
        value={fields.place}
        maxLength={200}
        onChange={(event) => set({ place: event.currentTarget.value })}
      />
      <TextInput
        label={t('objects.organisation.abbreviation')}
        placeholder={t('objects.organisation.abbreviationExample')}
        value={fields.abbreviation}
        maxLength={20}
        onChange={(event) => set({ abbreviation: event.currentTarget.value })}
      />
      <NativeSelect
        className={classes.wide}
        label={t('objects.organisation.profile')}
        data={profiles}
        value={fields.profile}
        onChange={(event) => set({ profile: known(LAYOUT_PROFILES, event.currentTarget.value) })}
      />
      <Radio.Group
        className={classes.wide}
        label={t('objects.organisation.toneStyle')}
        value={fields.toneStyle}
        onChange={(value) => set({ toneStyle: known(TONE_STYLES, value) })}
      >
        <div className={classes.ways}>
          {TONE_STYLES.map((one) => (
            <Radio key={one} value={one} label={t(`objects.organisation.toneStyles.${one}`)} />
          ))}
        </div>
      </Radio.Group>
      <SignatureFields fields={fields} onChange={onChange} />
    </div>
  );
}

function SignatureFields({ fields, onChange }: Omit<OrganisationFormProps, 'wasSent'>): ReactElement {
  const { t } = useTranslation();
  const { signature, recipients } = fields;
  const set = (change: Partial<OrganisationFields['signature']>): void =>
    onChange({ ...fields, signature: { ...signature, ...change } });
  const signs = layoutProfileOf(fields.profile).components.signatureBlock.authority.forms.value;
  const forms = SIGNATURE_FORMS.filter((one) => signs[one] !== undefined).map((one) => ({
    value: one,
    label: `${signs[one] ?? ''} ${t(`objects.organisation.forms.${one}`)}`,
  }));
  return (
    <fieldset className={classes.group}>
      <legend className={classes.legend}>{t('objects.organisation.signature')}</legend>
      <p className={classes.hint}>{t('objects.organisation.optional')}</p>
      <div className={classes.fields}>
        <NativeSelect
          label={t('objects.organisation.form')}
          data={forms}
          value={signature.form}
          onChange={(event) => set({ form: known(SIGNATURE_FORMS, event.currentTarget.value) })}
        />
        <TextInput
          label={t('objects.organisation.body')}
          placeholder={t('objects.organisation.bodyExample')}
          value={signature.body}
          maxLength={200}
          onChange={(event) => set({ body: event.currentTarget.value })}
        />
        <TextInput
          label={t('objects.organisation.position')}
          placeholder={t('objects.organisation.positionExample')}
          value={signature.position}
          maxLength={200}
          onChange={(event) => set({ position: event.currentTarget.value })}
        />
        <TextInput
          label={t('objects.organisation.signer')}
          placeholder={t('objects.organisation.signerExample')}
          value={signature.name}
          maxLength={200}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <Textarea
          className={classes.wide}
          label={t('objects.organisation.recipients')}
          description={t('objects.organisation.recipientsHint')}
          rows={4}
          value={recipients.join('\n')}
          onChange={(event) => onChange({ ...fields, recipients: event.currentTarget.value.split('\n') })}
        />
      </div>
    </fieldset>
  );
}

/** A select gives text; it is one of those that it offered. */
function known<Name extends string>(names: readonly [Name, ...Name[]], value: string): Name {
  return names.find((name) => name === value) ?? names[0];
}
