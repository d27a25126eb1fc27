import { Button } from '@mantine/core';
import { History } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommittee } from '#client/data/committees.ts';
import type { Report } from '#shared/protocol/reports.ts';
import { MergesDrawer } from './MergesDrawer.tsx';
import { useNameOf } from './names.ts';
import styles from './MergesDrawer.module.css';

interface MergesButtonProps {
  readonly report: Report;
}

/** The list of merges, to be opened from where the report is looked at. */
export function MergesButton({ report }: MergesButtonProps): ReactElement {
  const { t } = useTranslation();
  const nameOf = useNameOf(useCommittee(report.committeeId).data);
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button
        variant="default"
        leftSection={<History className={styles.icon} aria-hidden />}
        onClick={() => setOpened(true)}
      >
        {t('merge.history')}
      </Button>
      <MergesDrawer report={report} currentId={null} nameOf={nameOf} opened={opened} onClose={() => setOpened(false)} />
    </>
  );
}
