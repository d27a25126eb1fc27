import { fileTypeFromBuffer } from 'file-type';
import sharp from 'sharp';
import type { Outcome } from '#shared/model/errors.ts';

export interface ImageInput {
  /** A file as it was uploaded; neither its name nor its declared type is believed. */
  readonly bytes: Uint8Array;
  readonly maxPixels: number;
}

export interface CleanImage {
  readonly bytes: Uint8Array;
  readonly mime: 'image/png' | 'image/jpeg';
  readonly width: number;
  readonly height: number;
}

const READABLE: readonly string[] = ['image/png', 'image/jpeg', 'image/webp'];
/** Twice the width of the text at 150 dots to the inch. */
const MAX_WIDTH = 2_000;
const MAX_HEIGHT = 4_000;
const JPEG_QUALITY = 85;

/**
 * Draws a picture anew, so that nothing of the file that came in goes on: no metadata, no place where it was taken, no data behind
 * the pixels. What may be transparent becomes a PNG, a photograph a JPEG; the two kinds that Word and every browser show. It is
 * turned upright as its camera said. Runs native code on hostile bytes: only in a process that may die.
 */
export async function cleanImage({ bytes, maxPixels }: ImageInput): Promise<Outcome<CleanImage>> {
  const type = await fileTypeFromBuffer(bytes);
  if (type === undefined || !READABLE.includes(type.mime)) return { ok: false, code: 'image/unsupported' };
  sharp.cache(false);
  sharp.concurrency(1);
  try {
    const source = sharp(bytes, { limitInputPixels: maxPixels, failOn: 'error', sequentialRead: true });
    const { hasAlpha } = await source.metadata();
    const keepsPixels = type.mime === 'image/png' || hasAlpha;
    const drawn = source
      .autoOrient()
      .resize({ width: MAX_WIDTH, height: MAX_HEIGHT, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb');
    const written = keepsPixels ? drawn.png() : drawn.jpeg({ quality: JPEG_QUALITY });
    const { data, info } = await written.toBuffer({ resolveWithObject: true });
    const mime = keepsPixels ? 'image/png' : 'image/jpeg';
    return { ok: true, value: { bytes: new Uint8Array(data), mime, width: info.width, height: info.height } };
  } catch {
    // Whatever it was, the file could not be read as the picture it says it is.
    return { ok: false, code: 'image/unsupported' };
  }
}
