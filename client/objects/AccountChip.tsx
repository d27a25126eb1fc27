import { Ban, Check, CircleDashed, Mail, type LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountState } from '#shared/model/person.ts';
import classes from './AccountChip.module.css';

const ICONS: Readonly<Record<AccountState, LucideIcon>> = {
  none: CircleDashed,
  invited: Mail,
  active: Check,
  deactivated: Ban,
};

export interface AccountChipProps {
  readonly account: AccountState;
}

/** Whether a person can come in yet: sign and word, never a colour alone. */
export function AccountChip({ account }: AccountChipProps): ReactElement {
  const { t } = useTranslation();
  const Icon = ICONS[account];
  return (
    <span className={classes.chip} data-account={account}>
      <Icon size="1em" strokeWidth={2} aria-hidden />
      {t(`objects.accounts.${account}`)}
    </span>
  );
}
