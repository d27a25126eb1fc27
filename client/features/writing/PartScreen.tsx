import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { usePart } from '#client/data/sections.ts';
import { sectionName } from '#client/objects/section-name.ts';
import { ErrorState } from '#client/ui/ErrorState.tsx';
import { LoadingLines } from '#client/ui/LoadingLines.tsx';
import { formatNumber } from '#shared/vietnamese/numbers.ts';
import { countWords } from '#shared/vietnamese/words.ts';
import type { WritingSlots } from './slots.ts';
import { useText } from './use-text.ts';
import { WithdrawnText } from './WithdrawnText.tsx';
import { WritingScreen } from './WritingScreen.tsx';

export interface PartScreenProps extends WritingSlots {
  readonly partId: string;
}

/** The text of a part of the consolidated report. */
export function PartScreen(props: PartScreenProps): ReactElement {
  const { t } = useTranslation();
  const part = usePart(props.partId);
  const detail = part.data;
  const { shown, ...opening } = useText(detail && { ...detail, documentId: detail.part.documentId });

  if (shown?.text.state.ended === 'not_found' && detail !== undefined) {
    return <WithdrawnText text={shown.text} title={sectionName(detail.part)} />;
  }
  const error = part.error ?? opening.error;
  if (error !== null) return <ErrorState error={error} onRetry={() => void part.refetch()} />;
  if (detail === undefined || shown === null) return <LoadingLines />;

  return (
    <WritingScreen
      {...shown}
      commentsPanel={props.commentsPanel}
      exportButton={props.exportButton}
      backTo={`/reports/${detail.reportId}?tab=consolidated`}
      path={[t('writing.consolidated'), ...detail.path]}
      title={sectionName(detail.part)}
      profileId={detail.profile}
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
