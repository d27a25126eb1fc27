import { QueryObserver } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { CallError } from '#client/data/call.ts';
import { keysOfHint } from '#client/data/events.ts';
import { keys } from '#client/data/keys.ts';
import { createQueryClient } from '#client/data/query-client.ts';

test('a session that ended anywhere is known everywhere', async () => {
  const client = createQueryClient();
  client.setQueryData(keys.me, { id: 'p1' });

  const asked = client.fetchQuery({
    queryKey: keys.home,
    queryFn: () => Promise.reject(new CallError({ code: 'not_signed_in', status: 401 })),
  });

  await expect(asked).rejects.toThrow('not_signed_in');
  expect(client.getQueryData(keys.me)).toBeNull();
});

test('what the server refuses is not asked again, what may pass is', async () => {
  const client = createQueryClient();
  const retries = (error: Error): boolean => {
    const { retry } = new QueryObserver(client, { queryKey: ['any'] }).options;
    return typeof retry === 'function' && retry(0, error);
  };

  expect(retries(new CallError({ code: 'forbidden', status: 403 }))).toBe(false);
  expect(retries(new CallError({ code: 'too_slow', status: 0 }))).toBe(true);
  expect(retries(new CallError({ code: 'store_trouble', status: 503 }))).toBe(true);
});

test('a hint about a section makes stale what shows its state', () => {
  const stale = keysOfHint(JSON.stringify({ kind: 'section', id: 's1' }));

  expect(stale).toContainEqual(keys.section('s1'));
  expect(stale).toContainEqual(keys.reports);
  expect(stale).toContainEqual(keys.home);
});

test('a hint of a kind that is not known makes nothing stale', () => {
  expect(keysOfHint(JSON.stringify({ kind: 'weather', id: 'x' }))).toEqual([]);
});
