import { TextInput } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useOutlineTemplates } from '#client/data/outline.ts';
import { formatNumber } from '#shared/vietnamese/numbers.ts';
import classes from './SectionSheet.module.css';

interface LengthFieldsProps {
  readonly words: number;
  readonly error: string | null;
  readonly onChange: (words: number) => void;
}

/** How long a section is to be: in pages as the office sets them or in words; each follows the other. */
export function LengthFields({ words, error, onChange }: LengthFieldsProps): ReactElement | null {
  const { t } = useTranslation();
  const wordsPerPage = useOutlineTemplates().data?.wordsPerPage;
  if (wordsPerPage === undefined) return null;
  return (
    <div className={classes.pair}>
      <NumberField
        label={t('outline.fields.targetPages')}
        value={words / wordsPerPage}
        decimals={1}
        onChange={(pages) => onChange(Math.round(pages * wordsPerPage))}
      />
      <NumberField
        label={t('outline.fields.targetWords')}
        value={words}
        decimals={0}
        error={error}
        onChange={onChange}
      />
    </div>
  );
}

interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly decimals: 0 | 1;
  readonly error?: string | null;
  readonly onChange: (value: number) => void;
}

/** A number as it is written, with points between the thousands and a comma before decimals. */
function NumberField({ label, value, decimals, error, onChange }: NumberFieldProps): ReactElement {
  const { t } = useTranslation();
  // What is being typed stays as it is typed until the field is left.
  const [typed, setTyped] = useState<string | null>(null);
  const isWrong = typed !== null && readNumber(typed) === null;
  const type = (text: string): void => {
    setTyped(text);
    const read = readNumber(text);
    if (read !== null) onChange(decimals === 0 ? Math.round(read) : read);
  };
  return (
    <TextInput
      label={label}
      value={typed ?? formatNumber(value, decimals)}
      inputMode="decimal"
      error={isWrong ? t('outline.numberNeeded') : error}
      onChange={(event) => type(event.currentTarget.value)}
      onBlur={() => !isWrong && setTyped(null)}
    />
  );
}

const LARGEST = 1_000_000;

const THOUSANDS = /^\d{1,3}(?:\.\d{3})+(?:,\d+)?$/;

/** A point before other than three digits is meant as a comma. */
function readNumber(text: string): number | null {
  const typed = text.replaceAll(/\s/g, '');
  const plain = (THOUSANDS.test(typed) ? typed.replaceAll('.', '') : typed).replace(',', '.');
  const read = plain === '' ? 0 : Number(plain);
  return Number.isFinite(read) && read >= 0 && read <= LARGEST ? read : null;
}
