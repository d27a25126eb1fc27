// @vitest-environment happy-dom
import { cleanup, screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { useClaim } from '#client/data/links.ts';
import { refusal, serve, type Asked, type Reply } from '#test/client/features/merge/fake-server.ts';
import { show } from '#test/client/show.tsx';

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function Claim(): ReactElement {
  const { data, error } = useClaim('c1');
  return <output>{data?.state ?? error?.message}</output>;
}

const waiting = { body: { state: 'waiting', name: 'Lê Thu Hương', login: 'huonglt' } };
const confirmed = { body: { ...waiting.body, state: 'confirmed' } };

function ask(...replies: readonly Reply[]): readonly Asked[] {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const asked = serve({ 'POST /api/links/claimed': replies });
  show(<Claim />);
  return asked;
}

test('who waits while others have locked the room out hears of being confirmed once that is over', async () => {
  ask(waiting, refusal('too_many', 429, { retryAfter: 3_600 }), confirmed);
  await screen.findByText('waiting');

  await vi.advanceTimersByTimeAsync(10_000);

  expect(await screen.findByText('confirmed')).toBeTruthy();
});

test('a secret that is not known is asked for once: each time would count as a guess', async () => {
  const asked = ask(refusal('not_found', 404));
  await screen.findByText('not_found');

  await vi.advanceTimersByTimeAsync(10_000);

  expect(asked).toHaveLength(1);
});
