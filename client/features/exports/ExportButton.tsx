import { Button } from '@mantine/core';
import { Download } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ExportDialog } from './ExportDialog.tsx';
import type { ExportTarget } from './target.ts';
import styles from './ExportDialog.module.css';

interface ExportButtonProps {
  readonly target: ExportTarget;
}

/** Opens the dialog that makes a Word file. */
export function ExportButton({ target }: ExportButtonProps): ReactElement {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const draft = target.kind === 'report' ? target.draft : undefined;
  return (
    <>
      <Button
        variant="default"
        leftSection={<Download className={styles.icon} aria-hidden />}
        aria-label={draft === undefined ? undefined : t('exports.openDraft', { number: draft })}
        onClick={() => setOpened(true)}
      >
        {t('exports.open')}
      </Button>
      <ExportDialog target={target} opened={opened} onClose={() => setOpened(false)} />
    </>
  );
}
