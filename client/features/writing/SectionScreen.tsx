import { Button } from '@mantine/core';
import { Lock, Undo2 } from 'lucide-react';
import { useEffect, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSection } from '#client/data/sections.ts';
import { DueDate } from '#client/objects/DueDate.tsx';
import { momentWords } from '#client/objects/moment-words.ts';
import { sectionName } from '#client/objects/section-name.ts';
import { StateChip } from '#client/objects/StateChip.tsx';
import { useToday } from '#client/objects/use-today.ts';
import { WordsBar } from '#client/objects/WordsBar.tsx';
import { Banner } from '#client/ui/Banner.tsx';
import { EmptyState } from '#client/ui/EmptyState.tsx';
import { ErrorState } from '#client/ui/ErrorState.tsx';
import { LoadingLines } from '#client/ui/LoadingLines.tsx';
import type { DocumentState } from '#client/sync/open-document.ts';
import { SECTION_STATES } from '#shared/model/section.ts';
import type { SectionDetail } from '#shared/protocol/sections.ts';
import { countWords } from '#shared/vietnamese/words.ts';
import { RequiredElements } from './RequiredElements.tsx';
import { SectionInfo } from './SectionInfo.tsx';
import type { ActionsSlotProps, WritingSlots } from './slots.ts';
import { whenSaved } from './use-open-document.ts';
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

interface StateBannerProps {
  readonly detail: SectionDetail;
  readonly state: DocumentState;
  readonly nameOf: (personId: string) => string;
  readonly action: ReactNode;
}

/** Submitted: why nothing can be typed. Returned: what to correct. */
function StateBanner({ detail, state, nameOf, action }: StateBannerProps): ReactElement | null {
  const { t } = useTranslation();
  const today = useToday();
  const { section, moves } = detail;
  const last = moves.at(-1);
  const change = state.change ?? last ?? null;
  if (state.documentState === 'submitted') {
    const at = change?.at ?? section.stateChangedAt;
    const submitted = section.rights.includes('receive') ? 'submittedToMe' : 'submitted';
    return (
      <Banner tone="info" icon={<Lock size="1.125rem" />} action={action}>
        <strong>
          {at === null ? t(`writing.${submitted}`) : t(`writing.${submitted}At`, { time: momentWords(at, today) })}
        </strong>{' '}
        {state.grade === 'read' ? t('writing.mayRead') : t('writing.mayComment')}
      </Banner>
    );
  }
  if (state.documentState === 'returned') {
    const back = moves.findLast((move) => move.move === 'return');
    const reason = section.returnReason ?? back?.reason ?? state.change?.reason ?? '';
    const by = back === undefined ? (state.change?.by ?? '') : nameOf(back.by);
    return (
      <Banner tone="warn" icon={<Undo2 size="1.125rem" />}>
        <strong>{t('writing.returnedBy', { name: by })}</strong> {reason}
      </Banner>
    );
  }
  if (state.documentState === 'received') {
    return (
      <Banner tone="ok" icon={<Lock size="1.125rem" />}>
        {t('writing.received')}
      </Banner>
    );
  }
  return null;
}

function HomeLink(): ReactElement {
  const { t } = useTranslation();
  return (
    <Button component={Link} to="/" variant="default">
      {t('writing.home')}
    </Button>
  );
}
