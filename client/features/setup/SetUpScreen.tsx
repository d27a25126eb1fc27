import { Button } from '@mantine/core';
import { useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useOrganisation } from '#client/data/organisation.ts';
import { EmptyState } from '#client/ui/EmptyState.tsx';
import { ErrorState } from '#client/ui/ErrorState.tsx';
import { LoadingLines } from '#client/ui/LoadingLines.tsx';
import { usePageTitle } from '#client/ui/page-title.ts';
import type { Me } from '#shared/protocol/session.ts';
import { CommitteeStep } from './CommitteeStep.tsx';
import { OrganisationStep } from './OrganisationStep.tsx';
import { ReportStep } from './ReportStep.tsx';
import { STEPS, useSetUpDraft, type ChangeDraft, type SetUpDraft, type Step } from './set-up-draft.ts';
import { SetUpFrame } from './SetUpFrame.tsx';
import { StepLines, type StepShell } from './StepForm.tsx';
import { useArrival } from './use-arrival.ts';
import { useSetUp, type SetUp } from './use-set-up.ts';
import classes from './StepForm.module.css';

export interface SetUpSlots {
  /** How the people of a committee are invited, beside the steps. */
  readonly invitePanel: (props: { readonly committeeId: string; readonly committee: string }) => ReactNode;
}

interface SetUpScreenProps extends SetUpSlots {
  readonly me: Me;
}

/** The three steps after the first account. Each may be left out, left and come back to. */
export function SetUpScreen({ me, invitePanel }: SetUpScreenProps): ReactElement {
  const { t } = useTranslation();
  usePageTitle(t('setup.title'));
  if (!me.admin)
    return (
      <SetUpFrame>
        <EmptyState heading="h1" title={t('setup.steps.onlyAdmin')} action={<HomeLink />}>
          {t('setup.steps.onlyAdminText')}
        </EmptyState>
      </SetUpFrame>
    );
  return <Steps me={me} invitePanel={invitePanel} />;
}

function Steps({ me, invitePanel }: SetUpScreenProps): ReactElement {
  const [draft, change] = useSetUpDraft(me.id);
  const { setUp, error, retry } = useSetUp(me, draft);
  if (error !== null)
    return (
      <SetUpFrame action={<HomeLink />}>
        <ErrorState error={error} onRetry={retry} />
      </SetUpFrame>
    );
  if (setUp === undefined)
    return (
      <SetUpFrame>
        <LoadingLines lines={8} />
      </SetUpFrame>
    );
  const { committee, open } = setUp;
  const panel = committee && invitePanel({ committeeId: committee.id, committee: committee.title });
  const aside = open === 'organisation' ? undefined : (panel ?? <InviteLater />);
  return (
    <SetUpFrame action={<HomeLink />} aside={aside}>
      <OpenStep me={me} setUp={setUp} draft={draft} onDraft={change} />
    </SetUpFrame>
  );
}

/** In the place of the ways in, until there is a committee to come into. */
function InviteLater(): ReactElement {
  const { t } = useTranslation();
  return (
    <aside className={classes.later} aria-labelledby="invite-later">
      <h2 className={classes.laterTitle} id="invite-later">
        {t('invitations.title')}
      </h2>
      <p className={classes.lead}>{t('setup.committee.inviteLater')}</p>
    </aside>
  );
}

interface OpenStepProps {
  readonly me: Me;
  readonly setUp: SetUp;
  readonly draft: SetUpDraft;
  readonly onDraft: ChangeDraft;
}

function OpenStep({ me, setUp, draft, onDraft }: OpenStepProps): ReactElement {
  const lineOf = useStepLines(setUp);
  const shell = {
    done: setUp.done,
    skipped: draft.skipped,
    lineOf,
    onOpen: (step: Step): void => onDraft({ open: step, skipped: draft.skipped.filter((one) => one !== step) }),
  };
  const { open } = setUp;
  if (open === null) return <Finished shell={shell} setUp={setUp} draft={draft} onDraft={onDraft} />;
  const shellOfStep: StepShell = {
    ...shell,
    step: open,
    onSkip: () => onDraft({ open: null, skipped: [...draft.skipped.filter((one) => one !== open), open] }),
  };
  const goOn = (): void => onDraft({ open: null, skipped: draft.skipped.filter((one) => one !== open) });
  const props = { shell: shellOfStep, setUp, draft, onDraft, onDone: goOn };
  if (open === 'organisation') return <OrganisationStep {...props} />;
  if (open === 'committee') return <CommitteeStep {...props} me={me} />;
  return <ReportStep {...props} />;
}

/** What came of each step, or what it will be about. */
function useStepLines(setUp: SetUp): (step: Step) => string {
  const { t } = useTranslation();
  const organisation = useOrganisation(setUp.organisationId).data;
  const lines: Readonly<Record<Step, string | undefined>> = {
    organisation:
      organisation &&
      [
        organisation.name,
        ...(organisation.parentName === '' ? [] : [t('setup.organisation.under', { parent: organisation.parentName })]),
        t(`objects.organisation.profiles.${organisation.profile}`),
      ].join(' · '),
    committee:
      setUp.committee &&
      [
        setUp.committee.title,
        ...(setUp.peopleCount === undefined ? [] : [t('setup.committee.count', { count: setUp.peopleCount })]),
      ].join(' · '),
    report: setUp.report?.title,
  };
  return (step) => lines[step] ?? t(`setup.${step}.next`);
}

interface FinishedProps extends Omit<OpenStepProps, 'me'> {
  readonly shell: Omit<StepShell, 'step' | 'onSkip'>;
}

function Finished({ shell, setUp, onDraft }: FinishedProps): ReactElement {
  const { t } = useTranslation();
  const { card, heading } = useArrival<HTMLElement>();
  const [target] = useState(() => (setUp.report === undefined ? '/' : `/reports/${setUp.report.id}`));
  return (
    <section ref={card} className={classes.card}>
      <StepLines shell={shell} steps={STEPS} />
      <div className={classes.open}>
        <h1 ref={heading} className={classes.title} tabIndex={-1}>
          {t('setup.finished.title')}
        </h1>
        <p className={classes.lead}>{t('setup.finished.text')}</p>
      </div>
      <footer className={classes.foot}>
        <Button className={classes.primary} component={Link} to={target} onClick={() => onDraft({ isOver: true })}>
          {setUp.report === undefined ? t('setup.steps.leave') : t('setup.finished.open')}
        </Button>
      </footer>
    </section>
  );
}

function HomeLink(): ReactElement {
  const { t } = useTranslation();
  return (
    <Button component={Link} to="/" variant="subtle" color="stone">
      {t('setup.steps.leave')}
    </Button>
  );
}
