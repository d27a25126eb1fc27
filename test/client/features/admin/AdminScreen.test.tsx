// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { AdminScreen } from '#client/features/admin/AdminScreen.tsx';
import { viAdmin } from '#shared/messages/vi/admin.ts';
import { viErrors } from '#shared/messages/vi/errors.ts';
import { viObjects } from '#shared/messages/vi/objects.ts';
import { idOf } from '#shared/model/ids.ts';
import type { Person } from '#shared/protocol/people.ts';
import type { Me } from '#shared/protocol/session.ts';
import { me as member } from '#test/client/features/merge/example.ts';
import { refusal, serve, type Asked, type Reply } from '#test/client/features/merge/fake-server.ts';
import { show } from '#test/client/show.tsx';

const me: Me = { ...member, id: idOf('chau'), name: 'Tạ Minh Châu', admin: true, demo: false, committees: [] };
const admin: Person = {
  id: idOf('chau'),
  login: 'quantri',
  name: 'Tạ Minh Châu',
  title: 'Cán bộ công nghệ thông tin',
  admin: true,
  account: 'active',
  createdAt: 0,
  deactivatedAt: null,
  committees: [],
};
const writer: Person = {
  ...admin,
  id: idOf('tung'),
  login: 'uyvien2',
  name: 'Đỗ Thanh Tùng',
  admin: false,
  committees: [{ id: idOf('c1'), title: 'Tiểu ban Văn kiện', roles: ['member'] }],
};
const gone: Person = { ...writer, id: idOf('oanh'), login: 'uyvien3', name: 'Bùi Kim Oanh', account: 'deactivated' };
const organisations = {
  items: [
    {
      id: 'o1',
      name: 'Đảng ủy phường Ngọc Lâm',
      committees: [
        { id: 'c1', title: 'Tiểu ban Văn kiện', hasChair: true, mayManage: false },
        { id: 'c2', title: 'Tiểu ban Nhân sự', hasChair: false, mayManage: true },
        { id: 'c4', title: 'Tiểu ban Tổ chức', hasChair: true, mayManage: true },
      ],
    },
  ],
};

function open(
  answers: Readonly<Record<string, Reply | readonly Reply[]>> = {},
  { who = me, address = '/' }: { readonly who?: Me; readonly address?: string } = {},
): ReturnType<typeof show> & { readonly asked: readonly Asked[] } {
  const asked = serve({
    'GET /api/people': { body: { items: [admin, writer, gone], next: null } },
    'GET /api/organisations': { body: organisations },
    ...answers,
  });
  return Object.assign(show(<AdminScreen me={who} linkNote={null} />, address), { asked });
}

async function fill(field: HTMLElement, words: string): Promise<void> {
  await userEvent.click(field);
  await userEvent.paste(words);
}

async function choose(person: Person, item: string): Promise<void> {
  await userEvent.click(await screen.findByRole('button', { name: `Việc khác với ${person.name}` }));
  await userEvent.click(await screen.findByRole('menuitem', { name: item }));
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test('whoever does not administer sees no accounts', async () => {
  const { asked } = open({}, { who: member });

  expect(await screen.findByText(viAdmin.notYours)).toBeTruthy();
  expect(asked).toEqual([]);
});

test('accounts stand with committees, roles and state, and more of them come when asked for', async () => {
  open({
    'GET /api/people': [{ body: { items: [admin, writer], next: 'uyvien2' } }, { body: { items: [gone], next: null } }],
  });

  const row = within(await screen.findByRole('row', { name: /Đỗ Thanh Tùng/ }));
  expect(row.getByText('Tiểu ban Văn kiện')).toBeTruthy();
  expect(row.getByText(viObjects.roles.member)).toBeTruthy();
  expect(screen.queryByText('Bùi Kim Oanh')).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: viAdmin.more }));

  expect(await screen.findByText('Bùi Kim Oanh')).toBeTruthy();
  expect(screen.queryByRole('button', { name: viAdmin.more })).toBeNull();
});

test('a link to set a password is made after a word about what it ends, and shown once', async () => {
  const { asked } = open({
    'POST /api/people/tung/password-reset': { status: 201, body: { path: '/moi#abc', expiresAt: 1 } },
  });
  await choose(writer, viAdmin.resetLink);
  expect(await screen.findByText(viAdmin.linkReplaces)).toBeTruthy();
  expect(asked.some(({ method }) => method === 'POST')).toBe(false);

  await userEvent.click(screen.getByRole('button', { name: viAdmin.makeLink }));

  expect(await screen.findByDisplayValue(`${location.origin}/moi#abc`)).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: viAdmin.done }));
  await waitFor(() => expect(screen.queryByDisplayValue(/moi/)).toBeNull());
});

