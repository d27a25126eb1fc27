import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach } from 'vitest';
import type { DocumentContent, Paragraph, ParagraphLevel } from '#shared/document/document.ts';
import {
  idOf,
  type BlockId,
  type CommitteeId,
  type DocumentId,
  type PartId,
  type PersonId,
  type SectionId,
} from '#shared/model/ids.ts';
import type { CommitteeRole } from '#shared/model/person.ts';
import type { Numbering, Visibility } from '#shared/model/section.ts';
import type { Hint } from '#shared/protocol/hints.ts';
import type { Caller } from '#server/access/caller.ts';
import { createReport, foundCommittee as found, type MadeReport, type NewSection } from '#server/actions/setup.ts';
import { parseConfig } from '#server/config.ts';
import type { Context } from '#server/context.ts';
import { openNode } from '#server/node.ts';
import { openKeptLog } from '#test/world/kept-log.ts';

/** A store in a file, live texts and workers as the server has them, without its edges. */
export interface CommitteeWorld {
  readonly context: Context;
  /** Everything told on the bus since the last time that it was asked. */
  takeHints(): readonly Hint[];
  /** Lets time pass for everyone. */
  advance(ms: number): void;
  close(): Promise<void>;
}

export interface WorldOptions {
  readonly demo?: boolean;
  /** What the clock goes on by with each look at it; 1. */
  readonly tickMs?: number;
}

