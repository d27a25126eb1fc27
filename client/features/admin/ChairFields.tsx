import { Radio, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { CallError } from '#client/data/call.ts';
import { ERROR_CODES, type ErrorCode } from '#shared/model/errors.ts';
import classes from './ChairFields.module.css';

const KINDS = ['person', 'self', 'later'] as const;

/** Who will be at the head of a new committee; names and login are of a new person. */
export interface ChairChoice {
  readonly kind: (typeof KINDS)[number];
  readonly name: string;
  readonly title: string;
  readonly login: string;
}

export const emptyChair: ChairChoice = { kind: 'person', name: '', title: '', login: '' };

interface ChairFieldsProps {
  readonly chair: ChairChoice;
  readonly onChange: (chair: ChairChoice) => void;
  readonly wasSent: boolean;
  /** Its faults of these fields stand beside them. */
  readonly refusal: Error | null;
}

export function ChairFields({ chair, onChange, wasSent, refusal }: ChairFieldsProps): ReactElement {
  const { t } = useTranslation();
  const fault = (field: string): string | undefined => {
    const code = faultAt(refusal, `/chair/${field}`);
    return code === undefined ? undefined : t(`errors.${code}`);
  };
  const isNameMissing = wasSent && chair.name.trim() === '';
  const choose = (kind: string): void => onChange({ ...chair, kind: KINDS.find((one) => one === kind) ?? chair.kind });
  return (
    <>
      <Radio.Group label={t('admin.chair')} value={chair.kind} onChange={choose}>
        <div className={classes.ways}>
          {KINDS.map((kind) => (
            <Radio key={kind} value={kind} label={t(`admin.chairs.${kind}`)} />
          ))}
        </div>
      </Radio.Group>
      {chair.kind === 'person' && (
        <>
          <TextInput
            label={t('admin.name')}
            value={chair.name}
            error={isNameMissing ? t('admin.chairMissing') : fault('name')}
            onChange={(event) => onChange({ ...chair, name: event.currentTarget.value })}
          />
          <TextInput
            label={t('admin.personTitle')}
            value={chair.title}
            error={fault('title')}
            onChange={(event) => onChange({ ...chair, title: event.currentTarget.value })}
          />
          <TextInput
            label={t('admin.login')}
            description={t('admin.loginHint')}
            value={chair.login}
            autoCapitalize="none"
            spellCheck={false}
            error={fault('login')}
            onChange={(event) => onChange({ ...chair, login: event.currentTarget.value })}
          />
        </>
      )}
    </>
  );
}

function faultAt(refusal: Error | null, pointer: string): ErrorCode | undefined {
  const told = refusal instanceof CallError ? refusal.fields.find((one) => one.pointer === pointer) : undefined;
  return ERROR_CODES.find((code) => code === told?.code);
}
