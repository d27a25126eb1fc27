// @vitest-environment happy-dom
import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { SignInScreen } from '#client/features/sign-in/SignInScreen.tsx';
import { viErrors } from '#shared/messages/vi/errors.ts';
import { viSignIn } from '#shared/messages/vi/signIn.ts';
import { refusal, serve, type Asked, type Reply } from '#test/client/features/merge/fake-server.ts';
import { show } from '#test/client/show.tsx';

const about = { version: '0.1.0', demo: false, demoPeople: [], setUp: false };
const chair = { login: 'truongban', name: 'Nguyễn Thị Minh Hà', roles: ['chair'], admin: false };

function open(answers: Readonly<Record<string, Reply>> = {}): { asked: readonly Asked[]; entered: () => number } {
  const asked = serve({ 'GET /api/about': { body: about }, ...answers });
  const onSignedIn = vi.fn<() => void>();
  show(<SignInScreen onSignedIn={onSignedIn} />, '/sign-in');
  return { asked, entered: () => onSignedIn.mock.calls.length };
}

async function send(login: string, password: string): Promise<void> {
  const user = userEvent.setup();
  if (login !== '') await user.type(screen.getByLabelText(viSignIn.login), login);
  if (password !== '') await user.type(screen.getByLabelText(viSignIn.password), password);
  await user.click(screen.getByRole('button', { name: viSignIn.submit }));
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test('after a refusal both fields stand as they were typed', async () => {
  const { entered } = open({ 'POST /api/session': refusal('session/wrong-password', 401) });

  await send('uyvien1', 'mật khẩu');

  expect(await screen.findByText(viErrors['session/wrong-password'])).toBeTruthy();
  expect(screen.getByLabelText<HTMLInputElement>(viSignIn.login).value).toBe('uyvien1');
  expect(screen.getByLabelText<HTMLInputElement>(viSignIn.password).value).toBe('mật khẩu');
  expect(entered()).toBe(0);
});

test('a refusal is about what was sent: it goes when either field is changed', async () => {
  open({ 'POST /api/session': refusal('session/wrong-password', 401) });
  await send('uyvien1', 'sai');
  await screen.findByText(viErrors['session/wrong-password']);

  await userEvent.clear(screen.getByLabelText(viSignIn.password));

  await waitFor(() => expect(screen.queryByText(viErrors['session/wrong-password'])).toBeNull());
});

test('what was left out is told beside its field, and nothing is asked', async () => {
  const { asked } = open();

  await send('uyvien1', '');

  expect(screen.getByText(viSignIn.passwordMissing)).toBeTruthy();
  expect(screen.queryByText(viSignIn.loginMissing)).toBeNull();
  expect(asked.filter(({ method }) => method === 'POST')).toEqual([]);
});

test('a person who is known goes in', async () => {
  const { asked, entered } = open({ 'POST /api/session': { status: 204, body: undefined } });

  await send('uyvien1', 'đúng');

  await waitFor(() => expect(entered()).toBe(1));
  expect(asked.find(({ method }) => method === 'POST')?.body).toEqual({ login: 'uyvien1', password: 'đúng' });
});

test('in a demo one press makes one a person of the sample committee', async () => {
  const { asked, entered } = open({
    'GET /api/about': { body: { ...about, demo: true, demoPeople: [chair] } },
    'POST /api/demo/session': { status: 204, body: undefined },
  });

  await userEvent.click(await screen.findByRole('button', { name: /Nguyễn Thị Minh Hà/ }));

  await waitFor(() => expect(entered()).toBe(1));
  expect(asked.find(({ method }) => method === 'POST')?.body).toEqual({ login: 'truongban' });
});

test('without a demo no people are offered', async () => {
  open();

  await screen.findByRole('button', { name: viSignIn.submit });

  expect(screen.queryByText(viSignIn.demoTitle)).toBeNull();
});

test('a server without an account says so, and where the way in is', async () => {
  open({ 'GET /api/about': { body: { ...about, setUp: true } } });

  expect(await screen.findByText(viSignIn.setUpFirst)).toBeTruthy();
});
