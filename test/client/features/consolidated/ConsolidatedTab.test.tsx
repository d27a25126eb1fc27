// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type ReactElement } from 'react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useReport } from '#client/data/reports.ts';
import { ConsolidatedTab } from '#client/features/consolidated/ConsolidatedTab.tsx';
import { LanguageProvider } from '#client/ui/language.tsx';
import { viConsolidated } from '#shared/messages/vi/consolidated.ts';
import { viErrors } from '#shared/messages/vi/errors.ts';
import type { Report } from '#shared/protocol/reports.ts';
import { BUREAU_RIGHTS, committee, me, merge, reportFor } from '#test/client/features/merge/example.ts';
import { refusal, serve, type Asked, type Reply } from '#test/client/features/merge/fake-server.ts';
import { stubBrowser } from '#test/client/features/merge/show.tsx';

const report = reportFor(BUREAU_RIGHTS);
const FREEZE = 'POST /api/reports/r1/drafts';
const STAGE = 'POST /api/parts/p2/merges';

function ReportTab(): ReactElement | null {
  const shown = useReport('r1').data;
  return shown === undefined ? null : (
    <ConsolidatedTab
      report={shown}
      exportButton={(draft) => <span>{draft === undefined ? 'export now' : `export draft ${String(draft)}`}</span>}
      mergesButton={<span>merges</span>}
    />
  );
}

/** Shows the tab over a server with these answers besides the usual ones. */
function show(
  answers: Readonly<Record<string, Reply | readonly Reply[]>> = {},
  shown: Report = report,
): readonly Asked[] {
  const asked = serve({
    'GET /api/me': { body: me },
    'GET /api/reports/r1': { body: shown },
    'GET /api/reports/r1/merges': { body: { items: [] } },
    'GET /api/committees/c1': { body: committee },
    ...answers,
  });
  const router = createMemoryRouter(
    [
      { path: '/', element: <ReportTab /> },
      { path: '/merges/:id', element: <p>the merge</p> },
    ],
    { initialEntries: ['/'] },
  );
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <LanguageProvider>
          <RouterProvider router={router} />
        </LanguageProvider>
      </QueryClientProvider>
    </MantineProvider>,
  );
  return asked;
}

beforeEach(() => stubBrowser({ isPhone: false }));

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test('on a phone nothing is staged: what waits is listed, and where to merge it is said', async () => {
  stubBrowser({ isPhone: true });
  const asked = show({ 'GET /api/reports/r1/merges': { body: { items: [merge] } } });

  expect(await screen.findByText(viConsolidated.onComputer)).toBeTruthy();

  expect(screen.getByText('2. Quản lý đô thị, môi trường')).toBeTruthy();
  expect(screen.queryByRole('button', { name: /^Hợp nhất/ })).toBeNull();
  expect(screen.queryByRole('link', { name: /^Xem tiếp/ })).toBeNull();
  expect(asked.filter(({ method }) => method === 'POST')).toEqual([]);
});

test('a received section is compared with its part and opened', async () => {
  const asked = show({ [STAGE]: { status: 201, body: merge } });

  await userEvent.click(await screen.findByRole('button', { name: /^Hợp nhất 2\. Quản lý đô thị/ }));

  expect(await screen.findByText('the merge')).toBeTruthy();
  expect(asked.find(({ method }) => method === 'POST')?.body).toEqual({ submissionId: 'u3' });
});

test('a comparison that waits already is gone on with', async () => {
  show({ 'GET /api/reports/r1/merges': { body: { items: [merge] } } });

  const resume = await screen.findByRole('link', { name: /^Xem tiếp lần hợp nhất/ });

  expect(resume.getAttribute('href')).toBe('/merges/m1');
});

test('merging everything tells what was merged and what is left to decide', async () => {
  const done = { id: 'j1', kind: 'mergeAll', state: 'done', progress: 1, fileId: null, fileName: null, code: null };
  show({
    'POST /api/reports/r1/merges': { status: 202, body: { jobId: 'j1' } },
    'GET /api/jobs/j1': { body: { ...done, merged: 3, withConflicts: 1 } },
  });

  await userEvent.click(await screen.findByRole('button', { name: viConsolidated.mergeAll }));

  expect(await screen.findByText('Đã hợp nhất 3 mục.')).toBeTruthy();
  expect(screen.getByText(/Còn 1 mục có xung đột/)).toBeTruthy();
});

test('freezing asks first, says what is left open, and sends the note', async () => {
  const draft = { id: 'n2', number: 2, note: 'Trình Ban Thường vụ', by: 'huong', at: 0 };
  const asked = show({ [FREEZE]: { status: 201, body: draft } });
  const user = userEvent.setup();

  await user.click(await screen.findByRole('button', { name: 'Chốt Dự thảo lần 2' }));
  const dialog = await screen.findByRole('dialog');
  expect(dialog.textContent).toContain('Còn 1 mục đã nhận chưa hợp nhất.');
  expect(dialog.textContent).toContain('Còn 2 bình luận mở.');
  await user.type(within(dialog).getByLabelText(viConsolidated.freezeNote), 'Trình Ban Thường vụ');
  await user.click(within(dialog).getByRole('button', { name: viConsolidated.freezeNow }));

  await waitFor(() =>
    expect(asked.find(({ method }) => method === 'POST')).toEqual({
      method: 'POST',
      path: '/api/reports/r1/drafts',
      body: { note: 'Trình Ban Thường vụ' },
    }),
  );
});

test('a refused freezing keeps the note and says why', async () => {
  show({ [FREEZE]: refusal('draft/merge-open', 409) });
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Chốt Dự thảo lần 2' }));
  const dialog = await screen.findByRole('dialog');
  const note = within(dialog).getByLabelText<HTMLTextAreaElement>(viConsolidated.freezeNote);
  await user.type(note, 'Trình');

  await user.click(within(dialog).getByRole('button', { name: viConsolidated.freezeNow }));

  expect((await screen.findByRole('alert')).textContent).toContain(viErrors['draft/merge-open']);
  expect(note.value).toBe('Trình');
});

test('a member before the first draft reads when the report opens', async () => {
  show({}, { ...report, parts: [], drafts: [], rights: ['see'] });

  expect(await screen.findByText(viConsolidated.notYet)).toBeTruthy();
});

test('who may not merge, freeze or export sees no button for it', async () => {
  const [part] = report.parts;
  if (part === undefined) throw new Error('the example lacks its part');
  show({}, { ...report, rights: ['see', 'exportDraft'], parts: [{ ...part, rights: ['see', 'read', 'comment'] }] });

  await screen.findByText('export draft 1');

  expect(screen.queryAllByRole('button')).toEqual([]);
  expect(screen.queryByText('merges')).toBeNull();
});
