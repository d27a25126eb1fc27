import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useDeletedSections, useRestoreSection } from '#client/data/outline.ts';
import { momentWords } from '#client/objects/moment-words.ts';
import { useToday } from '#client/objects/use-today.ts';
import type { Report } from '#shared/protocol/reports.ts';
import { ListDialog } from './ListDialog.tsx';
import { useFailureWords } from '#client/ui/use-failure-words.ts';
import classes from './OutlineLists.module.css';

interface DeletedSectionsDialogProps {
  readonly report: Report;
  readonly onClose: () => void;
}

/** What was taken out of the outline; each can be brought back with its text. */
export function DeletedSectionsDialog({ report, onClose }: DeletedSectionsDialogProps): ReactElement {
  const { t } = useTranslation();
  const today = useToday();
  const deleted = useDeletedSections(report.id);
  const restoring = useRestoreSection();
  const words = useFailureWords();
  const error = restoring.error ?? deleted.error;
  return (
    <ListDialog title={t('outline.removed.title')} fault={error ? words(error) : undefined} onClose={onClose}>
      {deleted.data?.length === 0 && <p>{t('outline.removed.none')}</p>}
      <ul className={classes.list}>
        {deleted.data?.map(({ id, title, below, deletedAt }) => (
          <li key={id} className={classes.entry}>
            <span className={classes.words}>
              <span className={classes.name}>{title}</span>
              <span className={classes.second}>
                {t('outline.removed.when', { when: momentWords(deletedAt, today), count: below })}
              </span>
            </span>
            <Button
              variant="default"
              loading={restoring.isPending && restoring.variables.id === id}
              aria-label={t('outline.removed.restoreNamed', { title })}
              onClick={() => restoring.mutate({ id })}
            >
              {t('outline.removed.restore')}
            </Button>
          </li>
        ))}
      </ul>
    </ListDialog>
  );
}
