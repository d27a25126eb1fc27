import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { render, type RenderResult } from '@testing-library/react';
import type { ReactElement } from 'react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { vi } from 'vitest';
import { createQueryClient } from '#client/data/query-client.ts';
import { LanguageProvider } from '#client/ui/language.tsx';

/** A component under what the application puts around it; every other address is empty. `addressNow` says where the person is. */
export function show(
  element: ReactElement,
  address = '/',
  { isPhone = false } = {},
): RenderResult & { readonly addressNow: () => string } {
  // What happy-dom lacks: an answer about the width of the screen.
  vi.stubGlobal('matchMedia', (media: string) => ({
    matches: isPhone && media.includes('max-width'),
    media,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
  const router = createMemoryRouter(
    [
      { path: address.split(/[?#]/)[0], element },
      { path: '*', element: null },
    ],
    { initialEntries: [address] },
  );
  const shown = render(
    <MantineProvider env="test">
      <QueryClientProvider client={createQueryClient()}>
        <LanguageProvider>
          <RouterProvider router={router} />
        </LanguageProvider>
      </QueryClientProvider>
    </MantineProvider>,
  );
  return Object.assign(shown, {
    addressNow: () => `${router.state.location.pathname}${router.state.location.search}`,
  });
}
