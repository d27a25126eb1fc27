import { Button } from '@mantine/core';
import { useEffect, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSection } from '#client/data/sections.ts';
import { DueDate } from '#client/objects/DueDate.tsx';
import { sectionName } from '#client/objects/section-name.ts';
import { StateChip } from '#client/objects/StateChip.tsx';
import { WordsBar } from '#client/objects/WordsBar.tsx';
import { EmptyState } from '#client/ui/EmptyState.tsx';
import { ErrorState } from '#client/ui/ErrorState.tsx';
import { LoadingLines } from '#client/ui/LoadingLines.tsx';
import { SECTION_STATES } from '#shared/model/section.ts';
import { countWords } from '#shared/vietnamese/words.ts';
import { RequiredElements } from './RequiredElements.tsx';
import { SectionInfo } from './SectionInfo.tsx';
import type { ActionsSlotProps, WritingSlots } from './slots.ts';
import { whenSaved } from './use-open-document.ts';
import { StateBanner } from './StateBanner.tsx';
import { useText } from './use-text.ts';
import { WithdrawnText } from './WithdrawnText.tsx';
import { WritingScreen } from './WritingScreen.tsx';

export interface SectionScreenProps extends WritingSlots {
  readonly sectionId: string;
  readonly actions: (props: ActionsSlotProps) => ReactNode;
}

/** A section's text, as its authors write it and the others read it. */
export function SectionScreen(props: SectionScreenProps): ReactElement {
  const { t } = useTranslation();
  const section = useSection(props.sectionId);
  const detail = section.data;
  const { shown, ...opening } = useText(detail && { ...detail, documentId: detail.section.documentId });
  const liveState = shown?.text.state.documentState;
  const { refetch } = section;
  // The socket hears of a move before anything else does.
  useEffect(() => {
    if (liveState !== undefined && liveState !== '') void refetch();
  }, [liveState, refetch]);

  if (shown?.text.state.ended === 'not_found' && detail !== undefined) {
    return <WithdrawnText text={shown.text} title={sectionName(detail.section)} />;
  }
  const error = section.error ?? opening.error;
  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} other={<HomeLink />} />;
  if (detail?.section.documentId === null) {
    return <EmptyState title={t('writing.noText')} action={<HomeLink />} />;
  }
  if (detail === undefined || shown === null) return <LoadingLines />;

  const { section: node } = detail;
  const { text, nameOf } = shown;
  const state = SECTION_STATES.find((one) => one === text.state.documentState) ?? node.state;
  const saved = (): Promise<void> => whenSaved(text.document);
  return (
    <WritingScreen
      {...shown}
      commentsPanel={props.commentsPanel}
      exportButton={props.exportButton}
      backTo={`/reports/${detail.reportId}`}
      path={detail.path}
      title={sectionName(node)}
      profileId={detail.profile}
      depth={detail.depth}
      place={detail.place}
      stateChip={
        <>
          <StateChip state={state} hasOwner={node.ownerId !== null} />
          <DueDate due={node.due} state={state} />
        </>
      }
      actions={props.actions({ section: node, place: 'header', whenSaved: saved })}
      banners={
        <StateBanner
          detail={detail}
          state={text.state}
          me={shown.me}
          nameOf={nameOf}
          action={props.actions({ section: node, place: 'banner', whenSaved: saved })}
        />
      }
      target={{ kind: 'section', id: node.id }}
      info={<SectionInfo detail={detail} nameOf={nameOf} />}
      foot={(words) => (
        <>
          <WordsBar words={countWords(words)} targetWords={node.targetWords} state={state} shape="stack" />
          <RequiredElements elements={detail.elements} />
        </>
      )}
    />
  );
}

function HomeLink(): ReactElement {
  const { t } = useTranslation();
  return (
    <Button component={Link} to="/" variant="default">
      {t('writing.home')}
    </Button>
  );
}
