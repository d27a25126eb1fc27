import { FilePlus } from 'lucide-react';
import { lazy, Suspense, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import classes from './Navigation.module.css';

const NewReportDialog = lazy(async () => ({
  default: (await import('#client/features/outline/NewReportDialog.tsx')).NewReportDialog,
}));

interface NewReportProps {
  readonly committeeId: string;
}

/** Makes a report of a committee, and goes there. */
export function NewReport({ committeeId }: NewReportProps): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [isAsking, setAsking] = useState(false);
  const close = (): void => setAsking(false);
  const goTo = (reportId: string): void => {
    close();
    void navigate(`/reports/${reportId}`);
  };
  return (
    <>
      <button
        type="button"
        className={`${classes.place} ${classes.make}`}
        title={t('outline.report.new')}
        onClick={() => setAsking(true)}
      >
        <FilePlus aria-hidden />
        <span className={classes.name}>{t('outline.report.new')}</span>
      </button>
      {isAsking && (
        <Suspense fallback={null}>
          <NewReportDialog committeeId={committeeId} onMade={goTo} onClose={close} />
        </Suspense>
      )}
    </>
  );
}
