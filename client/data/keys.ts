/** Names of what is cached: the kind first, so that a hint can say "all of this kind" or one of it. */
export const keys = {
  about: ['about'],
  me: ['me'],
  home: ['home'],
  committee: (id: string) => ['committee', id],
  committees: ['committee'],
  members: (committeeId: string) => ['committee', committeeId, 'people'],
  claims: (committeeId: string) => ['committee', committeeId, 'claims'],
  invitations: (committeeId: string) => ['committee', committeeId, 'invitations'],
  rightChanges: (committeeId: string) => ['committee', committeeId, 'rightChanges'],
  accounts: ['account'],
  ownSessions: ['ownSession'],
  ownTokens: ['ownToken'],
  organisations: ['organisation'],
  organisation: (id: string) => ['organisation', id],
  link: (secret: string) => ['link', secret],
  freeNames: (secret: string) => ['link', secret, 'names'],
  claim: (claimSecret: string) => ['claim', claimSecret],
  reports: ['report'],
  report: (id: string) => ['report', id],
  outlineVersions: (reportId: string) => ['report', reportId, 'outlineVersions'],
  outlineVersion: (reportId: string, id: string) => ['report', reportId, 'outlineVersions', id],
  deletedSections: (reportId: string) => ['report', reportId, 'deletedSections'],
  outlineTemplates: ['outlineTemplates'],
  sections: ['section'],
  section: (id: string) => ['section', id],
  parts: ['part'],
  part: (id: string) => ['part', id],
  submissions: (sectionId: string) => ['submissions', sectionId],
  documents: ['document'],
  document: (id: string) => ['document', id],
  versions: (documentId: string) => ['versions', documentId],
  allVersions: ['versions'],
  threads: (documentId: string) => ['threads', documentId],
  merge: (id: string) => ['merge', id],
  allMerges: ['merge'],
  merges: (reportId: string) => ['merges', reportId],
  mergeLists: ['merges'],
  job: (id: string) => ['job', id],
} as const;

export type Key = readonly string[];

/** A section in a new state: where it is listed, what may be done with its text, what waits on whom. */
export function keysOfSection(sectionId: string): readonly Key[] {
  return [
    keys.section(sectionId),
    keys.submissions(sectionId),
    keys.reports,
    keys.parts,
    keys.home,
    keys.documents,
    keys.allVersions,
  ];
}

/** An outline that was changed: sections and parts have other places, people, dates or rights. */
export const keysOfOutline: readonly Key[] = [keys.reports, keys.sections, keys.parts, keys.documents, keys.home];

/** A merge that was staged, applied or taken back: its part has other text and another list of what comes in. */
export const keysOfMerges: readonly Key[] = [
  keys.allMerges,
  keys.mergeLists,
  keys.reports,
  keys.parts,
  keys.home,
  keys.allVersions,
];

/** Whether the id of what is to be asked for is there yet; it often comes with an answer before. */
export function isKnown(id: string | null | undefined): boolean {
  return id !== null && id !== undefined && id !== '';
}
