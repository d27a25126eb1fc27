// @vitest-environment happy-dom
import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { useImages } from '#client/features/writing/use-images.tsx';
import { dismissToast, readToasts } from '#client/ui/toast.ts';
import { ToastCorner } from '#client/ui/UndoToast.tsx';
import { LIMITS } from '#shared/protocol/limits.ts';
import { refusal, serve, type Asked, type Reply } from '#test/client/features/merge/fake-server.ts';
import { show } from '#test/client/show.tsx';

function Pictures(): ReactElement {
  const images = useImages('d1', null);
  return (
    <>
      {images.field}
      <button type="button" onClick={images.explain}>
        explain
      </button>
      <ToastCorner />
    </>
  );
}

async function choose(picture: File, answer: Reply): Promise<readonly Asked[]> {
  const asked = serve({ 'POST /api/documents/d1/images': answer });
  show(<Pictures />);
  await userEvent.upload(screen.getByLabelText('Chọn ảnh'), picture);
  return asked;
}

function picture(sizeBytes: number): File {
  return new File([new Uint8Array(sizeBytes)], 'ban-do.png', { type: 'image/png' });
}

afterEach(() => {
  for (const { id } of readToasts()) dismissToast(id);
  cleanup();
  vi.unstubAllGlobals();
});

test('a picture above the limit is not sent; the limit is said, and that the text is unchanged', async () => {
  const asked = await choose(picture(LIMITS.imageBytes + 1), refusal('internal', 500));

  expect(await screen.findByText(/tối đa 8 MB và 40 triệu điểm ảnh\. Văn bản không đổi/)).toBeTruthy();
  expect(asked).toEqual([]);
});

test.each([
  ['too_large', 413, /^Ảnh quá lớn .* tối đa 8 MB và 40 triệu điểm ảnh\. Văn bản không đổi/],
  ['image/unsupported', 422, /^Chưa chèn được ảnh: chỉ nhận PNG, JPEG hoặc WebP .* 40 triệu điểm ảnh/],
])('a picture that the server refuses as %s is refused with the limits', async (code, status, words) => {
  await choose(picture(8), refusal(code, status));

  expect(await screen.findByText(words)).toBeTruthy();
});

test('of pictures that did not come along with a paste it is said how they come in', async () => {
  show(<Pictures />);
  const field = screen.getByLabelText('Chọn ảnh');
  const opened = vi.spyOn(field, 'click');

  await userEvent.click(screen.getByText('explain'));
  await userEvent.click(await screen.findByRole('button', { name: 'Chọn ảnh' }));

  expect(opened).toHaveBeenCalledOnce();
});
