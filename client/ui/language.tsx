import { createInstance, type i18n } from 'i18next';
import { createContext, useCallback, useContext, useMemo, useState, type ReactElement, type ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import { LANGUAGES, type Language } from '#shared/model/language.ts';
import { TEXTS, type Texts } from '#shared/messages/messages.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: Texts };
  }
}

const STORED_UNDER = 'dt.language';

interface LanguageChoice {
  readonly language: Language;
  readonly setLanguage: (language: Language) => void;
}

const LanguageContext = createContext<LanguageChoice | null>(null);

interface LanguageProviderProps {
  readonly children: ReactNode;
}

/** Gives every word below it in the reader's language, which this browser remembers. */
export function LanguageProvider({ children }: LanguageProviderProps): ReactElement {
  const [language, setShown] = useState(readLanguage);
  const [texts] = useState(() => startTexts(language));
  const setLanguage = useCallback(
    (next: Language) => {
      localStorage.setItem(STORED_UNDER, next);
      document.documentElement.lang = next;
      void texts.changeLanguage(next);
      setShown(next);
    },
    [texts],
  );
  const choice = useMemo(() => ({ language, setLanguage }), [language, setLanguage]);
  return (
    <LanguageContext value={choice}>
      <I18nextProvider i18n={texts}>{children}</I18nextProvider>
    </LanguageContext>
  );
}

export function useLanguage(): LanguageChoice {
  const choice = useContext(LanguageContext);
  if (choice === null) throw new Error('useLanguage outside LanguageProvider');
  return choice;
}

function readLanguage(): Language {
  const stored = localStorage.getItem(STORED_UNDER);
  return LANGUAGES.find((language) => language === stored) ?? LANGUAGES[0];
}

function startTexts(language: Language): i18n {
  document.documentElement.lang = language;
  const texts = createInstance();
  void texts.init({
    lng: language,
    fallbackLng: LANGUAGES[0],
    initAsync: false,
    resources: { vi: { translation: TEXTS.vi }, en: { translation: TEXTS.en } },
    // React escapes what it shows.
    interpolation: { escapeValue: false },
  });
  return texts;
}
