import type { CommitteeRole } from '#shared/model/person.ts';
import { COMMITTEE_ACTIONS, PART_ACTIONS, REPORT_ACTIONS, SECTION_ACTIONS, TEXT_GRADES } from '#shared/model/right.ts';
import type { CommitteeAction, PartAction, ReportAction, SectionAction, TextGrade } from '#shared/model/right.ts';
import type { SectionRelation, SectionState, Visibility } from '#shared/model/section.ts';

/**
 * Who may do what: one table of data, asked by the server before every deed and by the screens before they offer a button.
 * Rights come from a person's roles in the committee and their relation to a section; they add up. What no row grants is refused.
 * Source: the table "Who uses it, and what each may do" of the product's description.
 */

/** How a person stands to one section: the whole input of a decision about it. */
export interface SectionStanding {
  readonly roles: readonly CommitteeRole[];
  readonly relation: SectionRelation;
  readonly state: SectionState;
  readonly visibility: Visibility;
}

/** How a person stands to a report and its parts; `hasDraft`: a numbered draft of the report exists. */
export interface ReportStanding {
  readonly roles: readonly CommitteeRole[];
  readonly hasDraft: boolean;
}

/** How a person stands to a committee as such; `hasChair`: a chair of it has come in. */
export interface CommitteeStanding {
  readonly roles: readonly CommitteeRole[];
  readonly admin: boolean;
  readonly hasChair: boolean;
}

interface SectionGrant {
  /** A role in the committee, or a relation to the section. */
  readonly who: CommitteeRole | Exclude<SectionRelation, 'none'>;
  readonly states: readonly SectionState[] | 'any';
  /** `allowing`: only where the visibility lets others know the section. */
  readonly visibility: 'any' | 'allowing';
  readonly grants: readonly SectionAction[];
}

const WRITABLE_STATES = ['assigned', 'drafting', 'returned'] as const;

const SECTION_GRANTS: readonly SectionGrant[] = [
  { who: 'chair', states: 'any', visibility: 'any', grants: ['see', 'read', 'comment', 'suggest'] },
  { who: 'bureau', states: 'any', visibility: 'allowing', grants: ['see', 'read', 'comment', 'suggest'] },
  { who: 'bureau', states: ['submitted'], visibility: 'any', grants: ['receive', 'return'] },
  { who: 'bureau', states: ['received'], visibility: 'any', grants: ['reopen'] },
  { who: 'helper', states: 'any', visibility: 'allowing', grants: ['see', 'read', 'comment'] },
  { who: 'member', states: 'any', visibility: 'allowing', grants: ['see', 'read', 'comment'] },
  { who: 'office', states: 'any', visibility: 'allowing', grants: ['see', 'read', 'comment'] },
  { who: 'owner', states: 'any', visibility: 'any', grants: ['see', 'read', 'comment'] },
  { who: 'owner', states: WRITABLE_STATES, visibility: 'any', grants: ['edit'] },
  { who: 'owner', states: ['assigned', 'drafting', 'returned'], visibility: 'any', grants: ['submit'] },
  { who: 'owner', states: ['submitted'], visibility: 'any', grants: ['withdraw'] },
  { who: 'coEditor', states: 'any', visibility: 'any', grants: ['see', 'read', 'comment'] },
  { who: 'coEditor', states: WRITABLE_STATES, visibility: 'any', grants: ['edit'] },
];

interface ReportGrant<Action> {
  readonly who: CommitteeRole;
  readonly when: 'always' | 'hasDraft';
  readonly grants: readonly Action[];
}

const PART_GRANTS: readonly ReportGrant<PartAction>[] = [
  { who: 'chair', when: 'always', grants: ['see', 'read', 'comment', 'suggest'] },
  {
    who: 'bureau',
    when: 'always',
    grants: ['see', 'read', 'comment', 'edit', 'stageMerge', 'applyMerge', 'revertMerge'],
  },
  { who: 'helper', when: 'always', grants: ['see', 'read', 'comment', 'suggest', 'stageMerge'] },
  { who: 'member', when: 'hasDraft', grants: ['see', 'read', 'comment'] },
  { who: 'office', when: 'hasDraft', grants: ['see', 'read', 'comment'] },
];

