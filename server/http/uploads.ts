import type { Request, Response } from 'express';
import multer from 'multer';
import type { PersonId } from '#shared/model/ids.ts';
import type { Limits } from '#shared/protocol/limits.ts';
import { malformed, tooMany } from './problem.ts';

/** The one file of a request. Its name stays with who sent it. */
export interface Upload {
  readonly bytes: Uint8Array;
}

/** Uploads that are read and worked on now, by person. */
export interface UploadTurns {
  /** Does the work while there is room for its person, else throws `too_many`. */
  take<Result>(personId: PersonId, work: () => Promise<Result>): Promise<Result>;
}

/** Each upload is a whole file in memory. */
const AT_ONCE = 2;
const COME_AGAIN_SECONDS = 2;

export function openUploadTurns(): UploadTurns {
  const counts = new Map<PersonId, number>();
  return {
    async take(personId, work) {
      const before = counts.get(personId) ?? 0;
      if (before >= AT_ONCE) throw tooMany(COME_AGAIN_SECONDS);
      counts.set(personId, before + 1);
      try {
        return await work();
      } finally {
        const left = (counts.get(personId) ?? 1) - 1;
        if (left === 0) counts.delete(personId);
        else counts.set(personId, left);
      }
    },
  };
}

/** Reads the field `file`, into memory, as its size is bounded. Throws for more than one file, another field, or too large a one. */
export async function readUpload(request: Request, response: Response, limits: Limits): Promise<Upload> {
  if (request.is('multipart/form-data') === false) throw malformed([{ pointer: '/file', code: 'required' }]);
  const read = multer({
    storage: multer.memoryStorage(),
    limits: { fileSize: limits.imageBytes, files: 1, fields: 0, parts: 1 },
  }).single('file');
  await new Promise<void>((settle, fail) => {
    read(request, response, (error: unknown) => {
      if (error === undefined || error === null) settle();
      else fail(error instanceof Error ? error : new Error('The upload could not be read'));
    });
  });
  if (request.file === undefined) throw malformed([{ pointer: '/file', code: 'required' }]);
  return { bytes: request.file.buffer };
}
