import type { DocumentContent } from '#shared/document/document.ts';
import type { DocumentId, ImageId, PartId, ReportId, SectionId, SubmissionId } from '#shared/model/ids.ts';
import { findDemo, finishDemo } from '#server/actions/demo.ts';
import { freezeDraft } from '#server/actions/drafts.ts';
import { uploadImage } from '#server/actions/images.ts';
import { createReport, foundCommittee, type MadeReport, type NewSection } from '#server/actions/setup.ts';
import { applyMerge, stageMerge } from '#server/actions/merges.ts';
import { reopenSection, startDrafting } from '#server/actions/sections.ts';
import { receiveSubmission, returnSubmission, submitSection } from '#server/actions/submissions.ts';
import { answerThread, createThread, resolveThread } from '#server/actions/threads.ts';
import { createVersion } from '#server/actions/versions.ts';
import type { Context } from '#server/context.ts';
import { contentOf, paragraphWith, replaceWords } from './content.ts';
import { readPicture } from './pictures.ts';
import {
  readFoundingExample,
  type FoundingExample,
  type OutlineEntry,
  type Story,
  type StoryBlock,
  type StoryEdit,
} from './story.ts';

/**
 * Plays the founding example into the store, through the ordinary actions, as its people and at the times of its story. Does nothing when
 * it is there already, nor when an earlier playing was cut off in the middle: a story told by half and then again teaches wrong things.
 */
export async function playDemo(context: Context): Promise<'played' | 'there' | 'cut off'> {
  const state = await findDemo(context);
  if (state !== 'absent') return state;
  const example = readFoundingExample();
  const world = await settle(context, example);
  for (const scene of scenesOf(world).toSorted((one, other) => one.at - other.at)) await scene.play();
  await finishDemo(context);
  return 'played';
}

/** Something that happens at a moment of the story. */
interface Scene {
  readonly at: number;
  readonly play: () => Promise<void>;
}

/** The committee before its first day of work, with what the scenes note for later ones. */
interface World {
  readonly context: Context;
  readonly example: FoundingExample;
  readonly people: ReadonlyMap<string, Actor>;
  readonly reportId: ReportId;
  readonly sections: ReadonlyMap<string, Place>;
  /** The last one of each section, by its key. */
  readonly submissions: Map<string, SubmissionId>;
}

type Actor = Parameters<typeof createReport>[1];

interface Place {
  readonly id: SectionId;
  readonly documentId: DocumentId;
  readonly partId: PartId;
  readonly partDocumentId: DocumentId;
  readonly entry: OutlineEntry;
}

const MINUTE_MS = 60_000;

function instantOf(local: string): number {
  return Date.parse(`${local}:00+07:00`);
}

/** People and committee on the day it was founded, then the report with its outline. */
async function settle(given: Context, example: FoundingExample): Promise<World> {
  const { organisation, committee, people, report } = example.committee;
  const context = { ...given, now: () => instantOf(`${committee.startedOn}T08:00`) };
  const founded = await foundCommittee(context, {
    organisation: { ...organisation, abbreviation: report.orgAbbreviation },
    committee,
    people,
    demo: true,
  });
  const actors = new Map(
    people.map(({ login, name, admin }) => {
      const personId = required(founded.people.get(login), login);
      return [login, { personId, login, name, admin, demo: true, sessionHash: null }];
    }),
  );
  const chair = people.find((one) => one.roles.includes('chair'))?.login;
  const made = await createReport({ ...given, now: () => instantOf(report.outlinedAt) }, actorWith(actors, chair), {
    committeeId: founded.committeeId,
    title: report.title,
    documentTitle: report.documentTitle,
    subject: report.subject,
    profile: organisation.profile,
    sections: example.outline.map((entry) => sectionOf(entry, example, actors)),
  });
  const places = example.outline.flatMap((top) => placesOf(made, required(made.parts.get(top.key), top.key), top));
  return {
    context: given,
    example,
    people: actors,
    reportId: made.reportId,
    sections: new Map(places.map((place) => [place.entry.key, place])),
    submissions: new Map(),
  };
}

function sectionOf(entry: OutlineEntry, example: FoundingExample, people: ReadonlyMap<string, Actor>): NewSection {
  const idOfLogin = (login: string | null) => (login === null ? null : actorWith(people, login).personId);
  return {
    key: entry.key,
    title: entry.title,
    numbering: entry.numbering,
    guidance: entry.guidance.vi,
    elements: entry.elements.map((key) => ({ key, ...required(example.elements[key], key) })),
    targetWords: entry.targetWords,
    hasText: entry.children.length === 0,
    ownerId: idOfLogin(entry.owner),
    coEditorIds: entry.coEditors.map((login) => actorWith(people, login).personId),
    approverId: idOfLogin(entry.approver),
    startOn: entry.startOn,
    due: entry.dueOn,
    visibility: entry.visibility,
    children: entry.children.map((child) => sectionOf(child, example, people)),
  };
}