test('who still owns sections or alone heads a committee is not deactivated, and it is said what comes first', async () => {
  const details = { committees: [{ id: 'c1', title: 'Tiểu ban Văn kiện' }] };
  open({ 'POST /api/people/tung/deactivate': refusal('person/last-chair', 409, details) });
  await choose(writer, viAdmin.deactivate);

  await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: viAdmin.deactivate }));

  const dialog = within(await screen.findByRole('dialog', { name: /^Chưa ngừng tài khoản/ }));
  expect(dialog.getByText('Tiểu ban Văn kiện')).toBeTruthy();
  expect(dialog.getByText(viAdmin.obstacleCommitteesNext)).toBeTruthy();
});

test('nobody is offered to deactivate themselves; whoever was deactivated is let in again', async () => {
  const { asked } = open({ 'POST /api/people/oanh/activate': { body: { ...gone, account: 'active' } } });
  await userEvent.click(await screen.findByRole('button', { name: `Việc khác với ${admin.name}` }));
  await screen.findByRole('menuitem', { name: viAdmin.edit });
  expect(screen.queryByRole('menuitem', { name: viAdmin.deactivate })).toBeNull();
  await userEvent.keyboard('{Escape}');

  await choose(gone, viAdmin.activate);

  await waitFor(() => expect(asked.some(({ path }) => path === '/api/people/oanh/activate')).toBe(true));
});

test('the last who administers keeps it, and is told why', async () => {
  open({ 'PATCH /api/people/chau': refusal('person/last-admin', 409) });
  await choose(admin, viAdmin.takeAdmin);

  await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: viAdmin.takeAdmin }));

  expect(await screen.findByText(viErrors['person/last-admin'])).toBeTruthy();
});

test('a committee whose chair has not come in leads to where one is chosen and invited', async () => {
  open({}, { address: '/?tab=committees' });
  const list = within(await screen.findByRole('list', { name: 'Đảng ủy phường Ngọc Lâm' }));

  const links = list.getAllByRole('link').map((link) => [link.textContent, link.getAttribute('href')]);

  expect(links).toEqual([
    [viAdmin.appoint, '/committees/c2/people'],
    [viAdmin.inviteChair, '/committees/c4/people'],
  ]);
});

test('a committee is made with a new chair, and its people come next', async () => {
  const { asked, addressNow } = open(
    { 'POST /api/committees': { status: 201, body: { id: 'c3', title: 'Tiểu ban Tuyên truyền' } } },
    { address: '/?tab=committees' },
  );
  await userEvent.click(await screen.findByRole('button', { name: viAdmin.newCommittee }));
  const dialog = within(await screen.findByRole('dialog'));
  const send = (): Promise<void> => userEvent.click(dialog.getByRole('button', { name: viAdmin.newCommittee }));
  await send();
  expect(dialog.getByText(viAdmin.titleMissing)).toBeTruthy();
  expect(dialog.getByText(viAdmin.chairMissing)).toBeTruthy();

  await fill(dialog.getByLabelText(viAdmin.committeeTitle), 'Tiểu ban Tuyên truyền');
  await fill(dialog.getByLabelText(viAdmin.name), 'Bùi Kim Oanh');
  await send();

  await waitFor(() => expect(addressNow()).toBe('/committees/c3/people'));
  expect(asked.find(({ method }) => method === 'POST')?.body).toMatchObject({
    organisationId: 'o1',
    title: 'Tiểu ban Tuyên truyền',
    roles: [],
    chair: { name: 'Bùi Kim Oanh', title: '' },
  });
});

test('a login that is taken is told at its field', async () => {
  open(
    {
      'POST /api/committees': {
        status: 422,
        body: {
          type: 'about:blank',
          title: 'people/lines-wrong',
          status: 422,
          code: 'people/lines-wrong',
          errors: [{ pointer: '/chair/login', code: 'person/login-taken' }],
        },
      },
    },
    { address: '/?tab=committees' },
  );
  await userEvent.click(await screen.findByRole('button', { name: viAdmin.newCommittee }));
  const dialog = within(await screen.findByRole('dialog'));
  await fill(dialog.getByLabelText(viAdmin.committeeTitle), 'Tiểu ban Tuyên truyền');
  await fill(dialog.getByLabelText(viAdmin.name), 'Bùi Kim Oanh');
  await fill(dialog.getByLabelText(viAdmin.login), 'uyvien2');

  await userEvent.click(dialog.getByRole('button', { name: viAdmin.newCommittee }));

  expect(await dialog.findByText(viErrors['person/login-taken'])).toBeTruthy();
  expect(dialog.getByDisplayValue('uyvien2')).toBeTruthy();
});
