import { useRef, type ChangeEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TextEditor } from '#client/editor/DocumentEditor.tsx';
import { uploadImage } from '#client/data/documents.ts';
import { failureOf } from '#client/ui/failure.ts';
import { showToast } from '#client/ui/toast.ts';
import type { ErrorCode } from '#shared/model/errors.ts';
import { LIMITS } from '#shared/protocol/limits.ts';

interface Images {
  readonly add: (files: readonly File[]) => void;
  /** Asks for a file. */
  readonly choose: () => void;
  /** Says why pictures of what was pasted are not there, and how they come in. */
  readonly explain: () => void;
  /** The hidden field that asking needs. */
  readonly field: ReactElement;
}

const MEBI = 1024 * 1024;
const MEGA = 1_000_000;

/** Pictures go to the server first; the text holds their ids. */
export function useImages(documentId: string, editor: TextEditor | null): Images {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  const limits = { megabytes: LIMITS.imageBytes / MEBI, megapixels: LIMITS.imagePixels / MEGA };
  const refusalOf = (code: ErrorCode): string => {
    if (code === 'too_large') return t('writing.imageTooLarge', limits);
    return code === 'image/unsupported' ? t('writing.imageRefused', limits) : t(`errors.${code}`);
  };
  const addOne = async (file: File): Promise<void> => {
    if (file.size > LIMITS.imageBytes) {
      showToast({ message: refusalOf('too_large') });
      return;
    }
    try {
      const { id } = await uploadImage(documentId, file);
      editor
        ?.chain()
        .focus()
        .insertContent([{ type: 'image', attrs: { imageId: id, alt: '' } }, { type: 'paragraph' }])
        .run();
    } catch (error) {
      showToast({ message: refusalOf(failureOf(error).code) });
    }
  };
  const add = (files: readonly File[]): void => {
    for (const file of files) void addOne(file);
  };
  const take = (event: ChangeEvent<HTMLInputElement>): void => {
    add([...(event.currentTarget.files ?? [])]);
    event.currentTarget.value = '';
  };
  const choose = (): void => field.current?.click();
  return {
    add,
    choose,
    explain: () => {
      showToast({ message: t('writing.picturesLeftOut'), action: { label: t('writing.chooseImage'), run: choose } });
    },
    field: (
      <input
        ref={field}
        type="file"
        accept="image/png,image/jpeg,image/webp"
        aria-label={t('writing.chooseImage')}
        hidden
        onChange={take}
      />
    ),
  };
}
