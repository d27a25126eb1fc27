import { type Kysely, sql } from 'kysely';

/** Pictures go with a numbered draft, so that it can be printed as it was frozen when their section is gone. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('draft_parts')
    .addColumn('images_json', 'text', (added) => added.notNull().defaultTo('[]'))
    .execute();
  const { rows } = await sql<FrozenPart>`
    select draft_parts.draft_id, draft_parts.part_id, parts.document_id, versions.content_json from draft_parts
    join parts on parts.id = draft_parts.part_id
    join versions on versions.id = draft_parts.version_id
  `.execute(db);
  for (const part of rows) await fillImages(db, part);
}

interface FrozenPart {
  readonly draft_id: string;
  readonly part_id: string;
  readonly document_id: string;
  readonly content_json: string;
}

/** Those that were put into the part, or came with a merge of their section: naming another does not make it the part's. */
async function fillImages(db: Kysely<unknown>, part: FrozenPart): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from images where document_id = ${part.document_id} or document_id in (
      select sections.document_id from merges join sections on sections.id = merges.section_id
      where merges.part_id = ${part.part_id} and merges.state in ('applied', 'carried')
    )
  `.execute(db);
  const named = imagesIn(JSON.parse(part.content_json));
  const own = rows.flatMap(({ id }) => (named.has(id) ? [id] : []));
  await sql`
    update draft_parts set images_json = ${JSON.stringify(own)}
    where draft_id = ${part.draft_id} and part_id = ${part.part_id}
  `.execute(db);
}

function imagesIn(content: unknown): ReadonlySet<string> {
  const { blocks } = content as { readonly blocks: readonly { readonly type: string; readonly imageId?: string }[] };
  return new Set(blocks.flatMap(({ type, imageId }) => (type === 'image' && imageId !== undefined ? [imageId] : [])));
}
