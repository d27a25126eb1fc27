import { Button, TextInput } from '@mantine/core';
import { Check, Copy } from 'lucide-react';
import { useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './CopyField.module.css';

interface CopyFieldProps {
  readonly label: string;
  readonly value: string;
}

type Copied = 'not-yet' | 'done' | 'by-keys';

/** Words to be carried elsewhere, with a button that copies them. */
export function CopyField({ label, value }: CopyFieldProps): ReactElement {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState<Copied>('not-yet');
  const copy = async (): Promise<void> => {
    field.current?.select();
    setCopied((await copyText(value)) ? 'done' : 'by-keys');
  };
  const Icon = copied === 'done' ? Check : Copy;
  return (
    <div className={classes.copy}>
      <TextInput
        ref={field}
        className={classes.field}
        label={label}
        value={value}
        readOnly
        spellCheck={false}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button variant="default" leftSection={<Icon size="1.125rem" aria-hidden />} onClick={() => void copy()}>
        {copied === 'done' ? t('app.copied') : t('app.copy')}
      </Button>
      <output className={classes.told}>{copied === 'by-keys' && t('app.copyByKeys')}</output>
    </div>
  );
}

/** Browsers lend the clipboard to pages over https only; an office has http, where the selection is copied the old way. */
async function copyText(text: string): Promise<boolean> {
  if (window.isSecureContext) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Refused by the person or the browser: the other way may still do.
    }
  }
  // oxlint-disable-next-line typescript/no-deprecated -- the one way without https, and every browser still has it
  return document.execCommand('copy');
}
