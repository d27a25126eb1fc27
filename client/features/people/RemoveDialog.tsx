import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { obstaclesOf, useOwnedSections, useRemovePerson, type Obstacles } from '#client/data/people-admin.ts';
import { ConfirmDialog } from '#client/ui/ConfirmDialog.tsx';
import { showToast } from '#client/ui/toast.ts';
import { useFailureWords } from '#client/ui/use-failure-words.ts';
import type { Committee } from '#shared/protocol/committees.ts';
import type { Member } from '#shared/protocol/people.ts';
import classes from './RemoveDialog.module.css';

interface RemoveDialogProps {
  readonly committee: Committee;
  readonly member: Member;
  readonly onClose: () => void;
}

/** Takes a person out of the committee; while sections are theirs, it says which, and where they are given to others. */
export function RemoveDialog({ committee, member, onClose }: RemoveDialogProps): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const failureWords = useFailureWords();
  const remove = useRemovePerson(committee.id);
  const { id: personId, name } = member;
  const obstacles = obstaclesOf(remove.error);
  const owned = useOwnedSections(committee.reports.map(({ id }) => id));
  const addressOf = (sectionId: string | undefined): string => {
    const reportId = owned.find(({ id }) => id === sectionId)?.reportId ?? committee.reports[0]?.id ?? '';
    return `/reports/${reportId}?section=${sectionId ?? ''}`;
  };
  const confirm = (): void =>
    remove.mutate(
      { personId },
      {
        onSuccess: () => {
          showToast({ message: t('people.removed', { name }) });
          onClose();
        },
      },
    );
  if (obstacles !== null && obstacles.sections.length + obstacles.others > 0) {
    return (
      <ConfirmDialog
        opened
        title={t('people.assigned', { name })}
        confirmLabel={t('people.toOutline')}
        onConfirm={() => void navigate(addressOf(obstacles.sections[0]?.id))}
        onClose={onClose}
      >
        <Owned obstacles={obstacles} addressOf={addressOf} />
      </ConfirmDialog>
    );
  }
  return (
    <ConfirmDialog
      opened
      title={t('people.removeAsk', { name })}
      confirmLabel={t('people.remove')}
      isBusy={remove.isPending}
      onConfirm={confirm}
      onClose={onClose}
    >
      {t('people.removeText')}
      <p className={classes.fault} role="alert">
        {remove.isError && failureWords(remove.error)}
      </p>
    </ConfirmDialog>
  );
}

/** Which sections are still theirs. */
interface OwnedProps {
  readonly obstacles: Obstacles;
  /** Where a section is given to somebody else. */
  readonly addressOf: (sectionId: string) => string;
}

function Owned({ obstacles: { sections, others }, addressOf }: OwnedProps): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <p>{t('people.assignedText', { count: sections.length + others })}</p>
      <ul className={classes.sections}>
        {sections.map(({ id, title }) => (
          <li key={id}>
            <Link to={addressOf(id)}>{title}</Link>
          </li>
        ))}
        {others > 0 && <li>{t('people.assignedOthers', { count: others })}</li>}
      </ul>
    </>
  );
}
