import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, type RenderResult } from '@testing-library/react';
import type { ReactElement } from 'react';
import { createMemoryRouter, RouterProvider, useParams } from 'react-router';
import { vi } from 'vitest';
import { MergeScreen } from '#client/features/merge/MergeScreen.tsx';
import { LanguageProvider } from '#client/ui/language.tsx';
import { ToastCorner } from '#client/ui/UndoToast.tsx';

/** What happy-dom lacks: fonts that load, and an answer about the width: the screen is wide, or it is a phone. */
export function stubBrowser({ isPhone }: { readonly isPhone: boolean }): void {
  Object.defineProperty(document, 'fonts', { value: new EventTarget(), configurable: true });
  vi.stubGlobal('matchMedia', (media: string) => ({
    matches: isPhone && media.includes('max-width'),
    media,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    addListener: () => undefined,
    removeListener: () => undefined,
  }));
}

function MergeRoute(): ReactElement {
  const { mergeId = '' } = useParams();
  return <MergeScreen mergeId={mergeId} />;
}

/** The screen of a merge under what the application puts around it. */
export function showMerge(mergeId: string): RenderResult {
  const router = createMemoryRouter(
    [
      { path: '/merges/:mergeId', element: <MergeRoute /> },
      { path: '*', element: null },
    ],
    { initialEntries: [`/merges/${mergeId}`] },
  );
  return render(
    <MantineProvider env="test">
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <LanguageProvider>
          <RouterProvider router={router} />
          <ToastCorner />
        </LanguageProvider>
      </QueryClientProvider>
    </MantineProvider>,
  );
}
