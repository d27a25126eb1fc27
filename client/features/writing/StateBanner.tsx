import { Lock, Undo2 } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { momentWords } from '#client/objects/moment-words.ts';
import { useToday } from '#client/objects/use-today.ts';
import type { DocumentState } from '#client/sync/open-document.ts';
import { Banner } from '#client/ui/Banner.tsx';
import type { SectionDetail } from '#shared/protocol/sections.ts';
import type { Me } from '#shared/protocol/session.ts';

interface StateBannerProps {
  readonly detail: SectionDetail;
  readonly state: DocumentState;
  readonly me: Me;
  readonly nameOf: (personId: string) => string;
  readonly action: ReactNode;
}

const ICON = '1.125rem';

/** What the state of a section means to who looks at it: submitted, why nothing can be typed; returned, what to correct. */
export function StateBanner(props: StateBannerProps): ReactElement | null {
  switch (props.state.documentState) {
    case 'submitted':
      return <Submitted {...props} />;
    case 'returned':
      return <Returned {...props} />;
    case 'received':
      return <Received {...props} />;
    default:
      return null;
  }
}

function Submitted({ detail: { section, moves }, state, me, nameOf, action }: StateBannerProps): ReactElement {
  const { t } = useTranslation();
  const today = useToday();
  const at = (state.change ?? moves.at(-1))?.at ?? section.stateChangedAt;
  const submitted = section.rights.includes('receive') ? 'submittedToMe' : 'submitted';
  const last = moves.findLast((move) => move.move === 'submit');
  const note = last?.reason ?? '';
  const author = last === undefined ? '' : nameOf(last.by);
  const said =
    last?.by === me.id ? t('writing.submittedNoteMine', { note }) : t('writing.submittedNote', { name: author, note });
  return (
    <Banner tone="info" icon={<Lock size={ICON} />} action={action}>
      <strong>
        {at === null ? t(`writing.${submitted}`) : t(`writing.${submitted}At`, { time: momentWords(at, today) })}
      </strong>{' '}
      {note !== '' && said} <WhatIsLeft grade={state.grade} />
    </Banner>
  );
}

function Returned({ detail: { section, moves }, state, me, nameOf }: StateBannerProps): ReactElement {
  const { t } = useTranslation();
  const back = moves.findLast((move) => move.move === 'return');
  const reason = section.returnReason ?? back?.reason ?? state.change?.reason ?? '';
  const by = back === undefined ? (state.change?.by ?? '') : nameOf(back.by);
  // Trouble is it for who has to correct it; the others only learn of it.
  const tone = state.grade === 'edit' ? 'warn' : 'info';
  return (
    <Banner tone={tone} icon={<Undo2 size={ICON} />}>
      <strong>{back?.by === me.id ? t('writing.returnedByMe') : t('writing.returnedBy', { name: by })}</strong> {reason}
    </Banner>
  );
}

function Received({ detail: { moves }, state, me }: StateBannerProps): ReactElement {
  const { t } = useTranslation();
  const receipt = moves.findLast((move) => move.move === 'receive');
  return (
    <Banner tone="ok" icon={<Lock size={ICON} />}>
      {receipt?.by === me.id ? t('writing.receivedByMe') : t('writing.received')} <WhatIsLeft grade={state.grade} />
    </Banner>
  );
}

function WhatIsLeft({ grade }: Pick<DocumentState, 'grade'>): string {
  const { t } = useTranslation();
  return grade === 'read' ? t('writing.mayRead') : t('writing.mayComment');
}
