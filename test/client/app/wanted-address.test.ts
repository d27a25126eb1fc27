import { expect, test } from 'vitest';
import { signInAddress, wantedAddress } from '#client/app/wanted-address.ts';

test('the wanted address comes back after signing in, its question and place included', () => {
  const asked = signInAddress({ pathname: '/reports/r1', search: '?tab=consolidated', hash: '#p2' });

  expect(wantedAddress(asked.slice(asked.indexOf('?')))).toBe('/reports/r1?tab=consolidated#p2');
});

test('who wanted Home gets a plain address', () => {
  expect(signInAddress({ pathname: '/', search: '', hash: '' })).toBe('/sign-in');
  expect(wantedAddress('')).toBe('/');
});

test.each(['//evil.example', 'https://evil.example', '/\\evil.example', 'javascript:alert(1)'])(
  'an address outside of this server is not followed: %s',
  (address) => {
    expect(wantedAddress(`?to=${encodeURIComponent(address)}`)).toBe('/');
  },
);
