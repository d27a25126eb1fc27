import { type Kysely, sql } from 'kysely';

/** What a numbered draft is printed with besides its texts, so that it stays as it was frozen whatever becomes of the report. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await addText(db, 'drafts', 'profile', '');
  await addText(db, 'drafts', 'document_title', '');
  await addText(db, 'drafts', 'subject', '');
  await addText(db, 'drafts', 'headings_json', '[]');
  await addText(db, 'drafts', 'office_json', '{}');
  await addText(db, 'draft_parts', 'title', '');
  await db.schema
    .alterTable('draft_parts')
    .addColumn('depth', 'integer', (column) => column.notNull().defaultTo(1))
    .execute();
  await addText(db, 'draft_parts', 'place_json', '[]');
  await sql`
    update drafts set
      profile = (select profile from reports where reports.id = drafts.report_id),
      document_title = (select document_title from reports where reports.id = drafts.report_id),
      subject = (select subject from reports where reports.id = drafts.report_id)
  `.execute(db);
  await sql`
    update draft_parts set title = (select title from parts where parts.id = draft_parts.part_id)
  `.execute(db);
  const { rows: reports } = await sql<{ id: string }>`select distinct report_id as id from drafts`.execute(db);
  for (const { id } of reports) {
    await fillPlaces(db, id);
    await fillOffice(db, id);
  }
}

async function addText(db: Kysely<unknown>, table: string, column: string, usual: string): Promise<void> {
  await db.schema
    .alterTable(table)
    .addColumn(column, 'text', (added) => added.notNull().defaultTo(usual))
    .execute();
}

interface Organisation {
  readonly name: string;
  readonly parent_name: string;
  readonly place: string;
  readonly abbreviation: string;
  readonly tone_style: string;
  readonly signature_form: string;
  readonly signature_body: string;
  readonly signer_position: string;
  readonly signer_name: string;
  readonly recipients_json: string;
}

async function fillOffice(db: Kysely<unknown>, reportId: string): Promise<void> {
  const { rows } = await sql<Organisation>`
    select organisations.* from organisations
    join committees on committees.organisation_id = organisations.id
    join reports on reports.committee_id = committees.id
    where reports.id = ${reportId}
  `.execute(db);
  for (const row of rows) {
    const office = {
      name: row.name,
      parentName: row.parent_name,
      place: row.place,
      abbreviation: row.abbreviation,
      toneStyle: row.tone_style,
      signature: {
        form: row.signature_form,
        body: row.signature_body,
        position: row.signer_position,
        name: row.signer_name,
      },
      recipients: JSON.parse(row.recipients_json) as unknown,
    };
    await sql`update drafts set office_json = ${JSON.stringify(office)} where report_id = ${reportId}`.execute(db);
  }
}

interface Section {
  readonly id: string;
  readonly parent_id: string | null;
  readonly numbering: string;
  /** Whether nothing keeps readers of the draft from knowing it; 0 or 1. */
  readonly known: number;
}

/** Ordinals from the top, by section; none for one that is not counted. */
type Places = ReadonlyMap<string, { readonly level: number; readonly place: readonly number[] }>;

/** Drafts of before have the places of today: those are what they were printed with so far. */
async function fillPlaces(db: Kysely<unknown>, reportId: string): Promise<void> {
  const { rows: sections } = await sql<Section>`
    select id, parent_id, numbering, case when visibility = 'open' or state in ('submitted', 'received') or exists (
      select 1 from merges where merges.section_id = sections.id and merges.state in ('applied', 'carried')
    ) then 1 else 0 end as known
    from sections where report_id = ${reportId} and deleted_at is null order by position, id
  `.execute(db);
  const places = placesOf(sections);
  const { rows: parts } = await sql<{ id: string; top: string }>`
    select id, top_section_id as top from parts where report_id = ${reportId}
  `.execute(db);
  const headings = [
    ...[...places].map(([id, { place }]) => [`s-${id}`, place]),
    ...parts.map(({ id, top }) => [`t-${id}`, places.get(top)?.place ?? []]),
  ];
  await sql`update drafts set headings_json = ${JSON.stringify(headings)} where report_id = ${reportId}`.execute(db);
  for (const { id, top } of parts) {
    const { level = 1, place = [] } = places.get(top) ?? {};
    await sql`
      update draft_parts set depth = ${level}, place_json = ${JSON.stringify(place)} where part_id = ${id}
    `.execute(db);
  }
}

const LEVELS: Readonly<Partial<Record<string, number>>> = { part: 1, roman: 2, arabic: 3, decimal2: 4 };
const DEEPEST = 7;

function placesOf(sections: readonly Section[]): Places {
  const places = new Map<string, { readonly level: number; readonly place: readonly number[] }>();
  const counts = Array.from({ length: DEEPEST + 1 }, () => 0);
  /** How far each level had counted before a section that is not counted. */
  const aside = Array.from({ length: DEEPEST + 1 }, () => 0);
  const isKnown = (section: Section): boolean =>
    section.known === 1 || sections.some((one) => one.parent_id === section.id && isKnown(one));
  const visit = (parent: string | null, above: number): void => {
    for (const section of sections.filter((one) => one.parent_id === parent)) {
      const counted = LEVELS[section.numbering];
      const level = counted ?? above + 1;
      if (parent === null || isKnown(section)) {
        const at = Math.min(level, DEEPEST);
        const before = Math.max(counts[at] ?? 0, aside[at] ?? 0);
        counts.fill(0, at);
        aside.fill(0, at);
        if (counted === undefined) aside[at] = before;
        else counts[at] = before + 1;
        const place = counts.slice(1, at + 1).map((count) => Math.max(1, count));
        places.set(section.id, { level, place: counted === undefined ? [] : place });
      }
      visit(section.id, level);
    }
  };
  visit(null, 0);
  return places;
}
