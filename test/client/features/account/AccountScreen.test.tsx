// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { AccountScreen } from '#client/features/account/AccountScreen.tsx';
import { keptTextsOf } from '#client/sync/kept-text.ts';
import { viAccount } from '#shared/messages/vi/account.ts';
import { viErrors } from '#shared/messages/vi/errors.ts';
import { viObjects } from '#shared/messages/vi/objects.ts';
import { idOf } from '#shared/model/ids.ts';
import type { OwnSession, OwnToken } from '#shared/protocol/own.ts';
import type { Me } from '#shared/protocol/session.ts';
import { me as demoPerson } from '#test/client/features/merge/example.ts';
import { refusal, serve, type Asked, type Reply } from '#test/client/features/merge/fake-server.ts';
import { show } from '#test/client/show.tsx';

const me: Me = { ...demoPerson, demo: false };
const here: OwnSession = {
  id: idOf('e1'),
  device: 'Firefox · Windows',
  createdAt: 0,
  usedAt: 0,
  expiresAt: 1,
  isThis: true,
};
const elsewhere: OwnSession = { ...here, id: idOf('e2'), device: 'Chrome · Android', isThis: false };
const token: OwnToken = { id: idOf('k1'), name: 'Sao lưu', createdAt: 0, expiresAt: 1, usedAt: null };

function open(answers: Readonly<Record<string, Reply | readonly Reply[]>> = {}, person: Me = me): readonly Asked[] {
  const asked = serve({
    'GET /api/me/sessions': { body: { items: [here, elsewhere] } },
    'GET /api/me/tokens': { body: { items: [token] } },
    ...answers,
  });
  show(<AccountScreen me={person} />);
  return asked;
}

async function fill(label: string, words: string): Promise<void> {
  await userEvent.click(screen.getByLabelText(label));
  await userEvent.paste(words);
}

async function fillPasswords(old: string, first: string, second: string): Promise<void> {
  await fill(viAccount.oldPassword, old);
  await fill(viObjects.password.first, first);
  await fill(viObjects.password.second, second);
  await userEvent.click(screen.getByRole('button', { name: viAccount.change }));
}

afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.unstubAllGlobals();
});

test('a new password that will not do is told where it was typed, and not sent', async () => {
  const asked = open();

  await fillPasswords('cũ rồi đấy', 'huonglt-2020', 'huonglt-2020');

  expect(await screen.findByText(viErrors['password/holds-name'])).toBeTruthy();
  expect(asked.some(({ method }) => method === 'PUT')).toBe(false);
});

test('a wrong old password is told at its field, and what was typed stays', async () => {
  open({ 'PUT /api/me/password': refusal('password/wrong-old', 422) });

  await fillPasswords('không phải', 'mưa rơi trên phố', 'mưa rơi trên phố');

  expect(await screen.findByText(viErrors['password/wrong-old'])).toBeTruthy();
  expect(screen.getAllByDisplayValue('mưa rơi trên phố')).toHaveLength(2);
});

test('a changed password leaves nothing typed on the screen', async () => {
  const asked = open({ 'PUT /api/me/password': { body: undefined } });

  await fillPasswords('cũ rồi đấy', 'mưa rơi trên phố', 'mưa rơi trên phố');

  await waitFor(() => expect(screen.queryByDisplayValue('mưa rơi trên phố')).toBeNull());
  expect(asked.find(({ method }) => method === 'PUT')?.body).toEqual({ old: 'cũ rồi đấy', new: 'mưa rơi trên phố' });
});

test('a person of the demo is asked for no password', async () => {
  open({}, demoPerson);

  expect(await screen.findByText(viAccount.passwordDemo)).toBeTruthy();
  expect(screen.queryByLabelText(viAccount.oldPassword)).toBeNull();
});

test('the session that asks cannot be ended by mistake, the others one by one or all', async () => {
  const asked = open({
    'DELETE /api/me/sessions/e2': { body: undefined },
    'DELETE /api/me/sessions': { body: undefined },
  });
  const list = within(await screen.findByRole('list', { name: viAccount.sessions }));

  expect(list.getAllByRole('button').map((button) => button.getAttribute('aria-label'))).toEqual([
    'Kết thúc phiên Chrome · Android',
  ]);
  await userEvent.click(list.getByRole('button'));
  await waitFor(() => expect(asked.some(({ path }) => path === '/api/me/sessions/e2')).toBe(true));
  await userEvent.click(screen.getByRole('button', { name: viAccount.endOthers }));

  await waitFor(() =>
    expect(asked.some(({ method, path }) => method === 'DELETE' && path === '/api/me/sessions')).toBe(true),
  );
});

test('a token needs a name, is shown until it is said to be kept, and then no more', async () => {
  const made = { ...token, id: 'k2', name: 'Báo cáo tuần', token: 'bí-mật-dài' };
  const asked = open({ 'POST /api/me/tokens': { status: 201, body: made } });
  await userEvent.click(await screen.findByRole('button', { name: viAccount.makeToken }));
  expect(screen.getByText(viAccount.tokenNameMissing)).toBeTruthy();

  await fill(viAccount.tokenName, 'Báo cáo tuần');
  await userEvent.click(screen.getByRole('button', { name: viAccount.makeToken }));

  expect(await screen.findByDisplayValue('bí-mật-dài')).toBeTruthy();
  expect(asked.find(({ method }) => method === 'POST')?.body).toEqual({ name: 'Báo cáo tuần', days: 90 });
  await userEvent.click(screen.getByRole('button', { name: viAccount.newTokenKept }));
  expect(screen.queryByDisplayValue('bí-mật-dài')).toBeNull();
  expect(screen.getByLabelText<HTMLInputElement>(viAccount.tokenName).value).toBe('');
});

test('a token is revoked after asking', async () => {
  const asked = open({ 'DELETE /api/me/tokens/k1': { body: undefined } });
  await userEvent.click(await screen.findByRole('button', { name: 'Thu hồi mã Sao lưu' }));
  expect(asked.some(({ method }) => method === 'DELETE')).toBe(false);

  await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: viAccount.revoke }));

  await waitFor(() => expect(asked.some(({ path }) => path === '/api/me/tokens/k1')).toBe(true));
});

test('words that no text took are found here until their author has done with them', async () => {
  keptTextsOf(me.id, 'd1').add({ at: 0, text: 'Câu chưa kịp gửi.', added: 'chưa kịp gửi.' });
  keptTextsOf('somebody-else', 'd1').add({ at: 0, text: 'Chữ của người khác.', added: 'Chữ' });
  open();

  expect(screen.getByText('Câu chưa kịp gửi.')).toBeTruthy();
  expect(screen.queryByText('Chữ của người khác.')).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: viAccount.keptDone }));

  expect(screen.queryByText(viAccount.kept)).toBeNull();
  expect(keptTextsOf(me.id, 'd1').read()).toEqual([]);
});
