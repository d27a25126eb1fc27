import { useQuery, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import type { z } from 'zod';
import type { ImageId } from '#shared/model/ids.ts';
import {
  createVersion,
  getDocument,
  getImage,
  listVersions,
  uploadImage as uploadImageEndpoint,
  type DocumentInfo,
  type Version,
} from '#shared/protocol/documents.ts';
import { LIMITS } from '#shared/protocol/limits.ts';
import { addressOf, call, readAnswer, send } from './call.ts';
import { useChange } from './changing.ts';
import { isKnown, keys } from './keys.ts';

/** What must be known before a live text is opened; not asked for while `id` is unknown. */
export function useDocument(id: string | null | undefined): UseQueryResult<DocumentInfo> {
  return useQuery({
    queryKey: keys.document(id ?? ''),
    queryFn: ({ signal }) => call(getDocument, { params: { id: id ?? '' }, signal }),
    enabled: isKnown(id),
  });
}

/** The kept versions of a text, newest first. */
export function useVersions(id: string): UseQueryResult<readonly Version[]> {
  return useQuery({
    queryKey: keys.versions(id),
    queryFn: async ({ signal }) => (await call(listVersions, { params: { id }, signal })).items,
  });
}

/** Keeps the text of a document (`id`) as it is on disk, under a name. */
export function useCreateVersion(): UseMutationResult<Version, Error, { id: string; name?: string }> {
  return useChange(
    ({ id, ...body }) => call(createVersion, { params: { id }, body }),
    ({ id }) => [keys.versions(id)],
  );
}

/** Stores a picture for a text. Throws `CallError` when the server does not take it. */
export async function uploadImage(
  documentId: string,
  file: Blob,
): Promise<z.output<typeof uploadImageEndpoint.answer>> {
  const body = new FormData();
  body.append('file', file);
  const address = addressOf(uploadImageEndpoint.path, { id: documentId }, {});
  const response = await send(address, { method: uploadImageEndpoint.method, body, timeoutMs: LIMITS.exportMs });
  return readAnswer(uploadImageEndpoint.answer, response);
}

/** Where a picture of a text is seen. */
export function imageAddress(id: ImageId): string {
  return addressOf(getImage.path, { id }, {});
}
