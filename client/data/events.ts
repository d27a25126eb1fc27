import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { changeHintSchema, getEvents, type ChangeHint } from '#shared/protocol/home.ts';
import { keys, keysOfMerges, keysOfSection, type Key } from './keys.ts';

/**
 * Asks again for what the server says has changed. A hint may be lost, so after each break of the line everything on the screen is
 * asked for once.
 */
export function useLiveEvents(): void {
  const client = useQueryClient();
  useEffect(() => {
    const source = new EventSource(getEvents.path);
    let wasBroken = false;
    const refresh = (names: readonly Key[]): void => {
      for (const queryKey of names) void client.invalidateQueries({ queryKey });
    };
    source.addEventListener('message', (event: MessageEvent<string>) => refresh(keysOfHint(event.data)));
    source.addEventListener('error', () => {
      wasBroken = true;
    });
    source.addEventListener('open', () => {
      if (wasBroken) void client.invalidateQueries();
      wasBroken = false;
    });
    return () => source.close();
  }, [client]);
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
