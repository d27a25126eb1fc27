import { Search, X } from 'lucide-react';
import { useLayoutEffect, useRef, type KeyboardEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyHint } from '#client/ui/KeyHint.tsx';
import classes from './Palette.module.css';

interface PaletteFieldProps {
  readonly query: string;
  /** Whose sections alone are searched. */
  readonly person: string | null;
  /** Which line of the list the keys are on. */
  readonly active: number | null;
  readonly onType: (query: string) => void;
  readonly onBack: () => void;
  readonly onKey: (event: KeyboardEvent) => void;
  readonly onClose: () => void;
}

export function PaletteField({ query, person, active, ...deeds }: PaletteFieldProps): ReactElement {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  // With the field itself: the dialog moves the focus a moment later, and letters typed meanwhile would go into the text below.
  useLayoutEffect(() => field.current?.focus(), []);
  const label = person === null ? t('keys.field') : t('keys.sectionsOf', { person });
  const back = (): void => {
    deeds.onBack();
    field.current?.focus();
  };
  return (
    <div className={classes.field}>
      <Search className={classes.icon} aria-hidden />
      {person !== null && (
        <button type="button" className={classes.person} aria-label={t('keys.back', { person })} onClick={back}>
          {person}
          <X size="1em" aria-hidden />
        </button>
      )}
      <input
        ref={field}
        className={classes.input}
        type="text"
        role="combobox"
        aria-label={label}
        aria-expanded={active !== null}
        aria-controls="palette-list"
        aria-activedescendant={active === null ? undefined : `palette-${String(active)}`}
        aria-autocomplete="list"
        autoComplete="off"
        spellCheck={false}
        placeholder={label}
        data-autofocus
        value={query}
        onChange={(event) => deeds.onType(event.currentTarget.value)}
        onKeyDown={deeds.onKey}
      />
      <button type="button" className={classes.leave} onClick={deeds.onClose}>
        <span className={classes.unseen}>{t('app.close')}</span>
        <KeyHint keys={['Esc']} />
      </button>
    </div>
  );
}
