// @vitest-environment happy-dom
import { cleanup } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DueDate, type DueDateProps } from '#client/objects/DueDate.tsx';
import { show } from '#test/client/show.tsx';

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2020, 3, 10, 3), toFake: ['Date'] });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function shown(props: DueDateProps): string {
  const { container } = show(
    <p>
      <DueDate {...props} />
    </p>,
  );
  return container.querySelector('p')?.textContent ?? '';
}

test('a day far off is the day alone, or with the days that are left', () => {
  expect(shown({ due: '2020-04-30' })).toBe('30/4');
  expect(shown({ due: '2020-04-30', withDays: true })).toBe('30/4· còn 20 ngày');
});

test('a late day says by how much, in words too', () => {
  expect(shown({ due: '2020-04-08' })).toBe('8/4trễ 2 ngày');
  expect(shown({ due: '2020-04-10' })).toBe('10/4hạn hôm nay');
});

test('what is handed in is not late', () => {
  expect(shown({ due: '2020-04-08', state: 'submitted', withDays: true })).toBe('8/4');
});

test('years of delay are not counted in days beside the date', () => {
  expect(shown({ due: '2018-04-08', withDays: true })).toBe('8/4/2018trễ 733 ngày');
});
