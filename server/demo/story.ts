import { z } from 'zod';
import { COMMITTEE_ROLES } from '#shared/model/person.ts';
import { NUMBERINGS, SECTION_STATES, VISIBILITIES } from '#shared/model/section.ts';
import committeeJson from './committee.json' with { type: 'json' };
import elementsJson from './elements.json' with { type: 'json' };
import outlineJson from './outline.json' with { type: 'json' };
import storyJson from './story.json' with { type: 'json' };
import { TEXTS_JSON } from './texts.ts';

/** The founding example as it lies in the files of this folder. Times are the committee's, `YYYY-MM-DDTHH:MM`. */
const committeeSchema = z.object({
  organisation: z.object({
    name: z.string(),
    parentName: z.string(),
    place: z.string(),
    profile: z.string(),
    toneStyle: z.string(),
  }),
  committee: z.object({ title: z.string(), congress: z.string(), term: z.string(), startedOn: z.string() }),
  people: z.array(
    z.object({
      login: z.string(),
      name: z.string(),
      title: z.string(),
      roles: z.array(z.enum(COMMITTEE_ROLES)),
      admin: z.boolean(),
    }),
  ),
  report: z.object({
    title: z.string(),
    documentTitle: z.string(),
    subject: z.string(),
    orgAbbreviation: z.string(),
    outlinedAt: z.string(),
  }),
});

const bothLanguages = z.object({ vi: z.string(), en: z.string() });

export interface OutlineEntry {
  readonly key: string;
  readonly title: string;
  readonly numbering: (typeof NUMBERINGS)[number];
  readonly guidance: z.output<typeof bothLanguages>;
  readonly elements: readonly string[];
  readonly targetWords: number;
  readonly owner: string | null;
  readonly coEditors: readonly string[];
  readonly approver: string | null;
  readonly startOn: string | null;
  readonly dueOn: string | null;
  readonly visibility: (typeof VISIBILITIES)[number];
  readonly state: (typeof SECTION_STATES)[number];
  readonly children: readonly OutlineEntry[];
}

const outlineEntry: z.ZodType<OutlineEntry> = z.object({
  key: z.string(),
  title: z.string(),
  numbering: z.enum(NUMBERINGS),
  guidance: bothLanguages,
  elements: z.array(z.string()),
  targetWords: z.number(),
  owner: z.string().nullable(),
  coEditors: z.array(z.string()),
  approver: z.string().nullable(),
  startOn: z.string().nullable(),
  dueOn: z.string().nullable(),
  visibility: z.enum(VISIBILITIES),
  state: z.enum(SECTION_STATES),
  get children() {
    return z.array(outlineEntry);
  },
});

const moment = z.object({ section: z.string(), by: z.string(), at: z.string() });
const edit = moment.extend({ find: z.string(), replace: z.string() });

const storySchema = z.object({
  /** When the writing of each section begins, by its key. */
  begunAt: z.record(z.string(), z.string()),
  comments: z.array(
    z.object({
      section: z.string(),
      quote: z.string(),
      by: z.string(),
      text: z.string(),
      at: z.string(),
      answers: z.array(z.object({ by: z.string(), at: z.string(), text: z.string(), mentions: z.array(z.string()) })),
      resolved: z.boolean(),
      /** Said in the consolidated part that holds the section, not in the section. */
      inPart: z.boolean().default(false),
    }),
  ),
  submissions: z.array(
    z.object({
      section: z.string(),
      by: z.string(),
      at: z.string(),
      note: z.string().default(''),
      outcome: z.enum(['received', 'returned', 'none']),
      decidedBy: z.string().optional(),
      decidedAt: z.string().optional(),
      reason: z.string().default(''),
    }),
  ),
  namedVersions: z.array(moment.extend({ name: z.string() })),
  /** Received sections that the bureau opens to their authors again. */
  reopenings: z.array(moment.extend({ reason: z.string() })),
  /** What authors change in their sections between two submissions. */
  revisions: z.array(edit),
  merges: z.array(moment),
  /** Staged and left undecided: its author corrected a sentence that the bureau had changed too. */
  waitingMerge: moment,
  laterCorrections: z.array(edit.extend({ reason: z.string(), reopenedBy: z.string() })),
  bureauEdits: z.array(edit),
  drafts: z.array(z.object({ number: z.number(), by: z.string(), at: z.string(), note: z.string() })),
});

/** From and to, in UTF-16 units. */
const ranges = z.array(z.tuple([z.number(), z.number()])).default([]);

const blockSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('paragraph'),
    level: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]),
    list: z.enum(['none', 'bullet', 'decimal', 'alpha', 'dash']),
    text: z.string(),
    align: z.enum(['left', 'center', 'right', 'justify']).optional(),
    bold: ranges,
    italic: ranges,
  }),
  z.object({
    type: z.literal('table'),
    header: z.array(z.string()),
    rows: z.array(z.array(z.string())),
    caption: z.string(),
    unit: z.string().optional(),
  }),
  z.object({
    type: z.literal('image'),
    picture: z.string(),
    alt: z.string(),
    caption: z.string(),
    widthPercent: z.number(),
  }),
]);
const textSchema = z.object({ blocks: z.array(blockSchema) });

export type StoryBlock = z.output<typeof blockSchema>;
export type Story = z.output<typeof storySchema>;
export type StoryEdit = z.output<typeof edit>;

export interface FoundingExample {
  readonly committee: z.output<typeof committeeSchema>;
  readonly outline: readonly OutlineEntry[];
  readonly elements: Readonly<Record<string, z.output<typeof bothLanguages>>>;
  readonly story: Story;
  /** By the key of their section. */
  readonly texts: ReadonlyMap<string, readonly StoryBlock[]>;
}

export function readFoundingExample(): FoundingExample {
  return {
    committee: committeeSchema.parse(committeeJson),
    outline: z.object({ sections: z.array(outlineEntry) }).parse(outlineJson).sections,
    elements: z.record(z.string(), bothLanguages).parse(elementsJson),
    story: storySchema.parse(storyJson),
    texts: new Map(Object.entries(TEXTS_JSON).map(([key, text]) => [key, textSchema.parse(text).blocks])),
  };
}
