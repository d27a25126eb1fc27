import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { idOf, type SessionId } from '#shared/model/ids.ts';
import { LIMITS, type Limits } from '#shared/protocol/limits.ts';
import { hashSecret } from '#server/access/caller.ts';
import { parseConfig } from '#server/config.ts';
import type { Context } from '#server/context.ts';
import { listen } from '#server/http/listen.ts';
import { startJobs } from '#server/jobs/start.ts';
import { openNode } from '#server/node.ts';
import { insertSession } from '#server/storage/rows/sessions.ts';
import { foundCommittee, type PersonName, type SmallCommittee } from '#test/world/committee.ts';
import { openKeptLog } from '#test/world/kept-log.ts';
import { visitorWith, type Visitor } from '#test/world/open-server.ts';

/** The whole server in this process with a small committee in it, whose people come in as they are needed. */
export interface Office {
  /** `http://127.0.0.1:…`, without a slash at its end. */
  readonly url: string;
  readonly context: Context;
  readonly committee: SmallCommittee;
  /** Somebody with a session of their own, the same at each asking; its id is `session-` and the name. */
  as(name: PersonName): Visitor;
  close(): Promise<void>;
}

export interface OfficeOptions {
  readonly limits?: Partial<Limits>;
  readonly publicUrl?: string;
}

const HOUR_MS = 3_600_000;
/** How often somebody asks is a matter of tests of their own. */
const PATIENT = { requestsPerSecond: 100_000, requestBurst: 1_000_000, socketsPerAccount: 1_000 };

export async function openOffice({ limits, publicUrl }: OfficeOptions = {}): Promise<Office> {
  const dataDir = await mkdtemp(join(tmpdir(), 'dong-thao-office-'));
  const node = await openNode(parseConfig({ DATA_DIR: dataDir }), openKeptLog());
  const { context } = node;
  const committee = await foundCommittee(node);
  const people = Object.entries(committee.as);
  await context.storage.transact(async (tx) => {
    const at = Date.now();
    for (const [name, { personId }] of people) {
      const times = { created_at: at, used_at: at, expires_at: at + HOUR_MS };
      const key = { id: idOf<SessionId>(context.newId()), hash: hashSecret(`session-${name}`) };
      await insertSession(tx, { ...key, person_id: personId, demo: 0, ...times });
    }
  });
  const allLimits = { ...LIMITS, ...PATIENT, ...limits };
  const options = { context, sync: node.sync, limits: allLimits, host: '127.0.0.1', port: 0, publicUrl };
  const http = await listen({ ...options, metricsToken: undefined, version: '', client: dataDir, hasPolicy: true });
  const jobs = await startJobs(context, allLimits);
  const url = `http://127.0.0.1:${http.port}`;
  return {
    url,
    context,
    committee,
    as: (name) => visitorWith(url, { headers: new Headers({ 'set-cookie': `session=session-${name}; Path=/` }) }),
    async close() {
      await Promise.all([http.stop(), jobs.stop()]);
      await node.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
