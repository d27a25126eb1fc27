import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useChairs, useResetLink } from '#client/data/links.ts';
import { CopyField } from '#client/ui/CopyField.tsx';
import { LoadingLines } from '#client/ui/LoadingLines.tsx';
import { QrCode } from '#client/ui/QrCode.tsx';
import { useFailureWords } from '#client/ui/use-failure-words.ts';
import type { Person } from '#shared/protocol/people.ts';
import { OnlyHere } from './OnlyHere.tsx';
import { addressOfPath, isOnlyHere } from './own-address.ts';
import { untilSlots } from './until.ts';
import classes from './MeetingCode.module.css';

interface ChairLinksProps {
  readonly committeeId: string;
}

/** For an administrator outside the committee: its chair comes in first, and invites the others. */
export function ChairLinks({ committeeId }: ChairLinksProps): ReactElement {
  const { t } = useTranslation();
  const chairs = useChairs(committeeId);
  if (chairs.data === undefined) return <LoadingLines lines={3} />;
  return (
    <>
      <p>{t('invitations.chair.text')}</p>
      {isOnlyHere() && <OnlyHere />}
      {chairs.data
        .filter(({ account }) => account === 'none' || account === 'invited')
        .map((chair) => (
          <ChairLink key={chair.id} chair={chair} />
        ))}
    </>
  );
}

function ChairLink({ chair }: { readonly chair: Person }): ReactElement {
  const { t } = useTranslation();
  const failureWords = useFailureWords();
  const make = useResetLink();
  const { name } = chair;
  if (make.data === undefined)
    return (
      <>
        {make.isError && (
          <p className={classes.refusal} role="alert">
            {failureWords(make.error)}
          </p>
        )}
        <Button variant="default" loading={make.isPending} onClick={() => make.mutate({ personId: chair.id })}>
          {t('invitations.chair.make', { name })}
        </Button>
      </>
    );
  const address = addressOfPath(make.data.path);
  return (
    <>
      <div className={classes.code}>
        <QrCode text={address} label={t('invitations.personal.code', { name })} />
      </div>
      <CopyField label={t('invitations.chair.link', { name })} value={address} />
      <p className={classes.until}>{t('invitations.chair.until', untilSlots(make.data.expiresAt))}</p>
    </>
  );
}
