// @vitest-environment happy-dom
import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { ProjectedMeeting } from '#client/features/invitations/ProjectedMeeting.tsx';
import { idOf, type LinkId } from '#shared/model/ids.ts';
import { viErrors } from '#shared/messages/vi/errors.ts';
import { refusal, serve, type Asked, type Reply } from '#test/client/features/merge/fake-server.ts';
import { show } from '#test/client/show.tsx';

const meeting = { id: idOf<LinkId>('l1'), secret: '7K4P-QX2M', path: '/moi#7K4P-QX2M', expiresAt: 0 };
const claim = (id: string, name: string, at: number): Record<string, unknown> => ({
  id,
  name,
  at,
  personId: `p-${id}`,
  title: '',
  state: 'waiting',
});
/** As the server lists them: newest first. */
const claims = { items: [claim('k2', 'Hoàng Văn Dũng', 2), claim('k1', 'Lê Thu Hương', 1)] };

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

async function open(answers: Readonly<Record<string, Reply>> = {}): Promise<readonly Asked[]> {
  const asked = serve({
    'GET /api/committees/c1/claims': { body: claims },
    'POST /api/claims/k1/confirm': { body: { ...claim('k1', 'Lê Thu Hương', 1), state: 'confirmed' } },
    'POST /api/claims/k2/refuse': { body: { ...claim('k2', 'Hoàng Văn Dũng', 2), state: 'refused' } },
    ...answers,
  });
  show(
    <ProjectedMeeting committeeId="c1" committee="Tiểu ban" meeting={meeting} onClose={() => undefined} />,
    '/thiet-lap',
  );
  await screen.findByText('Lê Thu Hương');
  return asked;
}

function decisions(asked: readonly Asked[]): readonly string[] {
  return asked.filter(({ method }) => method === 'POST').map(({ path }) => path);
}

test('Enter confirms whoever has waited longest', async () => {
  const asked = await open();

  await userEvent.keyboard('{Enter}');

  expect(await screen.findByText('Đã xác nhận Lê Thu Hương.')).toBeTruthy();
  expect(decisions(asked)).toEqual(['/api/claims/k1/confirm']);
});

test('the arrows choose, and Delete refuses the one that is chosen', async () => {
  const asked = await open();

  await userEvent.keyboard('{ArrowDown}{ArrowDown}{Delete}');

  expect(await screen.findByText('Đã từ chối Hoàng Văn Dũng.')).toBeTruthy();
  expect(decisions(asked)).toEqual(['/api/claims/k2/refuse']);
});

test('Enter on a button is about the person beside it', async () => {
  const asked = await open();

  screen.getByRole('button', { name: 'Không phải: Hoàng Văn Dũng' }).focus();
  await userEvent.keyboard('{Enter}');

  await waitFor(() => expect(decisions(asked)).toEqual(['/api/claims/k2/refuse']));
});

test('what another decided first is told', async () => {
  await open({ 'POST /api/claims/k1/confirm': refusal('claim/not-waiting', 409) });

  await userEvent.keyboard('{Enter}');

  expect(await screen.findByText(viErrors['claim/not-waiting'])).toBeTruthy();
});
