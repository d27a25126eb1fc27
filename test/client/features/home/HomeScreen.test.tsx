// @vitest-environment happy-dom
import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { HomeScreen } from '#client/features/home/HomeScreen.tsx';
import { viApp } from '#shared/messages/vi/app.ts';
import { viErrors } from '#shared/messages/vi/errors.ts';
import { viHome } from '#shared/messages/vi/home.ts';
import { idOf } from '#shared/model/ids.ts';
import type { Home } from '#shared/protocol/home.ts';
import { committee, me, reportFor } from '#test/client/features/merge/example.ts';
import { refusal, serve, type Reply } from '#test/client/features/merge/fake-server.ts';
import { show } from '#test/client/show.tsx';

const counts = { assigned: 1, drafting: 0, submitted: 2, returned: 0, received: 4 };
const empty: Home = {
  waiting: [],
  sections: [],
  committees: [{ reportId: idOf('r1'), title: 'Tiểu ban Văn kiện', sections: 7, byState: counts }],
};
const busy: Home = {
  ...empty,
  waiting: [
    {
      kind: 'returned',
      sectionId: idOf('s1'),
      title: 'Quản lý đô thị',
      reason: 'Nêu rõ nguyên nhân.',
      by: idOf('huong'),
      byName: 'Lê Thu Hương',
      at: 0,
    },
    {
      kind: 'threads',
      documentId: idOf('d2'),
      sectionId: null,
      title: 'Kết quả đạt được',
      count: 2,
      threadId: idOf('t1'),
      byName: 'Đỗ Thanh Tùng',
      text: 'Số này đã đối chiếu chưa?',
      at: 0,
    },
    { kind: 'toMerge', reportId: idOf('r1'), count: 3, at: 0 },
  ],
};

function open(home: Reply | readonly Reply[], screenOf = { isPhone: false }): ReturnType<typeof show> {
  serve({
    'GET /api/me': { body: me },
    'GET /api/home': home,
    'GET /api/committees/c1': { body: committee },
    'GET /api/reports/r1': { body: reportFor(['see', 'read', 'comment']) },
  });
  return show(<HomeScreen />, '/', screenOf);
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test('where nothing waits and nothing is mine, the next step is offered', async () => {
  open({ body: empty });

  expect(await screen.findByText(viHome.waiting.none)).toBeTruthy();
  expect(screen.getByText(viHome.sections.none)).toBeTruthy();
  const [step] = screen.getAllByRole('link', { name: viHome.waiting.openReport });
  expect(step?.getAttribute('href')).toBe('/reports/r1');
});

test('a person of no committee is told whom to ask', async () => {
  open({ body: { ...empty, committees: [] } });

  expect(await screen.findByText(viHome.noCommitteeText)).toBeTruthy();
});

test('what was said with a submission is read where it waits', async () => {
  const submitted = {
    kind: 'submitted',
    sectionId: idOf<'SectionId'>('s1'),
    title: 'Quản lý đô thị',
    byName: 'Đỗ Thanh Tùng',
    note: 'Số liệu quý III còn chờ.',
    at: 0,
  } as const;
  open({ body: { ...empty, waiting: [submitted, { ...submitted, note: '' }] } });

  expect(await screen.findByText('Đỗ Thanh Tùng nộp: “Số liệu quý III còn chờ.”')).toBeTruthy();
  expect(screen.getByText('Đỗ Thanh Tùng nộp')).toBeTruthy();
});

test('only the first thing that waits has the primary button', async () => {
  open({ body: busy });

  const list = within(await screen.findByRole('region', { name: viHome.waiting.title }));
  const looks = list.getAllByRole('link').map((link) => link.getAttribute('data-variant'));

  expect(looks).toEqual(['filled', 'default', 'default']);
});

test('each thing leads to where it is settled, a comment in a part to that part', async () => {
  open({ body: busy });

  const revise = await screen.findByRole('link', { name: /^Sửa tiếp/ });
  expect(revise.getAttribute('href')).toBe('/sections/s1');
  expect(screen.getByRole('link', { name: /^Hợp nhất/ }).getAttribute('href')).toBe('/reports/r1?tab=consolidated');
  await vi.waitFor(() =>
    expect(screen.getByRole('link', { name: /^Trả lời/ }).getAttribute('href')).toBe('/parts/p2?thread=t1'),
  );
});

test('on a phone, where nothing is merged, what waits to be merged is only looked at', async () => {
  open({ body: busy }, { isPhone: true });

  expect(await screen.findByRole('link', { name: /^Xem các mục/ })).toBeTruthy();
  expect(screen.queryByRole('link', { name: /^Hợp nhất/ })).toBeNull();
});

test('the committee is told in figures, and states without a section are left out', async () => {
  open({ body: empty });

  const line = within(await screen.findByRole('region', { name: viHome.committee.label }));

  expect(line.getByText('Tiểu ban: 7 mục')).toBeTruthy();
  expect(line.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
    '4 đã nhận',
    '2 đã nộp',
    '1 chưa viết',
  ]);
});

test('a failure says what could not be opened, and trying again opens it', async () => {
  open([refusal('internal', 500), { body: empty }]);

  expect(await screen.findByText(viHome.cannotOpen)).toBeTruthy();
  expect(screen.getByText(viErrors.internal)).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: viApp.tryAgain }));

  expect(await screen.findByText(viHome.waiting.none)).toBeTruthy();
});
