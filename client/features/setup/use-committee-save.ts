import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CallError } from '#client/data/call.ts';
import { useCreateCommittee, useSaveOrganisation } from '#client/data/organisation.ts';
import { useAddPeople } from '#client/data/people.ts';
import { emptyOrganisation } from '#client/objects/organisation-fields.ts';
import {
  isBlankRow,
  judgeRows,
  linesOf,
  withRefusal,
  type JudgedRows,
  type PeopleRow,
} from '#client/objects/people-lines.ts';
import { showToast } from '#client/ui/toast.ts';
import type { Member } from '#shared/protocol/people.ts';
import type { StepProps } from './OrganisationStep.tsx';

interface CommitteeSaveOptions extends Omit<StepProps, 'shell'> {
  /** Who is in the committee already. */
  readonly members: readonly Member[];
}

interface CommitteeSave {
  readonly judged: JudgedRows;
  readonly isBusy: boolean;
  readonly error: Error | null;
  readonly send: () => void;
}

/**
 * Saves the second step: the organisation where the first was left out, the committee, then its people, all or none. What was saved
 * before a refusal stays saved, so that to press again goes on from there.
 */
export function useCommitteeSave({ setUp, draft, onDraft, onDone, members }: CommitteeSaveOptions): CommitteeSave {
  const { t } = useTranslation();
  const createOrganisation = useSaveOrganisation();
  const createCommittee = useCreateCommittee();
  const addPeople = useAddPeople();
  const [sent, setSent] = useState<readonly PeopleRow[]>([]);
  const rows = useDeferredValue(draft.rows);
  const judged = useMemo(() => judgeRows(rows, members), [rows, members]);
  // A line that was changed since is no longer the one that was refused.
  const unchanged = useMemo(() => sent.map((row) => (rows.includes(row) ? row : { ...row, key: -1 })), [sent, rows]);
  const told = addPeople.error instanceof CallError ? addPeople.error.fields : [];
  const { committee } = draft;

  async function save(people: readonly PeopleRow[]): Promise<void> {
    // With the committee made the step would count as done, though its people may yet be refused.
    onDraft({ open: 'committee' });
    const committeeId = setUp.committee?.id ?? (await makeCommittee());
    if (people.length > 0) {
      setSent(people);
      const added = await addPeople.mutateAsync({ committeeId, people: linesOf(people) });
      showToast({ message: t('setup.committee.saved', { count: added.length }) });
    }
    onDraft({ rows: [] });
    onDone();
  }

  async function makeCommittee(): Promise<string> {
    const { organisation: name, title, congress, term, startedOn, ownRoles } = committee;
    const organisationId =
      setUp.organisationId ??
      (await createOrganisation.mutateAsync({ id: undefined, fields: { ...emptyOrganisation, name } })).id;
    const made = await createCommittee.mutateAsync({
      organisationId,
      title,
      congress,
      term,
      startedOn: startedOn ?? '',
      roles: [...ownRoles],
    });
    onDraft({ organisationId, committeeId: made.id });
    return made.id;
  }

  function send(): void {
    const people = draft.rows.filter((row) => !isBlankRow(row));
    const isNamed = setUp.organisationId !== undefined || committee.organisation.trim() !== '';
    const isTold = isNamed && committee.title.trim() !== '' && committee.startedOn !== null;
    const isGood = judgeRows(people, members).faults.size === 0;
    // What was refused is told at its place; the promise has nothing to add.
    if (isGood && (setUp.committee !== undefined || isTold)) void save(people).catch(() => undefined);
  }

  const deeds = [createOrganisation, createCommittee, addPeople];
  return {
    judged: told.length > 0 ? withRefusal(judged, unchanged, told) : judged,
    isBusy: deeds.some(({ isPending }) => isPending),
    error: deeds.map(({ error }) => error).find((error) => error !== null) ?? null,
    send,
  };
}
