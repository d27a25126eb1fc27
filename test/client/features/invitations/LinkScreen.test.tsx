// @vitest-environment happy-dom
import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { LinkScreen } from '#client/features/invitations/LinkScreen.tsx';
import { viErrors } from '#shared/messages/vi/errors.ts';
import { viInvitations } from '#shared/messages/vi/invitations.ts';
import { viObjects } from '#shared/messages/vi/objects.ts';
import { refusal, serve, type Asked, type Reply } from '#test/client/features/merge/fake-server.ts';
import { show } from '#test/client/show.tsx';

const until = { by: 'Đỗ Thanh Tùng', expiresAt: Date.UTC(2020, 3, 30, 10) };
const invitation = {
  kind: 'invitation',
  state: 'usable',
  name: 'Lê Thu Hương',
  login: 'huonglt',
  committee: 'Tiểu ban Văn kiện',
  ...until,
};
const meeting = { kind: 'meeting', state: 'usable', committee: 'Tiểu ban Văn kiện', ...until };
const names = {
  items: [
    { personId: 'p1', name: 'Lê Thu Hương', title: 'Phó Chủ tịch HĐND' },
    { personId: 'p2', name: 'Hoàng Văn Dũng', title: 'Phó Chủ tịch UBND' },
  ],
};
const nobody = { 'GET /api/me': refusal('not_signed_in', 401) };
const GOOD = 'Sông Đuống chảy qua phường';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  localStorage.clear();
});

function open(
  link: Reply,
  answers: Readonly<Record<string, Reply | readonly Reply[]>> = {},
): { asked: readonly Asked[]; entered: () => number } {
  const asked = serve({ ...nobody, 'POST /api/links/look': link, ...answers });
  const onEntered = vi.fn<() => void>();
  show(<LinkScreen secret="7K4P-QX2M" onEntered={onEntered} />, '/moi#7K4P-QX2M');
  return { asked, entered: () => onEntered.mock.calls.length };
}

async function setPassword(first: string, second: string): Promise<void> {
  const user = userEvent.setup();
  await user.click(await screen.findByLabelText(viObjects.password.first));
  await user.paste(first);
  await user.click(screen.getByLabelText(viObjects.password.second));
  await user.paste(second);
  await user.click(screen.getByRole('button', { name: viInvitations.join.enter }));
}

test('who opens an invitation sees who they are and what to do, and nothing is changed by it', async () => {
  const { asked } = open({ body: invitation });

  await screen.findByText('Lê Thu Hương');

  expect(screen.getByRole('heading', { name: 'Bạn được mời vào Tiểu ban Văn kiện' })).toBeTruthy();
  expect(screen.getByText('Tên đăng nhập: huonglt')).toBeTruthy();
  expect(screen.getByText(/^Đỗ Thanh Tùng mời\. Đường dẫn dùng được đến 17:00, 30\/4\/2020\.$/)).toBeTruthy();
  expect(asked.filter(({ method }) => method === 'POST').map(({ path }) => path)).toEqual(['/api/links/look']);
});

test('a password is judged where it is typed; only a good one is sent, and lets one in', async () => {
  const { asked, entered } = open({ body: invitation }, { 'POST /api/links/accept': { status: 204, body: undefined } });
  await setPassword('huonglt-2020', 'huonglt-2020');
  expect(screen.getByText(viErrors['password/holds-name'])).toBeTruthy();

  await userEvent.clear(screen.getByLabelText(viObjects.password.first));
  await userEvent.paste(GOOD);
  expect(screen.getByText(viObjects.password.different)).toBeTruthy();
  await userEvent.clear(screen.getByLabelText(viObjects.password.second));
  await userEvent.paste(GOOD);
  await userEvent.keyboard('{Enter}');

  await waitFor(() => expect(entered()).toBe(1));
  expect(asked.filter(({ path }) => path === '/api/links/accept').map(({ body }) => body)).toEqual([
    { secret: '7K4P-QX2M', password: GOOD },
  ]);
});

test.each(['used', 'expired', 'revoked'] as const)('a link that is %s says so, and what to do next', async (state) => {
  open({ body: { ...invitation, state } });

  expect(await screen.findByRole('heading', { name: viInvitations.join.over[state] })).toBeTruthy();
  expect(
    screen.getByText(viInvitations.join.overText[state].replace('{{by}}', 'Đỗ Thanh Tùng'), { exact: false }),
  ).toBeTruthy();
  expect(screen.getByRole('link', { name: viInvitations.join.signIn })).toBeTruthy();
});

