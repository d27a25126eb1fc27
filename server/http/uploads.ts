import type { Request, Response } from 'express';
import multer from 'multer';
import type { Limits } from '#shared/protocol/limits.ts';
import { malformed } from './problem.ts';

/** The one file of a request. Its name stays with who sent it. */
export interface Upload {
  readonly bytes: Uint8Array;
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
