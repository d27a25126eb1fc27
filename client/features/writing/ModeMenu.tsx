import { Button, Menu, Text } from '@mantine/core';
import { Check, ChevronDown, Eye, Pencil } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

export type Mode = 'editing' | 'viewing';

interface ModeMenuProps {
  readonly mode: Mode;
  readonly mayEdit: boolean;
  readonly onMode: (mode: Mode) => void;
}

const ICONS = { editing: Pencil, viewing: Eye } as const;

/** Whether keys change the text. */
export function ModeMenu({ mode, mayEdit, onMode }: ModeMenuProps): ReactElement {
  const { t } = useTranslation();
  const shown = mayEdit ? mode : 'viewing';
  const Icon = ICONS[shown];
  return (
    <Menu position="bottom-end" width="auto">
      <Menu.Target>
        <Button
          variant="default"
          leftSection={<Icon size="1.125rem" aria-hidden />}
          rightSection={<ChevronDown size="1rem" aria-hidden />}
        >
          {t(`writing.modes.${shown}`)}
        </Button>
      </Menu.Target>
      <Menu.Dropdown aria-label={t('writing.mode')}>
        {(['editing', 'viewing'] as const).map((one) => {
          const OneIcon = ICONS[one];
          return (
            <Menu.Item
              key={one}
              disabled={one === 'editing' && !mayEdit}
              leftSection={<OneIcon size="1.125rem" aria-hidden />}
              rightSection={one === shown && <Check size="1rem" aria-hidden />}
              aria-current={one === shown}
              onClick={() => onMode(one)}
            >
              <Text fw={600}>{t(`writing.modes.${one}`)}</Text>
              <Text size="sm" c="dimmed">
                {one === 'editing' && !mayEdit ? t('writing.modeRefused') : t(`writing.modeWords.${one}`)}
              </Text>
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
