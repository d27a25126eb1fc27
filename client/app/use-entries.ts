import { useTranslation } from 'react-i18next';
import { useCommittees } from '#client/data/committees.ts';
import { useReports } from '#client/data/reports.ts';
import { useRoleNames } from '#client/objects/role-names.ts';
import { sectionName } from '#client/objects/section-name.ts';
import type { Committee } from '#shared/protocol/committees.ts';
import type { OutlineNode, Report } from '#shared/protocol/reports.ts';
import type { Me } from '#shared/protocol/session.ts';
import type { Entry, EntryKind } from './entries.ts';
import { useDeedEntries, type HouseDeeds } from './use-deed-entries.ts';

/** One section of an outline, with the titles above it. */
interface Placed {
  readonly node: OutlineNode;
  readonly report: Report;
  readonly path: readonly string[];
}

/** Everything that a person may jump to, or what another person writes: names alone, of what the server lets them know. */
export function useEntries(me: Me, deeds: HouseDeeds, personId: string | null): readonly Entry[] {
  const { t } = useTranslation();
  const committees = useCommittees(me.committees.map(({ id }) => id));
  const reports = useReports(committees.flatMap((one) => one.reports.map(({ id }) => id)));
  const screens = useScreenEntries(me, committees, reports);
  const people = usePeopleEntries(committees, reports);
  const doing = useDeedEntries(committees, deeds);
  const sections = sectionsOf(reports);
  const writtenBy = (id: string): readonly Entry[] =>
    sections.filter(({ node }) => isWrittenBy(node, id)).map(sectionEntry);
  if (personId !== null) {
    const listName = (person: string): string => t('keys.personScreen', { person });
    return [...writtenBy(personId), ...listEntries(committees, personId, listName)];
  }
  const others = sections.filter(({ node }) => !isWrittenBy(node, me.id));
  return [...writtenBy(me.id), ...screens, ...others.map(sectionEntry), ...people, ...doing];
}

/** The lists of people in which somebody stands, for who looks after them. */
function listEntries(
  committees: readonly Committee[],
  personId: string,
  nameOf: (person: string) => string,
): readonly Entry[] {
  return committees
    .filter(({ rights }) => rights.includes('manage'))
    .flatMap(({ id, title, people }) =>
      people
        .filter((one) => one.id === personId)
        .map(({ name }) => place('screen', `/committees/${id}/people`, nameOf(name), title)),
    );
}

function useScreenEntries(me: Me, committees: readonly Committee[], reports: readonly Report[]): readonly Entry[] {
  const { t } = useTranslation();
  const screen = (to: string, name: string, detail: string = t('keys.screen')): Entry =>
    place('screen', to, name, detail);
  return [
    screen('/', t('app.home')),
    ...reports.flatMap(({ id, title, parts }) => [
      screen(`/reports/${id}`, title, t('outline.outline')),
      screen(`/reports/${id}?tab=consolidated`, t('outline.consolidated'), title),
      ...parts
        .filter(({ rights }) => rights.includes('read'))
        .map((part) =>
          place('part', `/parts/${part.id}`, sectionName(part), t('keys.consolidatedOf', { report: title })),
        ),
    ]),
    ...committees
      .filter(({ rights }) => rights.includes('manage'))
      .map(({ id, title }) => screen(`/committees/${id}/people`, t('app.people'), title)),
    ...(me.admin ? [screen('/admin/people', t('app.accounts'))] : []),
    screen('/account', t('app.myAccount')),
  ];
}

function usePeopleEntries(committees: readonly Committee[], reports: readonly Report[]): readonly Entry[] {
  const { t } = useTranslation();
  const roleNames = useRoleNames();
  const sections = sectionsOf(reports);
  const people = new Map(committees.flatMap((committee) => committee.people.map((one) => [one.id, one] as const)));
  return [...people.values()].map(({ id, name, roles }) => {
    const count = sections.filter(({ node }) => isWrittenBy(node, id)).length;
    return {
      id: `person:${id}`,
      kind: 'person',
      name,
      detail: t('keys.personSections', { roles: roleNames({ roles, admin: false }).join(', '), count }),
      goal: { kind: 'person', personId: id, name },
    };
  });
}

function sectionsOf(reports: readonly Report[]): readonly Placed[] {
  return reports.flatMap((report) => placedIn(report.outline, report, []));
}

function placedIn(nodes: readonly OutlineNode[], report: Report, path: readonly string[]): readonly Placed[] {
  return nodes.flatMap((node) => [
    { node, report, path },
    ...placedIn(node.children, report, [...path, sectionName(node)]),
  ]);
}

function isWrittenBy({ ownerId, coEditorIds }: OutlineNode, personId: string): boolean {
  return ownerId === personId || coEditorIds.some((id) => id === personId);
}

/** With what it stands in and its report. To its text, or to its row of the outline where there is none or none to be read. */
function sectionEntry({ node, report, path }: Placed): Entry {
  const isRead = node.documentId !== null && node.rights.includes('read');
  const to = isRead ? `/sections/${node.id}` : `/reports/${report.id}?section=${node.id}`;
  return place('section', to, sectionName(node), [...path.slice(-1), report.title].join(' · '));
}

function place(kind: EntryKind, to: string, name: string, detail: string): Entry {
  return { id: to, kind, name, detail, goal: { kind: 'address', to } };
}
