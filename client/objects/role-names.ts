import { useTranslation } from 'react-i18next';
import type { CommitteeRole } from '#shared/model/person.ts';

export interface RoleBearer {
  readonly roles: readonly CommitteeRole[];
  readonly admin: boolean;
}

/** What a person is, in words: the roles in a committee, then the administration of the whole. */
export function useRoleNames(): (person: RoleBearer) => readonly string[] {
  const { t } = useTranslation();
  return ({ roles, admin }) => [
    ...roles.map((role) => t(`objects.roles.${role}`)),
    ...(admin ? [t('objects.admin')] : []),
  ];
}