const REPORT_GRANTS: readonly ReportGrant<ReportAction>[] = [
  {
    who: 'chair',
    when: 'always',
    grants: ['see', 'seeMerges', 'export', 'exportDraft', 'editOutline', 'approveOutline', 'assign'],
  },
  {
    who: 'bureau',
    when: 'always',
    grants: ['see', 'seeMerges', 'export', 'exportDraft', 'freeze', 'editOutline', 'assign'],
  },
  { who: 'helper', when: 'always', grants: ['see', 'seeMerges', 'export', 'exportDraft'] },
  { who: 'member', when: 'always', grants: ['see'] },
  { who: 'member', when: 'hasDraft', grants: ['exportDraft'] },
  { who: 'office', when: 'always', grants: ['see'] },
  { who: 'office', when: 'hasDraft', grants: ['exportDraft'] },
];

interface CommitteeGrant {
  readonly who: CommitteeRole | 'admin';
  readonly when: 'always' | 'withoutChair';
  readonly grants: readonly CommitteeAction[];
}

const COMMITTEE_GRANTS: readonly CommitteeGrant[] = [
  { who: 'chair', when: 'always', grants: ['see', 'manage', 'createReport'] },
  { who: 'bureau', when: 'always', grants: ['see', 'manage', 'createReport'] },
  { who: 'helper', when: 'always', grants: ['see'] },
  { who: 'member', when: 'always', grants: ['see'] },
  { who: 'office', when: 'always', grants: ['see'] },
  // Whoever administers sets a committee up, and lets its chair in; once the chair is there, they stand outside.
  { who: 'admin', when: 'withoutChair', grants: ['see', 'manage'] },
];

/** Everything this person may do with the committee as such. Empty: for them it does not exist. */
export function committeeRights(standing: CommitteeStanding): readonly CommitteeAction[] {
  return COMMITTEE_ACTIONS.filter((action) =>
    COMMITTEE_GRANTS.some(
      ({ who, when, grants }) =>
        (who === 'admin' ? standing.admin : standing.roles.includes(who)) &&
        (when === 'always' || !standing.hasChair) &&
        grants.includes(action),
    ),
  );
}

/** Whether a person may give somebody these roles in place of those. The head of a committee is not for its bureau to make or unmake. */
export function mayChangeRoles(
  by: CommitteeStanding,
  change: { readonly from: readonly CommitteeRole[]; readonly to: readonly CommitteeRole[] },
): boolean {
  if (!committeeRights(by).includes('manage')) return false;
  const isOfChair = change.from.includes('chair') !== change.to.includes('chair');
  return !isOfChair || by.roles.includes('chair') || (by.admin && !by.hasChair);
}

/** Everything this person may do with this section now. Empty: for them it does not exist. */
export function sectionRights(standing: SectionStanding): readonly SectionAction[] {
  const mayKnow = standing.visibility === 'open' || standing.state === 'submitted' || standing.state === 'received';
  const granted = new Set(
    SECTION_GRANTS.filter(
      (row) =>
        (row.who === standing.relation || standing.roles.some((role) => role === row.who)) &&
        (row.states === 'any' || row.states.includes(standing.state)) &&
        (row.visibility === 'any' || mayKnow),
    ).flatMap((row) => row.grants),
  );
  return SECTION_ACTIONS.filter((action) => granted.has(action));
}

/** Everything this person may do with the consolidated parts of a report. Empty: for them no part exists yet. */
export function partRights(standing: ReportStanding): readonly PartAction[] {
  return PART_ACTIONS.filter((action) => isGranted(PART_GRANTS, standing, action));
}

/** Everything this person may do with the report as a whole. Empty: they are not of its committee. */
export function reportRights(standing: ReportStanding): readonly ReportAction[] {
  return REPORT_ACTIONS.filter((action) => isGranted(REPORT_GRANTS, standing, action));
}

function isGranted<Action>(rows: readonly ReportGrant<Action>[], standing: ReportStanding, action: Action): boolean {
  return rows.some(
    (row) =>
      standing.roles.includes(row.who) && (row.when === 'always' || standing.hasDraft) && row.grants.includes(action),
  );
}

/** The highest grade that a list of rights gives in the text. */
export function textGrade(rights: readonly (SectionAction | PartAction)[]): TextGrade {
  return TEXT_GRADES.findLast((grade) => rights.some((right) => right === grade)) ?? 'none';
}
