import { useCommittee } from '#client/data/committees.ts';
import { useOrganisations, type ListedOrganisation } from '#client/data/organisation.ts';
import { useMembers } from '#client/data/people.ts';
import type { Me } from '#shared/protocol/session.ts';
import { STEPS, type SetUpDraft, type Step } from './set-up-draft.ts';

/** How far an installation is set up. What is on the server decides; the draft only says what was left out or opened again. */
export interface SetUp {
  readonly organisationId: string | undefined;
  readonly organisation: string;
  readonly committee: { readonly id: string; readonly title: string } | undefined;
  /** Known only to who looks after the committee. */
  readonly peopleCount: number | undefined;
  readonly report: { readonly id: string; readonly title: string } | undefined;
  /** Whether the report can be made by who sets up. */
  readonly mayCreateReport: boolean;
  readonly done: readonly Step[];
  /** Null when there is nothing left to do. */
  readonly open: Step | null;
}

interface Known {
  readonly setUp: SetUp | undefined;
  readonly error: Error | null;
  readonly retry: () => void;
}

type Committee = ListedOrganisation['committees'][number];

/** Undefined until it is known. An installation may hold organisations of others, which are no part of this set-up. */
export function useSetUp(me: Me, draft: SetUpDraft): Known {
  const organisations = useOrganisations();
  const mayLookAfter = ({ id, mayManage }: Committee): boolean =>
    mayManage || me.committees.some((own) => own.id === id);
  const all = organisations.data ?? [];
  const organisation =
    all.find(({ id }) => id === draft.organisationId) ??
    all.find(({ committees }) => committees.length === 0 || committees.some(mayLookAfter));
  const committee =
    organisation?.committees.find(({ id }) => id === draft.committeeId) ?? organisation?.committees.find(mayLookAfter);
  const isMine = committee !== undefined && mayLookAfter(committee);
  const mine = useCommittee(isMine ? committee?.id : undefined);
  const members = useMembers(isMine ? committee?.id : undefined);
  const retry = (): void => void Promise.all([organisations.refetch(), isMine ? mine.refetch() : undefined]);
  if (organisations.data === undefined) return { setUp: undefined, error: organisations.error, retry };
  // What is being typed in a step that is open stays, while the rest is asked for.
  if (isMine && mine.data === undefined && draft.open === null) return { setUp: undefined, error: mine.error, retry };
  const report = mine.data?.reports[0];
  const isDone = { organisation: organisation, committee, report };
  const done = STEPS.filter((step) => isDone[step] !== undefined);
  const left = STEPS.find((step) => !done.includes(step) && !draft.skipped.includes(step));
  return {
    setUp: {
      organisationId: organisation?.id,
      organisation: organisation?.name ?? '',
      committee,
      peopleCount: isMine ? members.data?.length : undefined,
      report,
      mayCreateReport: mine.data?.rights.includes('createReport') ?? false,
      done,
      open: draft.open ?? left ?? null,
    },
    error: null,
    retry,
  };
}
