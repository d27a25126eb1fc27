import { History } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useVersions } from '#client/data/documents.ts';
import { Moment } from '#client/objects/Moment.tsx';
import { EmptyState } from '#client/ui/EmptyState.tsx';
import { ErrorState } from '#client/ui/ErrorState.tsx';
import { LoadingLines } from '#client/ui/LoadingLines.tsx';
import { formatNumber } from '#shared/vietnamese/numbers.ts';
import classes from './VersionList.module.css';

interface VersionListProps {
  readonly documentId: string;
  readonly nameOf: (personId: string) => string;
}

/** The kept versions of a text, newest first. */
export function VersionList({ documentId, nameOf }: VersionListProps): ReactElement {
  const { t } = useTranslation();
  const versions = useVersions(documentId);
  if (versions.isPending) return <LoadingLines />;
  if (versions.isError) return <ErrorState error={versions.error} onRetry={() => void versions.refetch()} />;
  if (versions.data.length === 0) {
    return (
      <EmptyState icon={<History size="2rem" />} title={t('writing.noVersions')}>
        {t('writing.noVersionsNext')}
      </EmptyState>
    );
  }
  return (
    <ol className={classes['list']}>
      {versions.data.map((version) => (
        <li key={version.id} className={classes['version']}>
          <b>{version.name === '' ? t(`writing.versions.${version.kind}`) : version.name}</b>
          <span className={classes['line']}>
            <Moment at={version.at} />
            {version.by !== null && <span>{nameOf(version.by)}</span>}
            <span>{t('writing.words', { words: formatNumber(version.words) })}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}
