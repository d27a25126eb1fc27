import { Button, VisuallyHidden } from '@mantine/core';
import { ArrowLeft, ArrowRight, Check } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { sendForm } from '#client/ui/send-form.ts';
import { STEPS, type Step } from './set-up-draft.ts';
import { useArrival } from './use-arrival.ts';
import classes from './StepForm.module.css';

/** What all steps have in common: where they stand among the others, and the ways out. */
export interface StepShell {
  readonly step: Step;
  readonly done: readonly Step[];
  readonly skipped: readonly Step[];
  /** What was done in a step, or what is to be done, in a line. */
  readonly lineOf: (step: Step) => string;
  readonly onOpen: (step: Step) => void;
  readonly onSkip: () => void;
}

interface StepFormProps {
  readonly shell: StepShell;
  readonly lead: string;
  readonly isBusy: boolean;
  /** Nothing can be saved here; `children` say why. */
  readonly isIdle?: boolean;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}

/** The card of the set-up: the steps before in a line each, the open one with its fields, the ones after, and the ways on. */
export function StepForm({ shell, lead, isBusy, isIdle = false, onSubmit, children }: StepFormProps): ReactElement {
  const { t } = useTranslation();
  const { step } = shell;
  const at = STEPS.indexOf(step);
  const before = STEPS[at - 1];
  const { card, heading } = useArrival<HTMLFormElement>();
  return (
    <form
      ref={card}
      className={classes.card}
      onSubmit={(event) => sendForm(event, onSubmit)}
      noValidate
      aria-labelledby="open-step"
    >
      <StepLines shell={shell} steps={STEPS.slice(0, at)} />
      <section className={classes.open}>
        <div className={classes.head}>
          <span className={classes.mark} data-open aria-hidden>
            {at + 1}
          </span>
          <div>
            <h1 ref={heading} className={classes.title} id="open-step" tabIndex={-1}>
              {t(`setup.${step}.title`)}
            </h1>
            <p className={classes.lead}>{lead}</p>
          </div>
        </div>
        <div className={classes.fields} data-inset>
          {children}
        </div>
      </section>
      <StepLines shell={shell} steps={STEPS.slice(at + 1)} />
      <footer className={classes.foot}>
        {before !== undefined && (
          <Button
            variant="subtle"
            color="stone"
            leftSection={<ArrowLeft size="1.125rem" aria-hidden />}
            onClick={() => shell.onOpen(before)}
          >
            {t('setup.steps.back')}
          </Button>
        )}
        <Button className={classes.primary} variant="subtle" color="stone" onClick={shell.onSkip}>
          {t('setup.steps.skip')}
        </Button>
        {!isIdle && (
          <Button type="submit" loading={isBusy} rightSection={<ArrowRight size="1.125rem" aria-hidden />}>
            {t('setup.steps.save')}
          </Button>
        )}
      </footer>
    </form>
  );
}

interface StepLinesProps {
  readonly shell: Omit<StepShell, 'step' | 'onSkip'>;
  readonly steps: readonly Step[];
}

/** Steps that are not open, each with what came of it and the way back into it. */
export function StepLines({ shell, steps }: StepLinesProps): ReactElement | null {
  const { t } = useTranslation();
  if (steps.length === 0) return null;
  return (
    <ol className={classes.steps}>
      {steps.map((step) => {
        const isDone = shell.done.includes(step);
        const isSkipped = !isDone && shell.skipped.includes(step);
        const title = t(`setup.${step}.title`);
        return (
          <li key={step} className={classes.step}>
            <span className={classes.mark} data-done={isDone || undefined} aria-hidden>
              {isDone ? <Check size="1rem" /> : STEPS.indexOf(step) + 1}
            </span>
            <VisuallyHidden>{isDone ? t('setup.steps.done') : t('setup.steps.next')}</VisuallyHidden>
            <div className={classes.words}>
              <h2 className={classes.name}>{title}</h2>
              <p className={classes.line}>
                {isSkipped ? `${t('setup.steps.skipped')} · ${shell.lineOf(step)}` : shell.lineOf(step)}
              </p>
            </div>
            {(isDone || isSkipped) && (
              <Button
                variant="subtle"
                color="stone"
                aria-label={`${t('setup.steps.edit')}: ${title}`}
                onClick={() => shell.onOpen(step)}
              >
                {t('setup.steps.edit')}
              </Button>
            )}
          </li>
        );
      })}
    </ol>
  );
}
