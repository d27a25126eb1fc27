import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { idOf, type DocumentId } from '#shared/model/ids.ts';
import { budget } from '#test/world/budgets.ts';
import { typeThroughKills } from '#test/world/kills.ts';
import { openClient } from '#test/world/live.ts';
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
      const cookies = await Promise.all(['thuongtruc1', 'thuongtruc2'].map((login) => signIn(url, login)));
      const documentId = await findPart(url, cookies[0] ?? '');

      await typeThroughKills(
        {
          storeFile: join(dataDir, 'dong-thao.db'),
          documentId,
          open: (at, options) =>
            openClient(`${url.replace('http', 'ws')}/sync`, '', {
              ...options,
              documentId,
              cookie: cookies[at % 2] ?? '',
            }),
          kill,
          start,
        },
        KILLS,
      );

      expect(documentId).not.toBe('');
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

/** A consolidated part that has a text: both of the bureau write in it. */
async function findPart(url: string, cookie: string): Promise<DocumentId> {
  const read = async (path: string): Promise<unknown> => (await fetch(url + path, { headers: { cookie } })).json();
  const me = (await read('/api/me')) as { committees: { id: string }[] };
  const committee = (await read(`/api/committees/${me.committees[0]?.id}`)) as { reports: { id: string }[] };
  const report = (await read(`/api/reports/${committee.reports[0]?.id}`)) as { parts: { documentId: string }[] };
  for (const part of report.parts) {
    const text = (await read(`/api/documents/${part.documentId}/text`)) as { blocks: { type: string }[] };
    if (text.blocks[0]?.type === 'paragraph') return idOf(part.documentId);
  }
  throw new Error('No part of the report has a text');
}
