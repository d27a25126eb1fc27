// @vitest-environment happy-dom
import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { useLinkSecret } from '#client/app/link-secret.ts';
import { show } from '#test/client/show.tsx';

afterEach(cleanup);

function Secret(): string {
  return `[${useLinkSecret()}]`;
}

test.each([
  ['/moi#7K4P-QX2M', '[7K4P-QX2M]'],
  ['/moi#7K4P%20QX2M', '[7K4P QX2M]'],
  ['/moi#%', '[%]'],
  ['/moi', '[]'],
  ['/moi?7K4P-QX2M', '[]'],
])('the secret of %s is %s: it stands in what a browser does not send', (address, shown) => {
  show(<Secret />, address);

  expect(screen.getByText(shown)).toBeTruthy();
});
