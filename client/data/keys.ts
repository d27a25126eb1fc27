/** Names of what is cached: the kind first, so that a hint can say "all of this kind" or one of it. */
export const keys = {
  about: ['about'],
  me: ['me'],
  home: ['home'],
  committee: (id: string) => ['committee', id],
  reports: ['report'],
  report: (id: string) => ['report', id],
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
