import { Button, TextInput } from '@mantine/core';
import { Search } from 'lucide-react';
import { useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useInvitations, useOwnedSections } from '#client/data/people-admin.ts';
import { EmptyState } from '#client/ui/EmptyState.tsx';
import { ListTable } from '#client/ui/ListTable.tsx';
import type { Committee } from '#shared/protocol/committees.ts';
import type { Member } from '#shared/protocol/people.ts';
import { containsText } from '#shared/vietnamese/fold.ts';
import { MemberRow } from './MemberRow.tsx';
import classes from './MemberList.module.css';

interface MemberListProps {
  readonly committee: Committee;
  readonly members: readonly Member[];
  readonly onInvite: (member: Member) => void;
  readonly onRoles: (member: Member) => void;
  readonly onRemove: (member: Member) => void;
}

/** Rows that are drawn before one asks for more: a committee may have thousands of people. */
const FEW = 100;

/** The people of a committee, found by their words. */
export function MemberList({ committee, members, onInvite, onRoles, onRemove }: MemberListProps): ReactElement {
  const { t } = useTranslation();
  const [query, setQuery] = useState('');
  const [count, setCount] = useState(FEW);
  const invitations = useInvitations(committee.id).data;
  const owned = useOwnedCounts(committee);
  const usable = useMemo(
    () => new Map(invitations?.filter(({ state }) => state === 'usable').map((one) => [one.personId, one])),
    [invitations],
  );
  const found = members.filter((member) => isFound(member, query.trim()));
  if (members.length === 0) return <EmptyState title={t('people.none')}>{t('people.noneText')}</EmptyState>;
  const heads = [t('people.person'), t('people.roles'), t('people.comingIn'), t('people.sections'), t('people.deeds')];
  return (
    <>
      <TextInput
        className={classes.find}
        type="search"
        aria-label={t('people.find')}
        placeholder={t('people.find')}
        leftSection={<Search size="1rem" aria-hidden />}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
      />
      {found.length === 0 && <EmptyState title={t('people.noneFound')}>{t('people.noneFoundText')}</EmptyState>}
      {found.length > 0 && (
        <ListTable label={t('people.list')} heads={heads}>
          {found.slice(0, count).map((member) => (
            <MemberRow
              key={member.id}
              committeeId={committee.id}
              member={member}
              sections={owned.get(member.id) ?? 0}
              invitation={usable.get(member.id)}
              onRoles={() => onRoles(member)}
              onRemove={() => onRemove(member)}
              onInvite={() => onInvite(member)}
            />
          ))}
        </ListTable>
      )}
      {found.length > count && (
        <div className={classes.more}>
          <Button variant="default" onClick={() => setCount(count + FEW)}>
            {t('people.more')}
          </Button>
        </div>
      )}
    </>
  );
}

/** By person, how many sections are theirs. */
function useOwnedCounts({ reports }: Committee): ReadonlyMap<string, number> {
  const owned = useOwnedSections(reports.map(({ id }) => id));
  const counts = new Map<string, number>();
  for (const { ownerId } of owned) counts.set(ownerId, (counts.get(ownerId) ?? 0) + 1);
  return counts;
}

function isFound({ name, title, login }: Member, query: string): boolean {
  return [name, title, login].some((text) => containsText(text, query));
}
