import { useCallback, useEffect, useRef, useState } from 'react';
import { z } from 'zod';
import { LAYOUT_PROFILES, SIGNATURE_FORMS, TONE_STYLES } from '#shared/model/organisation.ts';
import { COMMITTEE_ROLES } from '#shared/model/person.ts';

export const STEPS = ['organisation', 'committee', 'report'] as const;
export type Step = (typeof STEPS)[number];

const roles = z.array(z.enum(COMMITTEE_ROLES)).readonly();

/** What was typed into the steps and is not on the server yet, and which of them were left out. */
const draftSchema = z.object({
  /** Opened by hand; null is the first that is not done. */
  open: z.enum(STEPS).nullable(),
  skipped: z.array(z.enum(STEPS)).readonly(),
  /** Through to the end, or not to be reminded of any more. */
  isOver: z.boolean(),
  /** What was made here: a sample that was looked at before is not to be taken for it. */
  organisationId: z.string().nullable(),
  committeeId: z.string().nullable(),
  organisation: z
    .object({
      name: z.string(),
      parentName: z.string(),
      place: z.string(),
      abbreviation: z.string(),
      profile: z.enum(LAYOUT_PROFILES),
      toneStyle: z.enum(TONE_STYLES),
      signature: z.object({
        form: z.enum(SIGNATURE_FORMS),
        body: z.string(),
        position: z.string(),
        name: z.string(),
      }),
      recipients: z.array(z.string()),
    })
    .nullable(),
  committee: z.object({
    organisation: z.string(),
    title: z.string(),
    congress: z.string(),
    term: z.string(),
    startedOn: z.string().nullable(),
    ownRoles: roles,
  }),
  rows: z
    .array(
      z.object({
        key: z.number(),
        name: z.string(),
        title: z.string(),
        roles,
        roleText: z.string(),
        login: z.string(),
      }),
    )
    .readonly(),
  report: z
    .object({
      templateId: z.string().nullable(),
      title: z.string(),
      documentTitle: z.string(),
      subject: z.string(),
      startOn: z.string().nullable(),
      due: z.string().nullable(),
    })
    .nullable(),
});

export type SetUpDraft = z.output<typeof draftSchema>;
export type ReportFields = NonNullable<SetUpDraft['report']>;

const emptyDraft: SetUpDraft = {
  open: null,
  skipped: [],
  isOver: false,
  organisationId: null,
  committeeId: null,
  organisation: null,
  // Who installs mostly goes on to invite people and to make the report.
  committee: { organisation: '', title: '', congress: '', term: '', startedOn: null, ownRoles: ['bureau'] },
  rows: [],
  report: null,
};

export type ChangeDraft = (change: Partial<SetUpDraft> | ((draft: SetUpDraft) => Partial<SetUpDraft>)) => void;

/** A pause of typing after which it is written down; a list of thousands is not to be written at every key. */
const PAUSE_MS = 400;

/** The draft of one account, which this browser keeps: whoever leaves goes on where they were. */
export function useSetUpDraft(personId: string): readonly [SetUpDraft, ChangeDraft] {
  const [draft, setDraft] = useState(() => readDraft(personId) ?? emptyDraft);
  const latest = useRef(draft);
  const change = useCallback<ChangeDraft>(
    (update) => setDraft((before) => ({ ...before, ...(typeof update === 'function' ? update(before) : update) })),
    [],
  );
  useEffect(() => {
    latest.current = draft;
    const timer = setTimeout(() => writeDraft(personId, draft), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [personId, draft]);
  useEffect(() => {
    const write = (): void => writeDraft(personId, latest.current);
    addEventListener('pagehide', write);
    return () => {
      removeEventListener('pagehide', write);
      write();
    };
  }, [personId]);
  return [draft, change];
}

/** What this browser has of an account's set-up; undefined where it never began here. */
export function readDraft(personId: string): SetUpDraft | undefined {
  try {
    return draftSchema.parse(JSON.parse(localStorage.getItem(placeOf(personId)) ?? 'null'));
  } catch {
    // Written by another version of the program, or not at all.
    return undefined;
  }
}

export function writeDraft(personId: string, draft: SetUpDraft): void {
  try {
    localStorage.setItem(placeOf(personId), JSON.stringify(draft));
  } catch {
    // A full or forbidden store: what was typed still is on the screen.
  }
}

function placeOf(personId: string): string {
  return `dt.setUp.${personId}`;
}
