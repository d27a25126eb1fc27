import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '#client/ui/language.tsx';
import type { Committee } from '#shared/protocol/committees.ts';
import type { Entry } from './entries.ts';

/** What the palette asks of the frame around it. */
export interface HouseDeeds {
  readonly onNewReport: (committeeId: string) => void;
  readonly onShortcuts: () => void;
  readonly onSignOut: () => void;
}

/** What a person may do from any screen. */
export function useDeedEntries(committees: readonly Committee[], deeds: HouseDeeds): readonly Entry[] {
  const { t } = useTranslation();
  const { language, setLanguage } = useLanguage();
  const { setColorScheme } = useMantineColorScheme();
  const isDark = useComputedColorScheme() === 'dark';
  const other = language === 'vi' ? 'en' : 'vi';
  const deed = (id: string, name: string, run: () => void, detail: string = t('keys.deed')): Entry => ({
    id: `deed:${id}`,
    kind: 'deed',
    name,
    detail,
    goal: { kind: 'deed', run },
  });
  return [
    ...committees
      .filter(({ rights }) => rights.includes('createReport'))
      .map(({ id, title }) => deed(`report:${id}`, t('outline.report.new'), () => deeds.onNewReport(id), title)),
    deed('shortcuts', t('keys.shortcuts'), deeds.onShortcuts),
    { ...deed('language', t('keys.toOther'), () => setLanguage(other)), lang: other },
    deed('look', t(isDark ? 'keys.toLight' : 'keys.toDark'), () => setColorScheme(isDark ? 'light' : 'dark')),
    deed('leave', t('app.signOut'), deeds.onSignOut),
  ];
}
