// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { MOST_LINES } from '#client/objects/people-lines.ts';
import { PeopleScreen } from '#client/features/people/PeopleScreen.tsx';
import { viErrors } from '#shared/messages/vi/errors.ts';
import { viObjects } from '#shared/messages/vi/objects.ts';
import { viPeople } from '#shared/messages/vi/people.ts';
import { idOf } from '#shared/model/ids.ts';
import type { CommitteeRole } from '#shared/model/person.ts';
import type { Committee } from '#shared/protocol/committees.ts';
import type { Invitation } from '#shared/protocol/links.ts';
import type { Organisation } from '#shared/protocol/organisation.ts';
import type { Member } from '#shared/protocol/people.ts';
import { committee, me, reportFor } from '#test/client/features/merge/example.ts';
import { refusal, serve, type Asked, type Reply } from '#test/client/features/merge/fake-server.ts';
import { show } from '#test/client/show.tsx';

const PEOPLE = '/api/committees/c1/people';

function memberOf(id: string, name: string, roles: readonly CommitteeRole[], account: Member['account']): Member {
  return { id: idOf(id), login: id, name, title: 'Ủy viên', roles: [...roles], account };
}

const chair = memberOf('ha', 'Nguyễn Thị Minh Hà', ['chair'], 'active');
const bureau = memberOf('huong', 'Lê Thu Hương', ['bureau'], 'active');
const invited = memberOf('tung', 'Đỗ Thanh Tùng', ['member'], 'invited');
const members = [chair, bureau, invited];
const invitation: Invitation = {
  id: idOf('l1'),
  personId: idOf('tung'),
  name: invited.name,
  by: chair.name,
  at: 0,
  expiresAt: Date.UTC(2020, 3, 30, 10),
  state: 'usable',
};
const organisation: Organisation = {
  id: idOf('o1'),
  name: 'Đảng ủy phường Ngọc Lâm',
  parentName: 'Đảng bộ quận Long Biên',
  place: 'Ngọc Lâm',
  abbreviation: 'ĐU',
  profile: 'dang-hd36-2018',
  toneStyle: 'old',
  signature: { form: 'onBehalfOfBody', body: 'Đảng ủy', position: 'Bí thư', name: '' },
  recipients: [],
};

function open(
  answers: Readonly<Record<string, Reply | readonly Reply[]>> = {},
  { of = committee, address = '/' }: { readonly of?: Committee; readonly address?: string } = {},
): ReturnType<typeof show> & { readonly asked: readonly Asked[] } {
  const asked = serve({
    'GET /api/committees/c1': { body: of },
    [`GET ${PEOPLE}`]: { body: { items: members } },
    'GET /api/committees/c1/invitations': { body: { items: [invitation] } },
    'GET /api/reports/r1': { body: reportFor([]) },
    'GET /api/organisations/o1': { body: organisation },
    ...answers,
  });
  const shown = show(
    <PeopleScreen
      me={me}
      committeeId="c1"
      invitePanel={() => <p>the ways in</p>}
      invitationSheet={({ links }) => <p>{links.map(({ path }) => path).join()}</p>}
    />,
    address,
  );
  return Object.assign(shown, { asked });
}

async function rowOf(name: string): Promise<HTMLElement> {
  return screen.findByRole('row', { name: new RegExp(name) });
}

/** Pasted at once: each key of its own takes long where the whole screen is drawn anew. */
async function fill(field: HTMLElement, words: string): Promise<void> {
  await userEvent.click(field);
  await userEvent.paste(words);
}

