import { useTranslation } from 'react-i18next';
import { CallError } from '#client/data/call.ts';
import { useFailureWords } from '#client/ui/use-failure-words.ts';

export interface FieldErrors {
  /** Why a field was not taken. */
  readonly of: (field: string) => string | null;
  /** What belongs to no field. */
  readonly general: string | null;
}

/** A refusal at the fields that it speaks of: by the server's pointers, or by the field that a rule names. */
export function useFieldErrors(error: Error | null): FieldErrors {
  const { t } = useTranslation();
  const words = useFailureWords();
  if (error === null) return { of: () => null, general: null };
  if (!(error instanceof CallError)) return { of: () => null, general: words(error) };
  const named = error.details['field'];
  const pointed = error.fields.map(({ pointer }) => pointer.split('/')[1] ?? '');
  return {
    of: (field) => {
      if (field === named) return t(`errors.${error.code}`);
      return pointed.includes(field) ? t('outline.fieldWrong') : null;
    },
    general: named !== undefined || pointed.length > 0 ? null : words(error),
  };
}