function placesOf(
  made: MadeReport,
  part: { readonly id: PartId; readonly documentId: DocumentId },
  entry: OutlineEntry,
): readonly Place[] {
  const { id, documentId } = required(made.sections.get(entry.key), entry.key);
  const own = documentId === null ? [] : [{ id, documentId, entry, partId: part.id, partDocumentId: part.documentId }];
  return [...own, ...entry.children.flatMap((child) => placesOf(made, part, child))];
}

function scenesOf(world: World): readonly Scene[] {
  const { story, texts } = world.example;
  return [
    ...[...texts.keys()].map((key) => writingOf(world, key)),
    ...story.comments.map((comment) => commentOf(world, comment)),
    ...story.namedVersions.map((version) => namedVersionOf(world, version)),
    ...story.submissions.flatMap((submission) => submissionOf(world, submission)),
    ...story.reopenings.map((reopening) => reopeningOf(world, reopening)),
    ...story.merges.map((merge) => mergeOf(world, merge)),
    ...story.revisions.map((revision) => editOf(world, placeOf(world, revision.section).documentId, revision)),
    ...story.bureauEdits.map((edit) => editOf(world, placeOf(world, edit.section).partDocumentId, edit)),
    ...story.drafts.map((draft) => draftOf(world, draft)),
    ...story.laterCorrections.flatMap((correction) => correctionOf(world, correction)),
    waitingMergeOf(world),
  ];
}

/** The whole text in one edit, when its writing begins. */
function writingOf(world: World, key: string): Scene {
  const { documentId, entry } = placeOf(world, key);
  const owner = actorWith(world.people, entry.owner);
  const at = instantOf(required(world.example.story.begunAt[key], key));
  const blocks = required(world.example.texts.get(key), key);
  const play = async () => {
    const pictures = await uploadPictures(moment(world, at), owner, { id: documentId, blocks });
    const content = contentOf(blocks, world.context.newId, pictures);
    await write(world, documentId, owner, () => content);
    await startDrafting(moment(world, at), { documentId, by: owner.personId });
  };
  return { at, play };
}

/** The pictures that a text shows, by their names. */
async function uploadPictures(
  context: Context,
  owner: Actor,
  text: { readonly id: DocumentId; readonly blocks: readonly StoryBlock[] },
): Promise<ReadonlyMap<string, ImageId>> {
  const uploaded = new Map<string, ImageId>();
  for (const block of text.blocks) {
    if (block.type !== 'image') continue;
    const { id } = await uploadImage(context, owner, { id: text.id, bytes: readPicture(block.picture) });
    uploaded.set(block.picture, id);
  }
  return uploaded;
}

/** A thread with its answers; whoever asked settles it after the last one. */
function commentOf(world: World, comment: Story['comments'][number]): Scene {
  const place = placeOf(world, comment.section);
  const documentId = comment.inPart ? place.partDocumentId : place.documentId;
  const by = actorWith(world.people, comment.by);
  const idsOf = (logins: readonly string[]) => logins.map((login) => actorWith(world.people, login).personId);
  const play = async () => {
    const { content } = await world.context.documents.read(documentId);
    const { quote, text } = comment;
    const input = { id: documentId, blockId: paragraphWith(content, quote).id, quote, text, mentions: [] };
    const { id } = await createThread(moment(world, instantOf(comment.at)), by, input);
    for (const answer of comment.answers) {
      const said = { id, text: answer.text, mentions: idsOf(answer.mentions) };
      await answerThread(moment(world, instantOf(answer.at)), actorWith(world.people, answer.by), said);
    }
    if (!comment.resolved) return;
    const last = instantOf(comment.answers.at(-1)?.at ?? comment.at);
    await resolveThread(moment(world, last + 10 * MINUTE_MS), by, { id });
  };
  return { at: instantOf(comment.at), play };
}

function namedVersionOf(world: World, { section, name, by, at }: Story['namedVersions'][number]): Scene {
  const play = async () => {
    const input = { id: placeOf(world, section).documentId, name };
    await createVersion(moment(world, instantOf(at)), actorWith(world.people, by), input);
  };
  return { at: instantOf(at), play };
}

