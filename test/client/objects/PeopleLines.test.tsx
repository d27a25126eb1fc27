// @vitest-environment happy-dom
import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useMemo, useState, type ReactElement } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { addRows, emptyPerson, judgeRows } from '#client/objects/people-lines.ts';
import { PeopleLines } from '#client/objects/PeopleLines.tsx';
import { viErrors } from '#shared/messages/vi/errors.ts';
import type { PastedPerson } from '#shared/rules/pasted-people.ts';
import { show } from '#test/client/show.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const member = (name: string): PastedPerson => ({ ...emptyPerson, name, roles: ['member'] });

function List({ people }: { readonly people: readonly PastedPerson[] }): ReactElement {
  const [rows, setRows] = useState(() => addRows([], people));
  const judged = useMemo(() => judgeRows(rows, []), [rows]);
  return <PeopleLines label="Người" rows={rows} judged={judged} onRows={setRows} />;
}

function nameOf(line: number): HTMLInputElement {
  return screen.getByLabelText<HTMLInputElement>(`Họ và tên, dòng ${line}`);
}

test('Enter and the arrows go to the same cell of the next line, and Enter at the end adds one', async () => {
  const user = userEvent.setup();
  show(<List people={[member('An'), member('Bình')]} />);

  await user.click(nameOf(1));
  await user.keyboard('{Enter}');
  expect(document.activeElement).toBe(nameOf(2));
  await user.keyboard('{ArrowUp}{ArrowDown}{Enter}Chi');

  expect(nameOf(3).value).toBe('Chi');
});

test('a line that cannot be taken says why below itself, until it is put right', async () => {
  const user = userEvent.setup();
  show(<List people={[member('An'), { ...member('Bình'), login: 'Tên Bình' }]} />);
  expect(screen.getByText(viErrors['person/login-shape'])).toBeTruthy();
  expect(screen.getByText('1 người đọc được')).toBeTruthy();

  await user.clear(screen.getByLabelText('Tên đăng nhập, dòng 2'));

  expect(screen.queryByText(viErrors['person/login-shape'])).toBeNull();
  expect(screen.getByText('2 người đọc được')).toBeTruthy();
});

test('a few lines are shown whole, more of them in a frame to scroll', () => {
  const { container } = show(<List people={Array.from({ length: 6 }, () => emptyPerson)} />);
  expect(container.querySelector('[data-size]')?.getAttribute('data-size')).toBe('whole');
  cleanup();

  const longer = show(<List people={Array.from({ length: 7 }, () => emptyPerson)} />);
  expect(longer.container.querySelector('[data-size]')?.getAttribute('data-size')).toBe('few');
});

test('the count of wrong lines leads from one to the next', async () => {
  const user = userEvent.setup();
  show(<List people={[member('An'), { ...emptyPerson, name: 'Bình' }, { ...emptyPerson, name: 'Chi' }]} />);

  await user.click(screen.getByRole('button', { name: '2 dòng cần chọn vai trò' }));
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Vai trò, dòng 2: Chọn vai trò');
  await user.click(screen.getByRole('button', { name: '2 dòng cần chọn vai trò' }));

  expect(document.activeElement?.getAttribute('aria-label')).toBe('Vai trò, dòng 3: Chọn vai trò');
});

test('a person may have several roles', async () => {
  const user = userEvent.setup();
  show(<List people={[member('An')]} />);

  await user.click(screen.getByRole('button', { name: 'Vai trò, dòng 1: Thành viên' }));
  await user.click(await screen.findByRole('menuitemcheckbox', { name: 'Thường trực' }));

  expect(screen.getByLabelText('Vai trò, dòng 1: Thường trực, Thành viên')).toBeTruthy();
});

test('the keys stay in the list when a line is taken out', async () => {
  const user = userEvent.setup();
  show(<List people={[member('An'), member('Bình')]} />);

  await user.click(screen.getByRole('button', { name: 'Bỏ dòng 1 An' }));

  expect(nameOf(1).value).toBe('Bình');
  expect(document.activeElement).toBe(nameOf(1));
});
