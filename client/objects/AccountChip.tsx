import { Ban, Check, CircleDashed, Mail, type LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Chip, type ChipTone } from '#client/ui/Chip.tsx';
import type { AccountState } from '#shared/model/person.ts';

const LOOKS: Readonly<Record<AccountState, { readonly tone: ChipTone; readonly icon: LucideIcon }>> = {
  none: { tone: 'open', icon: CircleDashed },
  invited: { tone: 'info', icon: Mail },
  active: { tone: 'ok', icon: Check },
  deactivated: { tone: 'late', icon: Ban },
};

export interface AccountChipProps {
  readonly account: AccountState;
}

/** Whether a person can come in yet. */
export function AccountChip({ account }: AccountChipProps): ReactElement {
  const { t } = useTranslation();
  return <Chip {...LOOKS[account]}>{t(`objects.accounts.${account}`)}</Chip>;
}