function submissionOf(world: World, submission: Story['submissions'][number]): readonly Scene[] {
  const { section: key, note, reason } = submission;
  const submitted = submitOf(world, key, actorWith(world.people, submission.by), instantOf(submission.at), note);
  if (submission.outcome === 'none') return [submitted];
  const at = instantOf(required(submission.decidedAt, key));
  const decider = actorWith(world.people, submission.decidedBy);
  const play = async () => {
    const id = required(world.submissions.get(key), key);
    if (submission.outcome === 'returned') await returnSubmission(moment(world, at), decider, { id, reason });
    else await receiveSubmission(moment(world, at), decider, { id });
  };
  return [submitted, { at, play }];
}

function submitOf(world: World, key: string, by: Actor, at: number, note: string): Scene {
  const play = async () => {
    const { id } = await submitSection(moment(world, at), by, { id: placeOf(world, key).id, note });
    world.submissions.set(key, id);
  };
  return { at, play };
}

/** Applied as it was computed: the merges of the story that have a conflict wait. */
function mergeOf(world: World, { section, by, at }: Story['merges'][number]): Scene {
  const bureau = actorWith(world.people, by);
  const play = async () => {
    const merge = await stage(world, section, bureau, instantOf(at));
    const applied = moment(world, instantOf(at) + MINUTE_MS);
    await applyMerge(applied, bureau, { id: merge.id, decisions: {}, refused: [] });
  };
  return { at: instantOf(at), play };
}

/** One passage of a text written anew: by an author in the section, or by the bureau in the part. */
function editOf(world: World, documentId: DocumentId, { find, replace, by, at }: StoryEdit): Scene {
  const play = () =>
    write(world, documentId, actorWith(world.people, by), (content) => replaceWords(content, find, replace));
  return { at: instantOf(at), play };
}

function draftOf(world: World, { by, at, note }: Story['drafts'][number]): Scene {
  const play = async () => {
    await freezeDraft(moment(world, instantOf(at)), actorWith(world.people, by), { id: world.reportId, note });
  };
  return { at: instantOf(at), play };
}

function reopeningOf(world: World, { section, by, at, reason }: Story['reopenings'][number]): Scene {
  const play = async () => {
    const input = { id: placeOf(world, section).id, reason };
    await reopenSection(moment(world, instantOf(at)), actorWith(world.people, by), input);
  };
  return { at: instantOf(at), play };
}

/** The bureau opens the section again, its author corrects and submits it, the bureau receives what is new. */
function correctionOf(world: World, correction: Story['laterCorrections'][number]): readonly Scene[] {
  const { section: key, reason } = correction;
  const { id, documentId } = placeOf(world, key);
  const author = actorWith(world.people, correction.by);
  const bureau = actorWith(world.people, correction.reopenedBy);
  const at = instantOf(correction.at);
  const reopen = async () => {
    await reopenSection(moment(world, at - 20 * MINUTE_MS), bureau, { id, reason });
  };
  const received = at + 20 * MINUTE_MS;
  const receive = async () => {
    const submission = required(world.submissions.get(key), key);
    await receiveSubmission(moment(world, received), bureau, { id: submission });
  };
  return [
    { at: at - 20 * MINUTE_MS, play: reopen },
    editOf(world, documentId, correction),
    submitOf(world, key, author, at + 10 * MINUTE_MS, reason),
    { at: received, play: receive },
  ];
}

/** Left undecided, so that the merge screen has a question to show. */
function waitingMergeOf(world: World): Scene {
  const { section, by, at } = world.example.story.waitingMerge;
  const play = async () => {
    await stage(world, section, actorWith(world.people, by), instantOf(at));
  };
  return { at: instantOf(at), play };
}

function stage(world: World, key: string, by: Actor, at: number): ReturnType<typeof stageMerge> {
  const submissionId = required(world.submissions.get(key), key);
  return stageMerge(moment(world, at), by, { id: placeOf(world, key).partId, submissionId });
}

async function write(
  world: World,
  documentId: DocumentId,
  by: Actor,
  decide: (content: DocumentContent) => DocumentContent,
): Promise<void> {
  await world.context.documents.change({ documentId, by: by.personId, decide: (found) => decide(found.content) });
}

/** The world as it was then. */
function moment(world: World, at: number): Context {
  return { ...world.context, now: () => at };
}

function placeOf(world: World, key: string): Place {
  return required(world.sections.get(key), key);
}

function actorWith(people: ReadonlyMap<string, Actor>, login: string | null | undefined): Actor {
  return required(login === null || login === undefined ? undefined : people.get(login), login ?? 'a person');
}

function required<Value>(value: Value | null | undefined, name: string): Value {
  if (value === null || value === undefined) throw new Error(`The founding example lacks ${name}`);
  return value;
}
