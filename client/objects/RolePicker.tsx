import { Menu } from '@mantine/core';
import { ChevronDown, TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { COMMITTEE_ROLES, type CommitteeRole } from '#shared/model/person.ts';
import classes from './RolePicker.module.css';

export interface RolePickerProps {
  readonly roles: readonly CommitteeRole[];
  readonly onChange: (roles: readonly CommitteeRole[]) => void;
  /** Whose they are, for readers of the screen. */
  readonly label: string;
  /** What a pasted cell said instead of a known role. */
  readonly told?: string | undefined;
  /** Said while none is chosen; without it that is no fault. */
  readonly wanted?: string | undefined;
  /** With an edge, where it does not stand in the cell of a table. */
  readonly isField?: boolean;
}

/** One role or several. */
export function RolePicker(props: RolePickerProps): ReactElement {
  const { roles, onChange, label, told = '', wanted, isField = false } = props;
  const { t } = useTranslation();
  const isMissing = roles.length === 0 && wanted !== undefined;
  const names = roles.map((role) => t(`objects.roles.${role}`)).join(', ');
  const shown = isMissing ? wanted : names || t('objects.lines.noRole');
  const toggle = (role: CommitteeRole): void =>
    onChange(COMMITTEE_ROLES.filter((one) => (one === role) !== roles.includes(one)));
  return (
    <Menu position="bottom-start" width="target" closeOnItemClick={false}>
      <Menu.Target>
        <button
          type="button"
          className={classes.picker}
          data-missing={isMissing || undefined}
          data-field={isField || undefined}
          data-cell="roles"
          aria-label={`${label}: ${shown}`}
          title={told}
        >
          {isMissing && <TriangleAlert className={classes.sign} aria-hidden />}
          <span className={classes.names}>{isMissing && told !== '' ? `${shown} (${told})` : shown}</span>
          <ChevronDown className={classes.sign} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown aria-label={label}>
        {COMMITTEE_ROLES.map((role) => (
          <Menu.CheckboxItem key={role} checked={roles.includes(role)} onChange={() => toggle(role)}>
            {t(`objects.roles.${role}`)}
          </Menu.CheckboxItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
