import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { idOf, type DocumentId } from '#shared/model/ids.ts';
import { committeeSchema } from '#shared/protocol/committees.ts';
import { reportSchema, type OutlineNode } from '#shared/protocol/reports.ts';
import { meSchema } from '#shared/protocol/session.ts';
import { budget } from '#test/world/budgets.ts';
import { typeThroughKills } from '#test/world/kills.ts';
import { openClient, type LiveClient, type LiveClientOptions } from '#test/world/live.ts';
import { startServerProcess, type ServerProcess } from '#test/world/server.ts';

const KILLS = Math.ceil(budget('kills') / 2);

test(
  'a killed server loses nothing that it acknowledged or showed to anyone',
  { timeout: 120_000 + KILLS * 30_000 },
  async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'dong-thao-kill-'));
    let server: ServerProcess | undefined;
    const start = async (): Promise<void> => {
      const port = server === undefined ? '0' : new URL(server.url).port;
      server = await startServerProcess({ dataDir, env: { DEMO: '1', PORT: port } });
    };
    const kill = async (): Promise<void> => server?.kill9();
    try {
      await start();
      const url = server === undefined ? '' : (server as ServerProcess).url;
      const chair = await signIn(url, 'truongban');
      const places = await findPlaces(url, chair);
      const cookies = new Map(
        await Promise.all(
          places.flatMap(({ writers }) => writers.map(async (login) => [login, await signIn(url, login)] as const)),
        ),
      );
      const open = (at: number, options: LiveClientOptions & { readonly documentId: DocumentId }): LiveClient => {
        const writers = places.find((place) => place.documentId === options.documentId)?.writers ?? [];
        const cookie = cookies.get(writers[at % writers.length] ?? '') ?? '';
        return openClient(`${url.replace('http', 'ws')}/sync`, '', { ...options, cookie });
      };
      const [part, section] = places.map((place) => place.documentId);
      if (part === undefined || section === undefined) throw new Error('There are no two texts');

      const figures = await typeThroughKills(
        { storeFile: join(dataDir, 'dong-thao.db'), documentIds: [part, section], open, kill, start },
        KILLS,
      );

      expect(figures.acknowledged).toBeGreaterThan(KILLS);
      if (process.env['BUDGET'] === 'soak') process.stderr.write(`${JSON.stringify(figures)}\n`);
    } finally {
      await kill();
      await rm(dataDir, { recursive: true, force: true });
    }
  },
);

async function signIn(url: string, login: string): Promise<string> {
  const answer = await fetch(`${url}/api/demo/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ login }),
  });
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

/** A text and the logins of two people who may write in it. */
interface Place {
  readonly documentId: DocumentId;
  readonly writers: readonly string[];
}

/** A consolidated part, which both of the bureau edit, and a section that its owner drafts with another. */
async function findPlaces(url: string, cookie: string): Promise<readonly Place[]> {
  const read = async (path: string): Promise<unknown> => (await fetch(url + path, { headers: { cookie } })).json();
  const committeeId = meSchema.parse(await read('/api/me')).committees[0]?.id ?? '';
  const committee = committeeSchema.parse(await read(`/api/committees/${committeeId}`));
  const report = reportSchema.parse(await read(`/api/reports/${committee.reports[0]?.id ?? ''}`));
  const beginsWithParagraph = async (documentId: string | null): Promise<boolean> => {
    if (documentId === null) return false;
    const text = (await read(`/api/documents/${documentId}/text`)) as { blocks?: { type: string }[] };
    return text.blocks?.[0]?.type === 'paragraph';
  };
  const places: Place[] = [];
  for (const { documentId } of report.parts) {
    if (places.length > 0 || !(await beginsWithParagraph(documentId))) continue;
    places.push({ documentId: idOf(documentId), writers: ['thuongtruc1', 'thuongtruc2'] });
  }
  for (const node of sectionsOf(report.outline)) {
    const writers = committee.people.filter(
      ({ id }) => id === node.ownerId || node.coEditorIds.some((one) => one === id),
    );
    if (places.length > 1 || node.state !== 'drafting' || writers.length < 2) continue;
    if (!(await beginsWithParagraph(node.documentId))) continue;
    places.push({ documentId: idOf(node.documentId ?? ''), writers: writers.slice(0, 2).map((one) => one.login) });
  }
  return places;
}

function sectionsOf(nodes: readonly OutlineNode[]): readonly OutlineNode[] {
  return nodes.flatMap((node) => [node, ...sectionsOf(node.children)]);
}
