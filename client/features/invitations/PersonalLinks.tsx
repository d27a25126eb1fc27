import { Button } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useInvite, type PersonalLinks as Links } from '#client/data/links.ts';
import { useFailureWords } from '#client/ui/use-failure-words.ts';
import type { Member } from '#shared/protocol/people.ts';
import { InvitationSheet } from './InvitationSheet.tsx';
import classes from './MeetingCode.module.css';

export interface PersonalLinksProps {
  readonly committeeId: string;
  readonly committee: string;
  /** Who cannot come in yet. */
  readonly people: readonly Member[];
}

/** A link for each, made together and shown once, as a sheet to be printed or sent. */
export function PersonalLinks({ committeeId, committee, people }: PersonalLinksProps): ReactElement {
  const { t } = useTranslation();
  const failureWords = useFailureWords();
  const invite = useInvite(committeeId);
  const [links, setLinks] = useState<Links | null>(null);
  const make = (): void =>
    invite.mutate({ personIds: people.map(({ id }) => id) }, { onSuccess: (made) => setLinks(made) });
  return (
    <>
      {invite.isError && (
        <p className={classes.refusal} role="alert">
          {failureWords(invite.error)}
        </p>
      )}
      <Button className={classes.link} variant="subtle" loading={invite.isPending} onClick={make}>
        {t('invitations.personal.make', { count: people.length })}
      </Button>
      {links !== null && (
        <InvitationSheet committee={committee} people={people} links={links} onClose={() => setLinks(null)} />
      )}
    </>
  );
}
