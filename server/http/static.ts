import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Request, RequestHandler, Response } from 'express';
import { newNonce, policyOf } from './headers.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
};
const COMPRESSIBLE = new Set(['.css', '.html', '.js', '.json', '.svg', '.txt', '.webmanifest']);
/** The builder names these by their content. */
const HASHED = /^\/assets\//;
const NONCE_PLACE = '__CSP_NONCE__';

interface StaticFile {
  readonly bytes: Buffer;
  readonly type: string;
  readonly etag: string;
  readonly isCompressible: boolean;
  /** Made at the first request for it. */
  compressed?: Promise<Buffer>;
}

/**
 * The built client, held in memory as it was at the start: a build beside a running server then can't mix two of them on one screen.
 * Without a built client there is nothing to serve.
 */
export async function openClient(folder: string): Promise<RequestHandler> {
  const files = await readFiles(folder);
  const index = files.get('/index.html')?.bytes.toString('utf8');
  return async (request, response, next) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      next();
      return;
    }
    const file = request.path === '/index.html' ? undefined : files.get(request.path);
    if (file !== undefined) await sendStatic(request, response, file);
    else if (index !== undefined && isPage(request)) sendPage(response, index);
    else next();
  };
}

/** Whether somebody opens a page by its address; which pages there are the client knows. */
function isPage(request: Request): boolean {
  return (
    !/^\/(api|sync|assets)(\/|$)/.test(request.path) &&
    extname(request.path) === '' &&
    request.accepts('html') !== false
  );
}

function sendPage(response: Response, index: string): void {
  const nonce = newNonce();
  if (response.hasHeader('Content-Security-Policy')) response.set('Content-Security-Policy', policyOf(nonce));
  response.set('Cache-Control', 'no-store').type('html').send(index.replaceAll(NONCE_PLACE, nonce));
}

async function sendStatic(request: Request, response: Response, file: StaticFile): Promise<void> {
  response.set({
    'Content-Type': file.type,
    ETag: file.etag,
    'Cache-Control': HASHED.test(request.path) ? 'public, max-age=31536000, immutable' : 'no-cache',
    Vary: 'Accept-Encoding',
  });
  if (request.fresh) {
    response.status(304).end();
    return;
  }
  if (!file.isCompressible || request.acceptsEncodings('gzip') === false) {
    response.send(file.bytes);
    return;
  }
  file.compressed ??= promisify(gzip)(file.bytes, { level: 9 });
  const bytes = await file.compressed;
  response.set('Content-Encoding', 'gzip').send(bytes);
}

async function readFiles(folder: string): Promise<ReadonlyMap<string, StaticFile>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile() && TYPES[extname(entry.name)] !== undefined);
  return new Map(
    await Promise.all(
      files.map(async (entry) => {
        const path = join(entry.parentPath, entry.name);
        const name = path.slice(folder.length).split(sep).join('/');
        return [name.startsWith('/') ? name : `/${name}`, await readStatic(path)] as const;
      }),
    ),
  );
}

async function readStatic(path: string): Promise<StaticFile> {
  const bytes = await readFile(path);
  const extension = extname(path);
  return {
    bytes,
    type: TYPES[extension] ?? 'application/octet-stream',
    etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
    isCompressible: COMPRESSIBLE.has(extension),
  };
}
