import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommittee } from '#client/data/committees.ts';
import { useDocument } from '#client/data/documents.ts';
import { usePart } from '#client/data/sections.ts';
import { useMe } from '#client/data/session.ts';
import { ErrorState } from '#client/ui/ErrorState.tsx';
import { LoadingLines } from '#client/ui/LoadingLines.tsx';
import { formatNumber } from '#shared/vietnamese/numbers.ts';
import { countWords } from '#shared/vietnamese/words.ts';
import type { WritingSlots } from './slots.ts';
import { useOpenDocument } from './use-open-document.ts';
import { WritingScreen } from './WritingScreen.tsx';

export interface PartScreenProps extends WritingSlots {
  readonly partId: string;
}

/** The text of a part of the consolidated report. */
export function PartScreen(props: PartScreenProps): ReactElement {
  const { t } = useTranslation();
  const me = useMe().data;
  const part = usePart(props.partId);
  const detail = part.data;
  const info = useDocument(detail?.part.documentId);
  const committee = useCommittee(detail?.committeeId ?? '');
  const text = useOpenDocument(info.data, me);

  const error = part.error ?? info.error;
  if (error !== null) return <ErrorState error={error} onRetry={() => void part.refetch()} />;
  if (detail === undefined || text === null || me === null || me === undefined) return <LoadingLines />;

  const people = committee.data?.people ?? [];
  const nameOf = (id: string): string => people.find((one) => one.id === id)?.name ?? t('writing.someone');
  return (
    <WritingScreen
      commentsPanel={props.commentsPanel}
      exportButton={props.exportButton}
      text={text}
      me={me}
      documentId={detail.part.documentId}
      committeeId={detail.committeeId}
      nameOf={nameOf}
      backTo={`/reports/${detail.reportId}?tab=consolidated`}
      path={[t('writing.consolidated'), ...detail.path]}
      title={`${detail.part.label} ${detail.part.title}`.trim()}
      depth={detail.depth}
      place={detail.place}
      headings={detail.headings}
      stateChip={null}
      actions={null}
      banners={null}
      target={{ kind: 'part', id: detail.part.id }}
      info={<p>{t('writing.partSections', { count: detail.part.sectionIds.length })}</p>}
      foot={(words) => <span>{t('writing.words', { words: formatNumber(countWords(words)) })}</span>}
    />
  );
}