async function choose(person: Member, item: string): Promise<void> {
  const row = within(await rowOf(person.name));
  await userEvent.click(row.getByRole('button', { name: `Việc khác với ${person.name}` }));
  await userEvent.click(await screen.findByRole('menuitem', { name: item }));
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test('each person stands with roles and whether they came in; those who did not can be invited', async () => {
  const { asked } = open({
    'POST /api/committees/c1/invitations': {
      status: 201,
      body: { items: [{ personId: 'tung', path: '/moi#abc', expiresAt: 1 }] },
    },
  });

  const row = within(await rowOf('Đỗ Thanh Tùng'));
  expect(row.getByText(viObjects.accounts.invited)).toBeTruthy();
  expect(row.getByText(viObjects.roles.member)).toBeTruthy();
  expect(within(await rowOf('Lê Thu Hương')).queryByRole('button', { name: /^Mời/ })).toBeNull();
  expect(screen.getByText('the ways in')).toBeTruthy();
  await userEvent.click(row.getByRole('button', { name: 'Mời Đỗ Thanh Tùng' }));

  expect(await screen.findByText('/moi#abc')).toBeTruthy();
  expect(asked.find(({ method }) => method === 'POST')?.body).toEqual({ personIds: ['tung'] });
});

test('people are found by their words, marks left out or not', async () => {
  open();
  await rowOf('Đỗ Thanh Tùng');

  await fill(screen.getByRole('searchbox', { name: viPeople.find }), 'thu huong');

  await waitFor(() => expect(screen.queryByRole('row', { name: /Đỗ Thanh Tùng/ })).toBeNull());
  expect(await rowOf('Lê Thu Hương')).toBeTruthy();
});

test('who gave which role is told, and of whom it was taken', async () => {
  const change = { kind: 'roles', personId: 'tung', name: 'Đỗ Thanh Tùng', at: Date.UTC(2020, 3, 30, 10) };
  open(
    {
      'GET /api/committees/c1/right-changes': {
        body: {
          items: [
            { ...change, roles: [], by: 'Nguyễn Thị Minh Hà' },
            { ...change, roles: ['member'], by: '' },
            { ...change, kind: 'newPassword', roles: [], by: 'Tạ Minh Châu' },
          ],
          next: null,
        },
      },
    },
    { address: '/?tab=changes' },
  );

  const rows = within(await screen.findByRole('list', { name: viPeople.changes })).getAllByRole('listitem');

  expect(rows.map((row) => row.textContent)).toEqual([
    expect.stringMatching(/^Đỗ Thanh Tùng: đưa khỏi tiểu ban.*Nguyễn Thị Minh Hà/),
    expect.stringMatching(/^Đỗ Thanh Tùng: Thành viên.*Khi cài đặt/),
    expect.stringMatching(/^Đỗ Thanh Tùng: được cấp đường dẫn đặt mật khẩu mới.*Tạ Minh Châu/),
  ]);
});

test('an invitation that still is good can be revoked', async () => {
  const { asked } = open({ 'DELETE /api/links/l1': { body: undefined } });
  await screen.findByText(/^đến 17:00/);

  await choose(invited, viPeople.revoke);

  await waitFor(() =>
    expect(asked.some(({ method, path }) => `${method} ${path}` === 'DELETE /api/links/l1')).toBe(true),
  );
});

test('roles are saved together, and at least one is asked for', async () => {
  const { asked } = open({ [`PATCH ${PEOPLE}/tung`]: { body: { ...invited, roles: ['helper', 'member'] } } });
  await choose(invited, viPeople.changeRoles);
  const dialog = within(await screen.findByRole('dialog'));

  await userEvent.click(dialog.getByRole('checkbox', { name: viObjects.roles.member }));
  expect(dialog.getByText(viPeople.roleNeeded)).toBeTruthy();
  await userEvent.click(dialog.getByRole('checkbox', { name: viObjects.roles.helper }));
  await userEvent.click(dialog.getByRole('checkbox', { name: viObjects.roles.member }));
  await userEvent.click(dialog.getByRole('button', { name: viPeople.saveRoles }));

  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(asked.find(({ method }) => method === 'PATCH')?.body).toEqual({ roles: ['helper', 'member'] });
});

test('the bureau is told that the chair’s role is not theirs to give', async () => {
  open();
  await choose(invited, viPeople.changeRoles);
  const dialog = within(await screen.findByRole('dialog'));

  expect(dialog.getByRole('checkbox', { name: viObjects.roles.chair }).hasAttribute('disabled')).toBe(true);
  expect(dialog.getByText(viPeople.chairOnly)).toBeTruthy();
});

test('a refusal of roles stands in the dialog, with what was chosen', async () => {
  open({ [`PATCH ${PEOPLE}/ha`]: refusal('person/last-chair', 409) });
  await choose(chair, viPeople.changeRoles);
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.click(dialog.getByRole('checkbox', { name: viObjects.roles.member }));

  await userEvent.click(dialog.getByRole('button', { name: viPeople.saveRoles }));

  expect(await dialog.findByText(viErrors['person/last-chair'])).toBeTruthy();
  const chosen = dialog.getByRole<HTMLInputElement>('checkbox', { name: viObjects.roles.member });
  expect(chosen.checked).toBe(true);
});

test('who owns sections is not removed: these are named, with the way to give them to others', async () => {
  const details = { sections: [{ id: 's7', title: 'Quốc phòng, an ninh' }], others: 1 };
  const { addressNow } = open({ [`DELETE ${PEOPLE}/tung`]: refusal('person/still-assigned', 409, details) });
  await choose(invited, viPeople.remove);

  await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: viPeople.remove }));

  const dialog = within(await screen.findByRole('dialog', { name: /^Chưa đưa Đỗ Thanh Tùng/ }));
  expect(dialog.getByText(/đang chủ trì 2 mục/)).toBeTruthy();
  expect(dialog.getByText(/và 1 mục bạn không được xem/)).toBeTruthy();
  await userEvent.click(dialog.getByRole('link', { name: 'Quốc phòng, an ninh' }));
  expect(addressNow()).toBe('/reports/r1?section=s7');
});

