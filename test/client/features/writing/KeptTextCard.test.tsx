// @vitest-environment happy-dom
import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { KeptTextCard } from '#client/features/writing/KeptTextCard.tsx';
import type { ErrorCode } from '#shared/model/errors.ts';
import { show } from '#test/client/show.tsx';

function open(keptFor: ErrorCode | null): void {
  const kept = [{ at: 0, text: 'Đoạn dán từ báo cáo cũ', added: 'Đoạn dán' }];
  show(<KeptTextCard kept={kept} keptFor={keptFor} title="Mục 1" onDiscard={() => undefined} />);
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test('text that was too large is kept with the limit and what to do', () => {
  open('too_large');

  expect(screen.getByRole('alert').textContent).toMatch(/quá lớn .* dán từng ít trang một.* 2\.000\.000 ký tự/);
  expect(screen.getByText('Đoạn dán từ báo cáo cũ')).toBeTruthy();
});

test('text in a passage that went says why it is kept', () => {
  open('text/passage-gone');

  expect(screen.getByRole('alert').textContent).toMatch(/vừa bị xóa hoặc chuyển sang chỗ khác/);
});

test('text that was kept for another reason says nothing of size', () => {
  open('forbidden');

  expect(screen.queryByRole('alert')).toBeNull();
});
