// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ExportButton } from '#client/features/exports/ExportButton.tsx';
import type { ExportTarget } from '#client/features/exports/target.ts';
import { LanguageProvider } from '#client/ui/language.tsx';
import { viErrors } from '#shared/messages/vi/errors.ts';
import { viExports } from '#shared/messages/vi/exports.ts';
import { reportFor } from '#test/client/features/merge/example.ts';
import { refusal } from '#test/client/features/merge/fake-server.ts';
import { stubBrowser } from '#test/client/features/merge/show.tsx';

const { id, drafts, rights } = reportFor([]);
const wholeReport: ExportTarget = { kind: 'report', id, drafts, rights };

/** Answers each address in turn; the last answer stays. Gives the addresses that were asked for. */
function answer(...replies: readonly (() => Response)[]): readonly string[] {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (address: string) => {
    asked.push(address);
    const reply = replies[Math.min(asked.length, replies.length) - 1];
    return reply?.() ?? new Response(null, { status: 404 });
  });
  return asked;
}

function file(): Response {
  return new Response('docx', { headers: { 'content-disposition': `attachment; filename="bao-cao.docx"` } });
}

function refuse(code: string, status: number): Response {
  return new Response(JSON.stringify(refusal(code, status).body), { status });
}

function job(state: string, progress: number): Response {
  const fileId = state === 'done' ? 'f1' : null;
  const fileName = state === 'done' ? 'Bao cao.docx' : null;
  const counts = { merged: null, withConflicts: null };
  return new Response(
    JSON.stringify({ id: 'j1', kind: 'export', state, progress, fileId, fileName, code: null, ...counts }),
  );
}

async function open(target: ExportTarget): Promise<ReturnType<typeof userEvent.setup>> {
  const user = userEvent.setup();
  render(
    <MantineProvider env="test">
      <LanguageProvider>
        <ExportButton target={target} />
      </LanguageProvider>
    </MantineProvider>,
  );
  await user.click(screen.getByRole('button'));
  await screen.findByRole('dialog', { name: viExports.title });
  return user;
}

beforeEach(() => {
  stubBrowser({ isPhone: false });
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe(): void {}
      unobserve(): void {}
      disconnect(): void {}
    },
  );
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test('the report is exported as it is now, without comments unless they are asked for', async () => {
  const asked = answer(file);
  const user = await open(wholeReport);

  await user.click(screen.getByRole('button', { name: viExports.start }));

  expect(await screen.findByText('Đã tải về bao-cao.docx')).toBeTruthy();
  expect(asked).toEqual(['/api/reports/r1/export?format=docx&comments=none']);
});

test('a draft is exported with its open comments', async () => {
  const asked = answer(file);
  const user = await open({ ...wholeReport, draft: 1 });

  await user.click(screen.getByLabelText(viExports.comments));
  await user.click(screen.getByRole('button', { name: viExports.start }));

  await waitFor(() => expect(asked).toEqual(['/api/reports/r1/export?format=docx&comments=open&draft=1']));
});

test('a long export shows how far it is, and its file is saved by its own name', async () => {
  answer(
    () => new Response(JSON.stringify({ jobId: 'j1' }), { status: 202 }),
    () => job('running', 0.63),
    () => job('done', 1),
    file,
  );
  const user = await open({ kind: 'section', id: 's2' });

  await user.click(screen.getByRole('button', { name: viExports.start }));

  expect(await screen.findByText('63%')).toBeTruthy();
  expect(screen.getByText(viExports.leave)).toBeTruthy();
  expect(await screen.findByText('Đã tải về Bao cao.docx', {}, { timeout: 5_000 })).toBeTruthy();
});

test('each opening starts anew, whatever an export before it came to', async () => {
  answer(file);
  const user = await open(wholeReport);
  await user.click(screen.getByRole('button', { name: viExports.start }));
  await screen.findByText('Đã tải về bao-cao.docx');
  await user.click(screen.getByRole('button', { name: viExports.done }));

  await user.click(screen.getByRole('button', { name: viExports.open }));

  expect(await screen.findByRole('button', { name: viExports.start })).toBeTruthy();
  expect(screen.queryByText('Đã tải về bao-cao.docx')).toBeNull();
});

test('another choice is another export', async () => {
  answer(file);
  const user = await open(wholeReport);
  await user.click(screen.getByRole('button', { name: viExports.start }));
  await screen.findByText('Đã tải về bao-cao.docx');

  await user.click(screen.getByLabelText(viExports.comments));

  expect(screen.getByRole('button', { name: viExports.start })).toBeTruthy();
  expect(screen.queryByText('Đã tải về bao-cao.docx')).toBeNull();
});

test('a refusal is said in words, and can be tried again', async () => {
  answer(() => refuse('export/failed', 500), file);
  const user = await open({ kind: 'part', id: 'p2' });

  await user.click(screen.getByRole('button', { name: viExports.start }));
  expect((await screen.findByRole('alert')).textContent).toContain(viErrors['export/failed']);
  await user.click(screen.getByRole('button', { name: viExports.retry }));

  expect(await screen.findByText('Đã tải về bao-cao.docx')).toBeTruthy();
});

test('who may read drafts only is not offered the text as it is now', async () => {
  const asked = answer(file);
  const user = await open({ kind: 'report', id, drafts, rights: ['see', 'exportDraft'] });

  await user.click(screen.getByRole('button', { name: viExports.start }));

  await waitFor(() => expect(asked).toEqual(['/api/reports/r1/export?format=docx&comments=none&draft=1']));
});

test('the dialog is put off like the others, and left when the file is there', async () => {
  answer(file);
  const user = await open({ kind: 'section', id: 's2' });
  await user.click(screen.getByRole('button', { name: viExports.later }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await user.click(screen.getByRole('button'));
  await user.click(await screen.findByRole('button', { name: viExports.start }));

  await user.click(await screen.findByRole('button', { name: viExports.done }));

  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});
