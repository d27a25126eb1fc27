// @vitest-environment happy-dom
import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useLanguage } from '#client/ui/language.tsx';
import { enApp } from '#shared/messages/en/app.ts';
import { viApp } from '#shared/messages/vi/app.ts';
import { show } from '#test/client/show.tsx';

beforeEach(() => localStorage.clear());
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function Switch(): ReactElement {
  const { t } = useTranslation();
  const { language, setLanguage } = useLanguage();
  return (
    <button type="button" onClick={() => setLanguage(language === 'vi' ? 'en' : 'vi')}>
      {t('app.home')}
    </button>
  );
}

test('the words and the language of the page change, to English and back', async () => {
  show(<Switch />);
  expect(document.documentElement.lang).toBe('vi');

  await userEvent.click(screen.getByRole('button', { name: viApp.home }));
  expect(await screen.findByRole('button', { name: enApp.home })).toBeTruthy();
  expect(document.documentElement.lang).toBe('en');

  await userEvent.click(screen.getByRole('button', { name: enApp.home }));
  expect(await screen.findByRole('button', { name: viApp.home })).toBeTruthy();
  expect(document.documentElement.lang).toBe('vi');
});

test('a browser remembers the language', async () => {
  show(<Switch />);
  await userEvent.click(screen.getByRole('button'));
  cleanup();

  show(<Switch />);

  expect(await screen.findByRole('button', { name: enApp.home })).toBeTruthy();
  expect(document.documentElement.lang).toBe('en');
});
