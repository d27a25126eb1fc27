import { Menu, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { Keyboard, LogOut, UserRound } from 'lucide-react';
import { useRef, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { KeyHint } from '#client/ui/KeyHint.tsx';
import { useLanguage } from '#client/ui/language.tsx';
import { LANGUAGES } from '#shared/model/language.ts';
import type { Me } from '#shared/protocol/session.ts';
import { AccountButton } from './AccountButton.tsx';
import { useHouse } from './HouseKeys.tsx';
import { LeavingQuestion } from './LeavingQuestion.tsx';
import { useLeaving } from './use-leaving.ts';

const SCHEMES: readonly MantineColorScheme[] = ['light', 'dark', 'auto'];

interface AccountMenuProps {
  readonly me: Me;
}

/** The person, and what belongs to them alone: language, look, and the way out. */
export function AccountMenu({ me }: AccountMenuProps): ReactElement {
  const { t } = useTranslation();
  const leaving = useLeaving(me.id);
  const house = useHouse();
  const button = useRef<HTMLButtonElement>(null);
  return (
    <>
      <Menu position="bottom-end" width="auto" defaultOpened>
        <Menu.Target>
          <AccountButton ref={button} me={me} />
        </Menu.Target>
        <Menu.Dropdown>
          <LanguageChoice />
          <SchemeChoice />
          <Menu.Divider />
          <Menu.Item component={Link} to="/account" leftSection={<UserRound size="1.25em" aria-hidden />}>
            {t('app.myAccount')}
          </Menu.Item>
          <Menu.Item
            leftSection={<Keyboard size="1.25em" aria-hidden />}
            rightSection={<KeyHint keys={['?']} />}
            onClick={() => house.open('shortcuts', button.current)}
          >
            {t('keys.shortcuts')}
          </Menu.Item>
          <Menu.Item leftSection={<LogOut size="1.25em" aria-hidden />} onClick={leaving.ask}>
            {t('app.signOut')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <LeavingQuestion leaving={leaving} />
    </>
  );
}

function LanguageChoice(): ReactElement {
  const { t } = useTranslation();
  const { language, setLanguage } = useLanguage();
  const names = { vi: t('app.vietnamese'), en: t('app.english') };
  const choose = (value: string): void => setLanguage(LANGUAGES.find((one) => one === value) ?? language);
  return (
    <>
      <Menu.Label>{t('app.language')}</Menu.Label>
      <Menu.RadioGroup value={language} onChange={choose}>
        {LANGUAGES.map((one) => (
          <Menu.RadioItem key={one} value={one} lang={one}>
            {names[one]}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </>
  );
}

function SchemeChoice(): ReactElement {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const names = { light: t('app.themeLight'), dark: t('app.themeDark'), auto: t('app.themeAuto') };
  const choose = (value: string): void => setColorScheme(SCHEMES.find((one) => one === value) ?? 'auto');
  return (
    <>
      <Menu.Label>{t('app.theme')}</Menu.Label>
      <Menu.RadioGroup value={colorScheme} onChange={choose}>
        {SCHEMES.map((one) => (
          <Menu.RadioItem key={one} value={one}>
            {names[one]}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </>
  );
}