export async function openWorld(options: WorldOptions = {}): Promise<CommitteeWorld> {
  const dataDir = await mkdtemp(join(tmpdir(), 'dong-thao-'));
  const node = await openNode(parseConfig({ DATA_DIR: dataDir }), openKeptLog());
  const tickMs = options.tickMs ?? 1;
  let time = Date.now();
  const hints: Hint[] = [];
  // Told at once and not at the next turn, so that a test need not wait to see what was told.
  const bus: Context['bus'] = {
    ...node.context.bus,
    publish(hint) {
      hints.push(hint);
      node.context.bus.publish(hint);
    },
  };
  const context: Context = {
    ...node.context,
    bus,
    demo: options.demo ?? false,
    // Each look at the clock is later than the one before, so that things that happen one after the other are seen so.
    now: () => (time += tickMs),
  };
  return {
    context,
    takeHints: () => hints.splice(0),
    advance: (ms) => {
      time += ms;
    },
    async close() {
      await node.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

const PEOPLE = {
  chair: ['chair'],
  bureau: ['bureau'],
  bureau2: ['bureau'],
  helper: ['helper'],
  owner: ['member'],
  writer: ['member'],
  other: ['member'],
  office: ['office'],
  admin: [],
  stranger: [],
} as const satisfies Readonly<Record<string, readonly CommitteeRole[]>>;

export type PersonName = keyof typeof PEOPLE;

/** A committee with one person in each role, and a report of one part with two texts and a second part with one. */
export interface SmallCommittee {
  readonly committeeId: CommitteeId;
  readonly as: Readonly<Record<PersonName, Caller>>;
  readonly report: MadeReport;
  readonly open: TextPlace;
  readonly closed: TextPlace;
  readonly annex: TextPlace;
}

export interface TextPlace {
  readonly sectionId: SectionId;
  readonly documentId: DocumentId;
  readonly partId: PartId;
  readonly partDocumentId: DocumentId;
}

/** `open`: owned by `owner`, co-edited by `writer`; `closed`: the same, closed until submitted; `annex`: owned by `other`. */
export async function foundCommittee({ context }: Pick<CommitteeWorld, 'context'>): Promise<SmallCommittee> {
  // A login is taken once in a store, and a store may hold several committees.
  const mark = context.newId().toLowerCase();
  const { committeeId, people } = await found(context, {
    organisation: {
      name: 'Phường',
      parentName: 'Quận',
      place: 'Ngọc Lâm',
      abbreviation: 'ĐU',
      profile: 'dang-hd36-2018',
      toneStyle: 'old',
    },
    committee: { title: 'Tiểu ban Văn kiện', congress: 'Đại hội', term: '2020 - 2025', startedOn: '2020-03-26' },
    people: Object.entries(PEOPLE).map(([name, roles]) => ({
      login: `${name}-${mark}`,
      name: name.toUpperCase(),
      title: '',
      roles,
      admin: name === 'admin',
    })),
    demo: true,
  });
  const caller = (name: PersonName): Caller => {
    const login = `${name}-${mark}`;
    const personId = people.get(login);
    if (personId === undefined) throw new Error(`There is no ${login}`);
    return { personId, login, name: name.toUpperCase(), admin: name === 'admin', demo: false, sessionHash: null };
  };
  const as = {
    chair: caller('chair'),
    bureau: caller('bureau'),
    bureau2: caller('bureau2'),
    helper: caller('helper'),
    owner: caller('owner'),
    writer: caller('writer'),
    other: caller('other'),
    office: caller('office'),
    admin: caller('admin'),
    stranger: caller('stranger'),
  };
  const report = await createReport(context, as.chair, {
    committeeId,
    title: 'Báo cáo chính trị',
    documentTitle: 'BÁO CÁO CHÍNH TRỊ',
    subject: 'trình Đại hội',
    profile: 'dang-hd36-2018',
    sections: [
      newSection('results', 'Kết quả', 'part', {
        children: [
          newSection('open', 'Kinh tế', 'roman', { ownerId: as.owner.personId, coEditorIds: [as.writer.personId] }),
          newSection('closed', 'Nội bộ', 'roman', {
            ownerId: as.owner.personId,
            coEditorIds: [as.writer.personId],
            visibility: 'closedUntilSubmitted',
          }),
        ],
      }),
      newSection('annex', 'Phụ lục', 'appendix', { ownerId: as.other.personId }),
    ],
  });
  return {
    committeeId,
    as,
    report,
    open: placeOf(report, 'open', 'results'),
    closed: placeOf(report, 'closed', 'results'),
    annex: placeOf(report, 'annex', 'annex'),
  };
}

/** For the tests of a whole file: one world, and in it a new committee before each. `take` is given both. */
export function foundForEachTest(take: (world: CommitteeWorld, committee: SmallCommittee) => void): void {
  let world: CommitteeWorld | undefined;
  beforeEach(async () => {
    world ??= await openWorld();
    take(world, await foundCommittee(world));
  });
  afterAll(() => world?.close());
}

/** A second report, deeper: in its `I-` the section `1.` is closed and owned by `owner`, and `2.` is open and owned by `other`. */
export async function foundDeepReport(
  { context }: Pick<CommitteeWorld, 'context'>,
  { as, committeeId }: SmallCommittee,
): Promise<{ readonly second: TextPlace }> {
  const report = await createReport(context, as.chair, {
    committeeId,
    title: 'Báo cáo kiểm điểm',
    documentTitle: 'BÁO CÁO',
    subject: 'kiểm điểm',
    profile: 'dang-hd36-2018',
    sections: [
      newSection('results', 'Kết quả', 'part', {
        children: [
          newSection('economy', 'Kinh tế', 'roman', {
            children: [
              newSection('first', 'Thu', 'arabic', {
                ownerId: as.owner.personId,
                visibility: 'closedUntilSubmitted',
              }),
              newSection('second', 'Chi', 'arabic', { ownerId: as.other.personId }),
            ],
          }),
        ],
      }),
    ],
  });
  return { second: placeOf(report, 'second', 'results') };
}

export function newSection(
  key: string,
  title: string,
  numbering: Numbering,
  more: {
    readonly ownerId?: PersonId;
    readonly coEditorIds?: readonly PersonId[];
    readonly visibility?: Visibility;
    readonly children?: readonly NewSection[];
  },
): NewSection {
  return {
    key,
    title,
    numbering,
    guidance: '',
    elements: [],
    targetWords: 100,
    hasText: more.children === undefined,
    ownerId: null,
    coEditorIds: [],
    approverId: null,
    startOn: '2020-03-27',
    due: '2020-04-15',
    visibility: 'open',
    children: [],
    ...more,
  };
}

function placeOf(report: MadeReport, key: string, top: string): TextPlace {
  const section = report.sections.get(key);
  const part = report.parts.get(top);
  const documentId = section?.documentId ?? null;
  if (section === undefined || part === undefined || documentId === null) throw new Error(`There is no text ${key}`);
  return { sectionId: section.id, documentId, partId: part.id, partDocumentId: part.documentId };
}

/** A text of these paragraphs: `id: text`, or `id# text` for a heading of level 1. */
export function textOf(...lines: readonly string[]): DocumentContent {
  return { blocks: lines.map(paragraphOf) };
}

function paragraphOf(line: string): Paragraph {
  const [, id = '', sign, text = ''] = /^([\w-]+)([:#]) ?(.*)$/.exec(line) ?? [];
  const level: ParagraphLevel = sign === '#' ? 1 : 0;
  return {
    type: 'paragraph',
    id: idOf<BlockId>(id),
    level,
    list: 'none',
    indent: 0,
    align: 'default',
    content: text === '' ? [] : [{ type: 'text', text, marks: [] }],
  };
}

/** Replaces a text, as one edit of a person. */
export async function writeText(
  { context }: Pick<CommitteeWorld, 'context'>,
  documentId: DocumentId,
  by: Caller,
  content: DocumentContent,
): Promise<void> {
  await context.documents.change({ documentId, by: by.personId, decide: () => content });
}
