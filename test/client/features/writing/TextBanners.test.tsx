// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { TextBanners } from '#client/features/writing/TextBanners.tsx';
import type { DocumentState } from '#client/sync/open-document.ts';
import { LanguageProvider } from '#client/ui/language.tsx';
import { viWriting } from '#shared/messages/vi/writing.ts';
import { stubBrowser } from '#test/client/features/merge/show.tsx';
import { textState } from './example.ts';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const change = { move: 'return', by: 'Lê Thu Hương', at: 0, reason: 'Thiếu nguồn.', isOwn: false };

function showBanners(state: Partial<DocumentState>): void {
  stubBrowser({ isPhone: false });
  render(
    <MantineProvider env="test">
      <LanguageProvider>
        <TextBanners state={{ ...textState, change, ...state }} onRetry={() => undefined} own={null} />
      </LanguageProvider>
    </MantineProvider>,
  );
}

test('who could not write is not told that the right to write was withdrawn', () => {
  showBanners({ documentState: 'returned', grade: 'suggest', hasLostEdit: false });

  expect(screen.queryByRole('alert')).toBeNull();
});

test('who lost the right to write by the deed of another is told who did it', () => {
  showBanners({
    documentState: 'drafting',
    grade: 'comment',
    hasLostEdit: true,
    change: { ...change, move: 'unassign', reason: '' },
  });

  expect(screen.getByRole('alert').textContent).toContain('Lê Thu Hương đã giao mục này cho người khác.');
});

test('who gave the right away needs not to be told', () => {
  showBanners({
    documentState: 'drafting',
    grade: 'comment',
    hasLostEdit: true,
    change: { ...change, move: 'unassign', isOwn: true },
  });

  expect(screen.queryByRole('alert')).toBeNull();
});

test('while the server can not write, changes are counted only where there are any', () => {
  showBanners({ change: null, hasStoreTrouble: true, waiting: 0 });
  expect(screen.getByText(viWriting.storeTroubleNothing)).toBeTruthy();
  cleanup();

  showBanners({ change: null, hasStoreTrouble: true, waiting: 3 });
  expect(screen.getByText(/3 thay đổi đang giữ/)).toBeTruthy();
});