test('lines that are typed survive closing the dialog, and what is wrong is told at each', async () => {
  const { asked } = open({
    [`POST ${PEOPLE}`]: { status: 201, body: { items: [memberOf('oanh', 'Bùi Kim Oanh', ['member'], 'none')] } },
  });
  await userEvent.click(await screen.findByRole('button', { name: viPeople.add }));
  const first = within(await screen.findByRole('dialog'));
  await fill(first.getByRole('textbox', { name: /^Họ và tên.*1$/ }), 'Bùi Kim Oanh');
  expect(first.getByRole('button', { name: 'Thêm 1 người' }).hasAttribute('disabled')).toBe(true);
  await userEvent.click(first.getByRole('button', { name: 'Để sau' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());

  await userEvent.click(screen.getByRole('button', { name: viPeople.add }));
  const again = within(await screen.findByRole('dialog'));
  expect(again.getByDisplayValue('Bùi Kim Oanh')).toBeTruthy();
  await userEvent.click(again.getByRole('button', { name: /^Vai trò/ }));
  await userEvent.click(await screen.findByRole('menuitemcheckbox', { name: viObjects.roles.member }));
  await userEvent.click(again.getByRole('button', { name: 'Thêm 1 người' }));

  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(asked.find(({ method }) => method === 'POST')?.body).toEqual({
    people: [{ name: 'Bùi Kim Oanh', title: '', roles: ['member'] }],
  });
});

test('a pasted line that has no columns stands among the others, to be put right', async () => {
  open();
  await userEvent.click(await screen.findByRole('button', { name: viPeople.add }));
  const dialog = within(await screen.findByRole('dialog'));

  const list = 'TT\tHọ và tên\tVai trò\n1\tBùi Kim Oanh\tThành viên\n2;Ngô Một Cột\n';
  await fill(dialog.getByRole('textbox', { name: /^Họ và tên.*1$/ }), list);

  expect(dialog.getByDisplayValue('2;Ngô Một Cột')).toBeTruthy();
  expect(dialog.getByRole('button', { name: '1 dòng cần chọn vai trò' })).toBeTruthy();
});

test('a list that is longer than can be added at once is not cut: nothing of it is taken, and that is said', async () => {
  open();
  await userEvent.click(await screen.findByRole('button', { name: viPeople.add }));
  const dialog = within(await screen.findByRole('dialog'));

  const list = Array.from({ length: MOST_LINES + 1 }, (_, at) => `Người Thứ\t${at}`).join('\n');
  await fill(dialog.getByRole('textbox', { name: /^Họ và tên.*1$/ }), list);

  expect(dialog.getByText(/Chưa thêm dòng nào/)).toBeTruthy();
  expect(dialog.getAllByRole('textbox', { name: /^Họ và tên/ })).toHaveLength(1);
});

test('what the server alone knows of a line stands at that line, and nobody is added', async () => {
  open({
    [`POST ${PEOPLE}`]: {
      status: 422,
      body: {
        type: 'about:blank',
        title: 'people/lines-wrong',
        status: 422,
        code: 'people/lines-wrong',
        errors: [{ pointer: '/people/0/roles', code: 'committee/chair-only' }],
      },
    },
  });
  await userEvent.click(await screen.findByRole('button', { name: viPeople.add }));
  const dialog = within(await screen.findByRole('dialog'));
  await fill(dialog.getByRole('textbox', { name: /^Họ và tên.*1$/ }), 'Bùi Kim Oanh');
  await userEvent.click(dialog.getByRole('button', { name: /^Vai trò/ }));
  await userEvent.click(await screen.findByRole('menuitemcheckbox', { name: viObjects.roles.chair }));

  await userEvent.click(dialog.getByRole('button', { name: 'Thêm 1 người' }));

  expect(await dialog.findByText(viErrors['committee/chair-only'])).toBeTruthy();
  expect(dialog.getByText(viPeople.faultsLeft)).toBeTruthy();
  expect(dialog.getByDisplayValue('Bùi Kim Oanh')).toBeTruthy();
});

test('who does not look after the committee is told who does', async () => {
  open({}, { of: { ...committee, rights: ['see'] } });

  expect(await screen.findByText(viPeople.notYours)).toBeTruthy();
  expect(screen.queryByRole('table')).toBeNull();
});

test('how papers are printed is shown with each key, and saved together', async () => {
  const { asked } = open(
    { 'PUT /api/organisations/o1': { body: { ...organisation, place: 'Long Biên' } } },
    { address: '/?tab=organisation' },
  );
  const preview = within(await screen.findByRole('figure', { name: viPeople.preview }));
  expect(preview.getByText('Đảng ủy phường Ngọc Lâm')).toBeTruthy();
  const place = screen.getByRole('textbox', { name: viObjects.organisation.place });
  expect(screen.getByRole('button', { name: viPeople.save }).hasAttribute('disabled')).toBe(true);

  await userEvent.clear(place);
  await fill(place, 'Long Biên');
  await fill(screen.getByRole('textbox', { name: /^Nơi nhận/ }), 'Quận ủy\n\nLưu trữ\n');

  expect(preview.getByText(/^Long Biên, ngày/)).toBeTruthy();
  expect(preview.getByText(/^- Quận ủy/)).toBeTruthy();
  await userEvent.click(screen.getByRole('link', { name: viPeople.sideNames.people }));
  await rowOf('Đỗ Thanh Tùng');
  await userEvent.click(screen.getByRole('link', { name: viPeople.organisation }));
  expect(await screen.findByText(viPeople.unsaved)).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: viPeople.save }));
  await waitFor(() => expect(screen.queryByText(viPeople.unsaved)).toBeNull());
  expect(asked.find(({ method }) => method === 'PUT')?.body).toMatchObject({
    place: 'Long Biên',
    recipients: ['Quận ủy', 'Lưu trữ'],
  });
});
