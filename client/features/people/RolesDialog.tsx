import { Checkbox } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useSetRoles } from '#client/data/people-admin.ts';
import { ConfirmDialog } from '#client/ui/ConfirmDialog.tsx';
import { showToast } from '#client/ui/toast.ts';
import { useFailureWords } from '#client/ui/use-failure-words.ts';
import { COMMITTEE_ROLES, type CommitteeRole } from '#shared/model/person.ts';
import type { Member } from '#shared/protocol/people.ts';
import { mayChangeRoles, type CommitteeStanding } from '#shared/rules/rights.ts';
import classes from './RolesDialog.module.css';

interface RolesDialogProps {
  readonly committeeId: string;
  readonly member: Member;
  /** How whoever asks stands to the committee. */
  readonly standing: CommitteeStanding;
  readonly onClose: () => void;
}

/** What a person is in the committee, with what each role lets them do. What was chosen stays on a refusal. */
export function RolesDialog({ committeeId, member, standing, onClose }: RolesDialogProps): ReactElement {
  const { t } = useTranslation();
  const failureWords = useFailureWords();
  const [roles, setRoles] = useState<readonly CommitteeRole[]>(member.roles);
  const save = useSetRoles(committeeId);
  const { id: personId, name } = member;
  const toggle = (role: CommitteeRole): void => {
    setRoles(COMMITTEE_ROLES.filter((one) => (one === role) !== roles.includes(one)));
    if (save.isError) save.reset();
  };
  const mayToggle = (role: CommitteeRole): boolean => mayChangeRoles(standing, { from: [], to: [role] });
  const confirm = (): void =>
    save.mutate(
      { personId, roles },
      {
        onSuccess: () => {
          showToast({ message: t('people.rolesSaved', { name }) });
          onClose();
        },
      },
    );
  const fault = roles.length === 0 ? t('people.roleNeeded') : save.isError && failureWords(save.error);
  return (
    <ConfirmDialog
      opened
      title={t('people.rolesOf', { name })}
      confirmLabel={t('people.saveRoles')}
      isBusy={save.isPending}
      isDisabled={roles.length === 0}
      onConfirm={confirm}
      onClose={onClose}
    >
      <fieldset className={classes.roles}>
        <legend className={classes.legend}>{t('people.rolesOf', { name })}</legend>
        {COMMITTEE_ROLES.map((role) => (
          <Checkbox
            key={role}
            label={t(`objects.roles.${role}`)}
            description={mayToggle(role) ? t(`people.roleHints.${role}`) : t('people.chairOnly')}
            checked={roles.includes(role)}
            disabled={!mayToggle(role)}
            onChange={() => toggle(role)}
          />
        ))}
      </fieldset>
      <p className={classes.fault} role="alert">
        {fault}
      </p>
    </ConfirmDialog>
  );
}
