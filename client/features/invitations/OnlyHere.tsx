import { TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Banner } from '#client/ui/Banner.tsx';
import classes from './OnlyHere.module.css';

/** Commands, not words: the same in every language. */
const OTHERS = 'HOST=0.0.0.0 npm start';
/** By its full name: PowerShell takes `npm` for a script, which the policy of many offices forbids. */
const WINDOWS = "$env:HOST='0.0.0.0'; npm.cmd start";

/** Links that were made at an address of this machine alone are of no use to anybody else: what to do first. */
export function OnlyHere(): ReactElement {
  const { t } = useTranslation();
  return (
    <Banner tone="warn" icon={<TriangleAlert size="1.25em" />}>
      <p className={classes.title}>{t('invitations.onlyHere.title')}</p>
      <details>
        <summary>{t('invitations.onlyHere.how')}</summary>
        <p>{t('invitations.onlyHere.text')}</p>
        <p className={classes.system}>{t('invitations.onlyHere.others')}</p>
        <code className={classes.command}>{OTHERS}</code>
        <p className={classes.system}>{t('invitations.onlyHere.windows')}</p>
        <code className={classes.command}>{WINDOWS}</code>
      </details>
    </Banner>
  );
}
