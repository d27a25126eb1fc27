import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { LinkView } from '#shared/protocol/links.ts';
import { Door } from './Door.tsx';
import { PasswordForm } from './PasswordForm.tsx';
import { untilSlots } from './until.ts';
import classes from './Words.module.css';

interface PersonalLinkProps {
  readonly secret: string;
  readonly link: Extract<LinkView, { readonly login: string }>;
  readonly onEntered: () => void;
}

/** Who one is, who says so, and the password that lets one in from now on. */
export function PersonalLink({ secret, link, onEntered }: PersonalLinkProps): ReactElement {
  const { t } = useTranslation();
  const { committee } = link;
  const isReset = link.kind === 'passwordReset' || committee === null;
  const title = isReset ? t('invitations.join.reset') : t('invitations.join.invited', { committee });
  const slots = { by: link.by, ...untilSlots(link.expiresAt) };
  const from = isReset ? t('invitations.join.resetBy', slots) : t('invitations.join.invitedBy', slots);
  return (
    <Door title={title}>
      <p className={classes.note}>{from}</p>
      <PasswordForm secret={secret} person={link} onEntered={onEntered} />
      <p className={classes.note}>{t('invitations.join.notYou')}</p>
    </Door>
  );
}
