import './without-eval.ts';
import '#client/styles/tokens.css';
import '#client/styles/fonts.css';
import '#client/styles/paper.css';
import '#client/styles/mantine.css';
import '#client/styles/base.css';
import '#client/styles/print.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { setNonce } from 'get-nonce';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { createQueryClient } from '#client/data/query-client.ts';
import { resolveVariables, theme } from '#client/styles/theme.ts';
import { LanguageProvider } from '#client/ui/language.tsx';
import { ToastCorner } from '#client/ui/UndoToast.tsx';
import { createRoutes } from './routes.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no place for the screens');

// The content policy lets in only styles with this answer's nonce; dialogs ask `get-nonce` for theirs.
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
setNonce(nonce);

createRoot(root).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={resolveVariables}
      defaultColorScheme="auto"
      getStyleNonce={() => nonce}
    >
      <LanguageProvider>
        <QueryClientProvider client={createQueryClient()}>
          <RouterProvider router={createRoutes()} />
          <ToastCorner />
        </QueryClientProvider>
      </LanguageProvider>
    </MantineProvider>
  </StrictMode>,
);
