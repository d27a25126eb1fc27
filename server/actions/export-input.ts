import { layoutProfileOf } from '#shared/document/layout-profile.ts';
import { kindAbbreviation } from '#shared/document/paper-frame.ts';
import type { DocumentId } from '#shared/model/ids.ts';
import { dayOf } from '#shared/vietnamese/calendar.ts';
import { foldText } from '#shared/vietnamese/fold.ts';
import type { Asker } from '#server/access/authorize.ts';
import type { Context } from '#server/context.ts';
import { listImages } from '#server/storage/rows/images.ts';
import { listPeople } from '#server/storage/rows/people.ts';
import { listMessages, listOpenThreads } from '#server/storage/rows/threads.ts';
import type { ExportSource } from './export-source.ts';
import { loadExportTexts, type ExportTexts } from './export-texts.ts';
import { imageIdsOf, mayReadImage } from './images.ts';
import { loadPrintedOffice, type PrintedOffice } from './printed-office.ts';

/** The report with its pictures and comments as the writer of Word files takes it, and the file's name. */
export async function loadExport(context: Context, asker: Asker, source: ExportSource) {
  const texts = await loadExportTexts(context, asker, source);
  const office = texts.draft?.office ?? (await loadPrintedOffice(context.storage.rows, texts.report));
  const input = {
    profileId: texts.profile,
    header: headerOf(texts, office),
    parts: texts.parts,
    headings: texts.headings,
    images: await loadImages(context, asker, texts),
    threads: source.comments === 'open' ? await loadThreads(context, texts.documentIds) : [],
  };
  return { input, name: nameOf(context, texts) };
}

/** Number and date stay open for the pen, and so does what the office has not said of its signature. */
function headerOf(texts: ExportTexts, office: PrintedOffice) {
  const { toneStyle } = office;
  return {
    parentOrg: orOpen(office.parentName),
    issuingOrg: office.name,
    docNumber: {
      number: null,
      type: kindAbbreviation(layoutProfileOf(texts.profile), texts.documentTitle) ?? '',
      org: office.abbreviation,
    },
    place: office.place,
    date: texts.draft === null ? null : dateOf(texts.draft.at),
    draftNumber: texts.draft?.number ?? null,
    typeName: texts.documentTitle,
    subject: texts.subject,
    ...(toneStyle === undefined ? {} : { toneStyle }),
    ...(texts.isWhole ? { ending: endingOf(office) } : {}),
  };
}

function endingOf({ signature, recipients }: PrintedOffice) {
  return {
    form: signature.form,
    body: orOpen(signature.body),
    position: orOpen(signature.position),
    name: orOpen(signature.name),
    recipients,
  };
}

function orOpen(text: string): string | null {
  return text === '' ? null : text;
}

function dateOf(at: number): { readonly day: number; readonly month: number; readonly year: number } {
  const [year = 0, month = 0, day = 0] = dayOf(at).split('-').map(Number);
  return { day, month, year };
}

/** Only pictures that go with the draft or that the person may see: a text can name any. */
async function loadImages(context: Context, asker: Asker, { parts, draft }: ExportTexts) {
  const { rows } = context.storage;
  const images: Record<string, { bytes: Uint8Array; width: number; height: number; mime: 'image/png' | 'image/jpeg' }> =
    {};
  for (const image of await listImages(rows, imageIdsOf(parts.map((part) => part.content)))) {
    const isOpen = draft?.imageIds.has(image.id) === true || (await mayReadImage(rows, asker, image));
    const bytes = isOpen ? await context.files.read('image', image.id) : undefined;
    if (bytes === undefined) continue;
    const mime = image.mime === 'image/png' ? 'image/png' : 'image/jpeg';
    images[image.id] = { bytes, width: image.width, height: image.height, mime };
  }
  return images;
}

async function loadThreads(context: Context, documentIds: readonly DocumentId[]) {
  const { rows } = context.storage;
  const threads = await listOpenThreads(rows, documentIds);
  const messages = await listMessages(
    rows,
    threads.map((thread) => thread.id),
  );
  const people = await listPeople(rows, [...new Set(messages.map((message) => message.by_id))]);
  const names = new Map(people.map((person) => [person.id, person.name]));
  return threads.map((thread) => ({
    id: thread.id,
    messages: messages
      .filter((message) => message.thread_id === thread.id)
      .map((message) => ({ author: names.get(message.by_id) ?? '', at: message.at, text: message.text })),
  }));
}

const LONGEST_NAME = 60;

/** Plain letters alone, so that the name means the same to every system: `bao-cao-chinh-tri-lan-2-2020-04-10.docx`. */
function nameOf(context: Context, texts: ExportTexts): string {
  const title = foldText(texts.fileTitle)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST_NAME)
    .replace(/^-+|-+$/g, '');
  const draft = texts.draft === null ? [] : [`lan-${texts.draft.number}`];
  return `${[title, ...draft, dayOf(texts.draft?.at ?? context.now())].filter((one) => one !== '').join('-')}.docx`;
}