test('an unknown link asks for the code instead', async () => {
  open(refusal('not_found', 404));

  expect(await screen.findByRole('heading', { name: viInvitations.join.over.unknown })).toBeTruthy();
  expect(screen.getByLabelText(viInvitations.code.field)).toBeTruthy();
});

test('a network from which too many tries came hears how long to wait', async () => {
  open(refusal('too_many', 429, { retryAfter: 130 }));

  expect(await screen.findByRole('heading', { name: /Hãy đợi 3 phút/ })).toBeTruthy();
});

test('a link that went meanwhile keeps what was typed and says why', async () => {
  open({ body: invitation }, { 'POST /api/links/accept': refusal('link/used', 409) });

  await setPassword(GOOD, GOOD);

  expect(await screen.findByText(viErrors['link/used'])).toBeTruthy();
  expect(screen.getByLabelText<HTMLInputElement>(viObjects.password.first).value).toBe(GOOD);
});

test('by a meeting’s code one finds the own name without marks, waits, and sets a password once confirmed', async () => {
  const claim = { name: 'Hoàng Văn Dũng', login: 'dunghv' };
  const { asked, entered } = open(
    { body: meeting },
    {
      'POST /api/links/names': { body: names },
      'POST /api/links/claim': { status: 201, body: { claimSecret: 'c1' } },
      'POST /api/links/claimed': [{ body: { ...claim, state: 'waiting' } }, { body: { ...claim, state: 'confirmed' } }],
      'POST /api/links/accept': { status: 204, body: undefined },
    },
  );
  await userEvent.type(await screen.findByLabelText(viInvitations.names.search), 'hoang van');
  expect(screen.queryByText('Lê Thu Hương')).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: /Hoàng Văn Dũng/ }));
  await userEvent.click(screen.getByRole('button', { name: 'Đúng, tôi là Hoàng Văn Dũng' }));
  await screen.findByRole('heading', { name: viInvitations.names.waiting });

  await screen.findByRole('heading', { name: viInvitations.names.confirmed }, { timeout: 10_000 });
  await setPassword(GOOD, GOOD);

  await waitFor(() => expect(entered()).toBe(1));
  expect(asked.find(({ path }) => path === '/api/links/accept')?.body).toEqual({ secret: 'c1', password: GOOD });
  expect(localStorage.length).toBe(0);
});

test('who comes back to the page goes on waiting under the name that was chosen', async () => {
  localStorage.setItem('dt.claim.7K4P-QX2M', 'c1');

  open(
    { body: { ...meeting, state: 'revoked' } },
    { 'POST /api/links/claimed': { body: { state: 'waiting', name: 'Lê Thu Hương', login: 'huonglt' } } },
  );

  expect(await screen.findByText(/^Bạn đã chọn Lê Thu Hương\./)).toBeTruthy();
});

test('who was not confirmed hears so and chooses again', async () => {
  localStorage.setItem('dt.claim.7K4P-QX2M', 'c1');

  open(
    { body: meeting },
    {
      'POST /api/links/names': { body: names },
      'POST /api/links/claimed': { body: { state: 'refused', name: 'Lê Thu Hương', login: 'huonglt' } },
    },
  );

  expect(await screen.findByText(/^Người chủ trì không xác nhận Lê Thu Hương\./)).toBeTruthy();
  expect(await screen.findByRole('button', { name: /Hoàng Văn Dũng/ })).toBeTruthy();
});

test('of a name that another was quicker to take one is told, and the list is asked for again', async () => {
  const { asked } = open(
    { body: meeting },
    {
      'POST /api/links/names': { body: names },
      'POST /api/links/claim': refusal('claim/taken', 409),
    },
  );
  await userEvent.click(await screen.findByRole('button', { name: /Lê Thu Hương/ }));

  await userEvent.click(screen.getByRole('button', { name: 'Đúng, tôi là Lê Thu Hương' }));

  expect(await screen.findByText(viErrors['claim/taken'])).toBeTruthy();
  await waitFor(() => expect(asked.filter(({ path }) => path === '/api/links/names')).toHaveLength(2));
});
