// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Account } from '#client/app/Account.tsx';
import { HouseKeys } from '#client/app/HouseKeys.tsx';
import { SearchField } from '#client/app/SearchField.tsx';
import { viKeys } from '#shared/messages/vi/keys.ts';
import { idOf, type PersonId } from '#shared/model/ids.ts';
import type { Committee } from '#shared/protocol/committees.ts';
import { committee, me } from '#test/client/features/merge/example.ts';
import { serve } from '#test/client/features/merge/fake-server.ts';
import { node, reportWith } from '#test/client/features/outline/example.ts';
import { show } from '#test/client/show.tsx';

const tung = idOf<PersonId>('tung');
const outline = [
  node('ket-qua', {
    label: 'II.',
    title: 'Kết quả đạt được',
    documentId: null,
    children: [
      node('ngan-sach', { label: '1.', title: 'Thu – chi ngân sách', ownerId: tung }),
      node('kin', { label: '2.', title: 'Quốc phòng', rights: ['see'] }),
    ],
  }),
];

beforeEach(() => localStorage.clear());
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function open(of: Committee = committee): ReturnType<typeof show> {
  serve({
    'GET /api/committees/c1': { body: of },
    'GET /api/reports/r1': { body: reportWith(outline, ['see']) },
  });
  return show(
    <HouseKeys me={me}>
      <SearchField />
      <Account me={me} />
      <input aria-label="chữ" />
    </HouseKeys>,
    '/account',
  );
}

async function openPalette(): Promise<HTMLElement> {
  await userEvent.keyboard('{Control>}k{/Control}');
  const palette = await screen.findByRole('dialog', { name: viKeys.palette });
  await within(palette).findByRole('option', { name: /Thu – chi ngân sách/ });
  return palette;
}

function options(): readonly string[] {
  return screen.queryAllByRole('option').map((option) => option.textContent);
}

test('Ctrl+K, a few letters without marks and Enter go to a section', async () => {
  const { addressNow } = open();

  await openPalette();
  await userEvent.keyboard('ngan sach{Enter}');

  expect(addressNow()).toBe('/sections/ngan-sach');
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('a section is shown with its number, its report and what it stands in', async () => {
  open();

  await openPalette();
  await userEvent.keyboard('ngan sach');

  expect(options()).toEqual(['1. Thu – chi ngân sáchII. Kết quả đạt được · Báo cáo chính trị']);
});

test('a section that may not be read opens the outline at its row', async () => {
  const { addressNow } = open();

  await openPalette();
  await userEvent.keyboard('quoc phong{Enter}');

  expect(addressNow()).toBe('/reports/r1?section=kin');
});

test('the arrows go round the list, and the field says which line is active', async () => {
  open();
  await openPalette();
  const field = screen.getByRole('combobox');
  const active = (): string | undefined =>
    document.getElementById(field.getAttribute('aria-activedescendant') ?? '')?.textContent;
  const all = options();

  await userEvent.keyboard('{ArrowDown}');
  expect(active()).toBe(all[1]);
  await userEvent.keyboard('{ArrowUp}{ArrowUp}');
  expect(active()).toBe(all.at(-1));
});

test('a person leads to their sections, Backspace leads back', async () => {
  const { addressNow } = open();
  await openPalette();

  await userEvent.keyboard('tung{Enter}');
  await screen.findByPlaceholderText('Tìm trong mục của Đỗ Thanh Tùng');
  expect(options()).toEqual([
    '1. Thu – chi ngân sáchII. Kết quả đạt được · Báo cáo chính trị',
    'Đỗ Thanh Tùng trong danh sách ngườiTiểu ban Văn kiện',
  ]);
  await userEvent.keyboard('{Backspace}');
  await screen.findByPlaceholderText(viKeys.field);
  await userEvent.keyboard('tung{Enter}{Enter}');

  expect(addressNow()).toBe('/sections/ngan-sach');
});

test('only what the person may do is offered', async () => {
  open({ ...committee, rights: ['see'] });

  await openPalette();

  expect(options().join('\n')).not.toMatch(/Báo cáo mới|Người và cài đặt|Tài khoản và tiểu ban/);
  expect(options().join('\n')).toMatch(/Việc của tôi/);
});

test('who may make reports and look after people is offered both', async () => {
  open();

  await openPalette();

  expect(options().join('\n')).toMatch(/Người và cài đặt/);
  expect(options().filter((one) => one.startsWith('Báo cáo mới'))).toHaveLength(1);
});

test('what was opened last comes first', async () => {
  localStorage.setItem('dt.recent.huong', JSON.stringify(['/reports/r1', '/sections/ngan-sach']));
  open();

  await openPalette();

  expect(options().slice(0, 2)).toEqual([
    expect.stringMatching(/^Báo cáo chính trị/),
    expect.stringMatching(/^1\. Thu – chi ngân sách/),
  ]);
});

test('where one is, is found by name alone', async () => {
  open();
  const own = (one: string): boolean => one.startsWith('Tài khoản của tôi');
  await openPalette();

  expect(options().filter(own)).toHaveLength(0);
  await userEvent.keyboard('tai khoan');

  expect(options().filter(own)).toHaveLength(1);
});

test('Escape closes, and the focus is where it was', async () => {
  open();
  const field = screen.getByLabelText('chữ');
  field.focus();
  await openPalette();

  await userEvent.keyboard('{Escape}');

  await waitFor(() => expect(document.activeElement).toBe(field));
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('the field of the head opens it by mouse', async () => {
  open();

  await userEvent.click(screen.getByRole('button', { name: new RegExp(viKeys.field) }));

  await screen.findByRole('dialog', { name: viKeys.palette });
});

test('nothing found is said with the words that were looked for', async () => {
  open();
  await openPalette();

  await userEvent.keyboard('xyz');

  expect(screen.getByText('Không có mục, người hay trang nào tên “xyz”')).toBeTruthy();
});

test('a question mark opens the sheet of keys, but is a letter in a field', async () => {
  open();

  await userEvent.type(screen.getByLabelText('chữ'), '?');
  expect(screen.queryByRole('dialog')).toBeNull();
  screen.getByLabelText('chữ').blur();
  await userEvent.keyboard('?');

  const sheet = await screen.findByRole('dialog', { name: viKeys.shortcuts });
  for (const group of Object.values(viKeys.screens)) expect(within(sheet).getByText(group)).toBeTruthy();
});

test('the sheet of keys is a deed of the palette too', async () => {
  open();
  await openPalette();

  await userEvent.keyboard('phim tat{Enter}');

  await screen.findByRole('dialog', { name: viKeys.shortcuts });
});

test('the sheet of keys opens from the menu of the account, and the focus comes back to it', async () => {
  open();
  await userEvent.click(screen.getByRole('button', { name: /Lê Thu Hương/ }));

  await userEvent.click(await screen.findByRole('menuitem', { name: /^Phím tắt/ }));
  await screen.findByRole('dialog', { name: viKeys.shortcuts });
  await userEvent.keyboard('{Escape}');

  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: /Lê Thu Hương/ })));
});

test('no key covers a dialog that somebody is in', async () => {
  open();
  await userEvent.keyboard('?');
  await screen.findByRole('dialog', { name: viKeys.shortcuts });

  await userEvent.keyboard('{Control>}k{/Control}');

  expect(screen.queryByRole('dialog', { name: viKeys.palette })).toBeNull();
});
