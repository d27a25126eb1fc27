import { Radio, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '#client/ui/language.tsx';
import { Panel } from '#client/ui/Panel.tsx';
import { LANGUAGES } from '#shared/model/language.ts';
import classes from './LooksPanel.module.css';

const SCHEMES: readonly MantineColorScheme[] = ['light', 'dark', 'auto'];

/** In which language and which light this browser shows the screens. */
export function LooksPanel(): ReactElement {
  const { t } = useTranslation();
  const { language, setLanguage } = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const languages = { vi: t('app.vietnamese'), en: t('app.english') };
  const schemes = { light: t('app.themeLight'), dark: t('app.themeDark'), auto: t('app.themeAuto') };
  const speak = (value: string): void => setLanguage(LANGUAGES.find((one) => one === value) ?? language);
  const light = (value: string): void => setColorScheme(SCHEMES.find((one) => one === value) ?? 'auto');
  return (
    <Panel title={t('account.looks')} hint={t('account.looksHint')}>
      <div className={classes.choices}>
        <Radio.Group label={t('app.language')} value={language} onChange={speak}>
          <div className={classes.ways}>
            {LANGUAGES.map((one) => (
              <Radio key={one} value={one} label={languages[one]} lang={one} />
            ))}
          </div>
        </Radio.Group>
        <Radio.Group label={t('app.theme')} value={colorScheme} onChange={light}>
          <div className={classes.ways}>
            {SCHEMES.map((one) => (
              <Radio key={one} value={one} label={schemes[one]} />
            ))}
          </div>
        </Radio.Group>
      </div>
    </Panel>
  );
}
