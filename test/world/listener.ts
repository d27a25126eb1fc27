import { expect, vi } from 'vitest';
import { idOf, type JobId, type PersonId } from '#shared/model/ids.ts';
import type { PersonName } from '#test/world/committee.ts';
import type { Office } from '#test/world/office.ts';

/** Somebody's stream of what changes. */
export interface Stream {
  readonly personId: PersonId;
  /** What it said so far, without its heartbeats. */
  readonly lines: readonly string[];
  /** Settles when the server ended it, or it was left. */
  readonly ended: Promise<void>;
  leave(): void;
}

export async function listen(office: Office, name: PersonName): Promise<Stream> {
  const controller = new AbortController();
  const response = await office.as(name).stream('/api/events', controller.signal);
  const lines: string[] = [];
  const read = async (): Promise<void> => {
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      lines.push(...chunk.split('\n').filter((line) => line.startsWith('data: ')));
    }
  };
  return {
    personId: office.committee.as[name].personId,
    lines,
    // Leaving is an end too.
    ended: read().catch(() => undefined),
    leave: () => controller.abort(),
  };
}

const WAIT = { timeout: 10_000, interval: 10 };
let marks = 0;

/** What each heard so far: something is told to everybody of their own, which comes after all that they were told before. */
export async function hearSoFar(
  { context }: Office,
  streams: readonly Stream[],
): Promise<readonly (readonly string[])[]> {
  marks += 1;
  const jobId = idOf<JobId>(`mark-${marks}`);
  for (const { personId } of streams) context.bus.publish({ kind: 'job', jobId, personId });
  const isTold = (line: string): boolean => line.includes(`"${jobId}"`);
  await vi.waitFor(() => expect(streams.every(({ lines }) => lines.some(isTold))).toBe(true), WAIT);
  return streams.map(({ lines }) => lines.filter((line) => !line.includes('"mark-')));
}
