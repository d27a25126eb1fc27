import { Button } from '@mantine/core';
import { UserPlus } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useInvite, type PersonalLinks } from '#client/data/links.ts';
import { standingOf, useMembers } from '#client/data/people.ts';
import { addRows, emptyPerson, type PeopleRow } from '#client/objects/people-lines.ts';
import { ErrorState } from '#client/ui/ErrorState.tsx';
import { LoadingLines } from '#client/ui/LoadingLines.tsx';
import { Panel } from '#client/ui/Panel.tsx';
import { showToast } from '#client/ui/toast.ts';
import { useFailureWords } from '#client/ui/use-failure-words.ts';
import type { Committee } from '#shared/protocol/committees.ts';
import type { Member } from '#shared/protocol/people.ts';
import type { Me } from '#shared/protocol/session.ts';
import { AddPeopleDialog } from './AddPeopleDialog.tsx';
import { MemberList } from './MemberList.tsx';
import { RemoveDialog } from './RemoveDialog.tsx';
import { RolesDialog } from './RolesDialog.tsx';
import type { PeopleSlots } from './slots.ts';
import classes from './PeopleTab.module.css';

interface PeopleTabProps extends PeopleSlots {
  readonly me: Me;
  readonly committee: Committee;
  /** Lines of people to be that are being typed. */
  readonly rows: readonly PeopleRow[];
  readonly onRows: (update: (rows: readonly PeopleRow[]) => readonly PeopleRow[]) => void;
}

/** What is being done, over the list. */
type Doing =
  | { readonly kind: 'nothing' | 'add' }
  | { readonly kind: 'roles' | 'remove'; readonly member: Member }
  | { readonly kind: 'invited'; readonly people: readonly Member[]; readonly links: PersonalLinks };

const NOTHING: Doing = { kind: 'nothing' };
export const firstRows: readonly PeopleRow[] = addRows([], [emptyPerson]);

/** The people of the committee with their roles, and what can be done with each. */
export function PeopleTab({ me, committee, rows, onRows, ...slots }: PeopleTabProps): ReactElement {
  const { t } = useTranslation();
  const members = useMembers(committee.id);
  const [doing, setDoing] = useState<Doing>(NOTHING);
  const close = (): void => setDoing(NOTHING);
  const invite = useInviting(committee.id, (people, links) => setDoing({ kind: 'invited', people, links }));
  if (members.isError) {
    return (
      <ErrorState
        heading="h2"
        title={t('people.cannotOpen')}
        error={members.error}
        onRetry={() => void members.refetch()}
      />
    );
  }
  if (members.data === undefined) return <LoadingLines lines={8} />;
  const people = members.data;
  const waiting = people.filter(isOutside).length;
  const finishAdding = (added: readonly Member[]): void => {
    onRows(() => firstRows);
    close();
    showToast({
      message: t('people.added', { count: added.length }),
      action: { label: t('people.inviteOne'), run: () => invite(added) },
    });
  };
  return (
    <div className={classes.sides}>
      <Panel
        title={t('people.list')}
        hint={waiting > 0 && t('people.waiting', { count: waiting })}
        action={
          <Button leftSection={<UserPlus size="1.125rem" aria-hidden />} onClick={() => setDoing({ kind: 'add' })}>
            {t('people.add')}
          </Button>
        }
      >
        <MemberList
          committee={committee}
          members={people}
          onInvite={(member) => invite([member])}
          onRoles={(member) => setDoing({ kind: 'roles', member })}
          onRemove={(member) => setDoing({ kind: 'remove', member })}
        />
      </Panel>
      {waiting > 0 && (
        <div className={classes.aside}>
          {slots.invitePanel({ committeeId: committee.id, committee: committee.title })}
        </div>
      )}
      {doing.kind === 'roles' && (
        <RolesDialog
          committeeId={committee.id}
          member={doing.member}
          standing={standingOf(me, people)}
          onClose={close}
        />
      )}
      {doing.kind === 'remove' && <RemoveDialog committee={committee} member={doing.member} onClose={close} />}
      {doing.kind === 'invited' &&
        slots.invitationSheet({ committee: committee.title, people: doing.people, links: doing.links, onClose: close })}
      {doing.kind === 'add' && (
        <AddPeopleDialog
          committeeId={committee.id}
          members={people}
          rows={rows}
          onRows={onRows}
          onAdded={finishAdding}
          onClose={close}
        />
      )}
    </div>
  );
}

/** Makes a link for each of these people; an older one of theirs ends. */
function useInviting(
  committeeId: string,
  onMade: (people: readonly Member[], links: PersonalLinks) => void,
): (people: readonly Member[]) => void {
  const failureWords = useFailureWords();
  const { mutate } = useInvite(committeeId);
  return (people) =>
    mutate(
      { personIds: people.map(({ id }) => id) },
      {
        onSuccess: (links) => onMade(people, links),
        onError: (error) => showToast({ message: failureWords(error) }),
      },
    );
}

function isOutside({ account }: Member): boolean {
  return account === 'none' || account === 'invited';
}
