import { createInstance, type i18n } from 'i18next';
import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
  type ReactElement,
  type ReactNode,
} from 'react';
import { I18nextProvider } from 'react-i18next';
import { LANGUAGES, type Language } from '#shared/model/language.ts';
import { VIETNAMESE, type Texts } from '#shared/messages/vietnamese.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: Texts };
  }
}

const STORED_UNDER = 'dt.language';
/** Comes with the program; the other one is loaded for who chose it. */
const FIRST = LANGUAGES[0];

interface LanguageChoice {
  readonly language: Language;
  readonly setLanguage: (language: Language) => void;
}

const LanguageContext = createContext<LanguageChoice | null>(null);

interface LanguageProviderProps {
  readonly children: ReactNode;
}

/** Gives every word below it in the reader's language, which this browser remembers; nothing is shown before its words are there. */
export function LanguageProvider({ children }: LanguageProviderProps): ReactElement | null {
  const [texts] = useState(startTexts);
  const [language, setShown] = useState<Language | null>(() => (readLanguage() === FIRST ? FIRST : null));
  const show = useCallback(
    (loaded: Language) => {
      void texts.changeLanguage(loaded);
      document.documentElement.lang = loaded;
      setShown(loaded);
    },
    [texts],
  );
  useEffect(() => {
    if (language === null) void loadLanguage(texts, readLanguage()).then(show);
  }, [language, texts, show]);
  const setLanguage = useCallback(
    (next: Language) => {
      localStorage.setItem(STORED_UNDER, next);
      void loadLanguage(texts, next).then(show);
    },
    [texts, show],
  );
  const choice = useMemo(() => language && { language, setLanguage }, [language, setLanguage]);
  if (choice === null) return null;
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
  return LANGUAGES.find((language) => language === stored) ?? FIRST;
}

/** The first language where the other one can't be had now. */
async function loadLanguage(texts: i18n, language: Language): Promise<Language> {
  if (texts.hasResourceBundle(language, 'translation')) return language;
  try {
    const { ENGLISH } = await import('#shared/messages/english.ts');
    texts.addResourceBundle(language, 'translation', ENGLISH);
    return language;
  } catch {
    return FIRST;
  }
}

function startTexts(): i18n {
  document.documentElement.lang = FIRST;
  const texts = createInstance();
  void texts.init({
    lng: FIRST,
    fallbackLng: FIRST,
    initAsync: false,
    resources: { vi: { translation: VIETNAMESE } },
    // React escapes what it shows.
    interpolation: { escapeValue: false },
  });
  return texts;
}
