import { useRef, type ChangeEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TextEditor } from '#client/editor/DocumentEditor.tsx';
import { uploadImage } from '#client/data/documents.ts';
import { failureOf } from '#client/ui/failure.ts';
import { showToast } from '#client/ui/toast.ts';

interface Images {
  readonly add: (files: readonly File[]) => void;
  /** Asks for a file. */
  readonly choose: () => void;
  /** The hidden field that asking needs. */
  readonly field: ReactElement;
}

/** Pictures go to the server first; the text holds their ids. */
export function useImages(documentId: string, editor: TextEditor | null): Images {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  const addOne = async (file: File): Promise<void> => {
    try {
      const { id } = await uploadImage(documentId, file);
      editor
        ?.chain()
        .focus()
        .insertContent([{ type: 'image', attrs: { imageId: id, alt: '' } }, { type: 'paragraph' }])
        .run();
    } catch (error) {
      showToast({ message: t(`errors.${failureOf(error).code}`) });
    }
  };
  const add = (files: readonly File[]): void => {
    for (const file of files) void addOne(file);
  };
  const take = (event: ChangeEvent<HTMLInputElement>): void => {
    add([...(event.currentTarget.files ?? [])]);
    event.currentTarget.value = '';
  };
  return {
    add,
    choose: () => field.current?.click(),
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
