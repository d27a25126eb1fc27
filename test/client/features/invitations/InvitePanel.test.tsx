// @vitest-environment happy-dom
import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { InvitePanel } from '#client/features/invitations/InvitePanel.tsx';
import { viInvitations } from '#shared/messages/vi/invitations.ts';
import { refusal, serve, type Asked, type Reply } from '#test/client/features/merge/fake-server.ts';
import { show } from '#test/client/show.tsx';

const member = (id: string, name: string, account: string, role = 'member'): Record<string, unknown> => ({
  id,
  name,
  account,
  login: id,
  title: '',
  roles: [role],
});
const me = { id: 'tung', login: 'tung', name: 'Đỗ Thanh Tùng', admin: false, demo: false, committees: [] };
const people = [member('tung', 'Đỗ Thanh Tùng', 'active'), member('huong', 'Lê Thu Hương', 'none')];
const meeting = { id: 'l1', secret: '7K4P-QX2M', path: '/moi#7K4P-QX2M', expiresAt: Date.UTC(2030, 3, 30, 10) };

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  localStorage.clear();
});

function open(answers: Readonly<Record<string, Reply>> = {}): readonly Asked[] {
  const asked = serve({
    'GET /api/me': { body: me },
    'GET /api/committees/c1/people': { body: { items: people } },
    'POST /api/committees/c1/meeting-link': { status: 201, body: meeting },
    'POST /api/links/look': {
      body: { kind: 'meeting', state: 'usable', committee: 'Tiểu ban', by: '', expiresAt: meeting.expiresAt },
    },
    ...answers,
  });
  show(<InvitePanel committeeId="c1" committee="Tiểu ban Văn kiện" />, '/');
  return asked;
}

async function press(name: string | RegExp): Promise<void> {
  await userEvent.click(await screen.findByRole('button', { name }));
}

test('a meeting’s code is shown with its address and its end, and stays when the page is left', async () => {
  open();
  await press(viInvitations.meeting.make);
  const field = await screen.findByLabelText<HTMLInputElement>(viInvitations.meeting.link);
  expect(field.value).toBe(`${location.origin}/moi#7K4P-QX2M`);
  expect(screen.getByText(/^Dùng được đến 17:00, 30\/4\/2030\./)).toBeTruthy();
  cleanup();

  const asked = open();

  expect(await screen.findByLabelText(viInvitations.meeting.link)).toBeTruthy();
  expect(asked.map(({ path }) => path)).not.toContain('/api/committees/c1/meeting-link');
});

test('a code that another inviter has replaced is not shown as if it were good', async () => {
  localStorage.setItem('dt.meeting.c1', JSON.stringify(meeting));

  open({
    'POST /api/links/look': {
      body: { kind: 'meeting', state: 'revoked', committee: 'Tiểu ban', by: '', expiresAt: meeting.expiresAt },
    },
  });

  expect(await screen.findByText(viInvitations.meeting.over)).toBeTruthy();
  expect(screen.queryByLabelText(viInvitations.meeting.link)).toBeNull();
});

test('the invitation to a meeting is on the page while it is printed, and no longer', async () => {
  const printed: string[] = [];
  vi.stubGlobal('print', () => printed.push(document.body.textContent ?? ''));
  open();
  await press(viInvitations.meeting.make);

  await press(viInvitations.meeting.print);

  await waitFor(() => expect(printed).toHaveLength(1));
  expect(printed[0]).toContain('Mời vào Tiểu ban Văn kiện');
  window.dispatchEvent(new Event('afterprint'));
  await waitFor(() => expect(document.body.textContent).not.toContain('Mời vào Tiểu ban Văn kiện'));
});

test('personal links are made for those who cannot come in yet, one card each', async () => {
  const asked = open({
    'POST /api/committees/c1/invitations': {
      status: 201,
      body: { items: [{ personId: 'huong', path: '/moi#secret', expiresAt: meeting.expiresAt }] },
    },
  });

  await press('Tạo đường dẫn riêng cho từng người (1 người)');

  expect((await screen.findByLabelText<HTMLInputElement>('Đường dẫn của Lê Thu Hương')).value).toBe(
    `${location.origin}/moi#secret`,
  );
  expect(asked.find(({ path }) => path.endsWith('/invitations'))?.body).toEqual({ personIds: ['huong'] });
});

test('who is to be chair is in no press of the bureau', async () => {
  const items = [member('tung', 'Đỗ Thanh Tùng', 'active', 'bureau'), member('ha', 'Hà', 'none', 'chair'), people[1]];
  open({ 'GET /api/committees/c1/people': { body: { items } } });

  expect(await screen.findByRole('button', { name: 'Tạo đường dẫn riêng cho từng người (1 người)' })).toBeTruthy();
});

test('links that only this machine can open say so before they are made', async () => {
  open();

  expect(await screen.findByText(viInvitations.onlyHere.title)).toBeTruthy();
  expect(screen.getByText('HOST=0.0.0.0 npm start')).toBeTruthy();
  expect(screen.getByText("$env:HOST='0.0.0.0'; npm.cmd start")).toBeTruthy();
});

test('where everybody is in, nobody is asked for; who is outside is told whose it is', async () => {
  open({ 'GET /api/committees/c1/people': { body: { items: [people[0], member('an', 'An', 'active')] } } });
  expect(await screen.findByText(viInvitations.allIn)).toBeTruthy();
  cleanup();

  open({ 'GET /api/committees/c1/people': refusal('not_found', 404) });

  expect(await screen.findByText(viInvitations.notYours)).toBeTruthy();
});
