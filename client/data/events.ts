import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { changeHintSchema, getEvents, type ChangeHint } from '#shared/protocol/home.ts';
import { keys, keysOfMerges, keysOfSection, type Key } from './keys.ts';

/** A browser gives a stream up that was refused, for instance as one too many; it is asked for again after this. */
const AGAIN_AFTER_MS = 15_000;

/**
 * Asks again for what the server says has changed. A hint may be lost, so after each break of the line everything on the screen is
 * asked for once.
 */
export function useLiveEvents(): void {
  const client = useQueryClient();
  useEffect(() => listen(client), [client]);
}

function listen(client: QueryClient): () => void {
  let source: EventSource | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  let wasBroken = false;
  function open(): void {
    const stream = new EventSource(getEvents.path);
    source = stream;
    stream.addEventListener('message', (event: MessageEvent<string>) => {
      for (const queryKey of keysOfHint(event.data)) void client.invalidateQueries({ queryKey });
    });
    stream.addEventListener('open', () => {
      if (wasBroken) void client.invalidateQueries();
      wasBroken = false;
    });
    stream.addEventListener('error', () => {
      wasBroken = true;
      if (stream.readyState === EventSource.CLOSED) again = setTimeout(open, AGAIN_AFTER_MS);
    });
  }
  open();
  return () => {
    clearTimeout(again);
    source?.close();
  };
}

/** What a hint makes stale; a hint of a kind that this page does not know makes nothing stale. */
export function keysOfHint(text: string): readonly Key[] {
  const hint = changeHintSchema.safeParse(JSON.parse(text));
  return hint.success ? staleAfter(hint.data) : [];
}

function staleAfter({ kind, id }: ChangeHint): readonly Key[] {
  switch (kind) {
    case 'report':
      return [keys.report(id), keys.sections, keys.parts, keys.documents, keys.home];
    case 'committee':
      // Roles may have changed, the reader's own too.
      return [keys.committee(id), keys.me, keys.home, keys.reports];
    case 'section':
      return keysOfSection(id);
    case 'threads':
      return [keys.threads(id), keys.sections, keys.parts, keys.reports, keys.home];
    case 'merges':
      return keysOfMerges;
    case 'job':
      return [keys.job(id)];
    case 'notices':
      return [keys.home];
  }
}
