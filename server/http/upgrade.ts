import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { idOf, type DocumentId } from '#shared/model/ids.ts';
import type { ErrorCode } from '#shared/model/errors.ts';
import { FAILURES } from '#shared/protocol/failures.ts';
import { SUBPROTOCOL } from '#shared/protocol/frames.ts';
import type { Limits } from '#shared/protocol/limits.ts';
import { hashSecret, identifyCaller, type Caller } from '#server/access/caller.ts';
import { judgeLiveRight, type LiveRight } from '#server/access/live.ts';
import type { Context } from '#server/context.ts';
import { encodeDeniedFrame } from '#server/sync/frames.ts';
import type { Sync } from '#server/sync/start.ts';
import { openBuckets } from './buckets.ts';
import { readSessionId } from './cookies.ts';

export interface UpgradeOptions {
  readonly sync: Sync;
  readonly storage: Context['storage'];
  readonly limits: Limits;
  readonly isAllowedOrigin: (request: IncomingMessage) => boolean;
  readonly log: Context['log'];
  readonly now?: () => number;
}

type Judged =
  | { readonly kind: 'let-in'; readonly caller: Caller; readonly right: LiveRight }
  | { readonly kind: 'refused'; readonly code: ErrorCode };

const PATH = /^\/sync\/([\w-]{1,64})$/;
/** A socket that was refused for good and comes back all the same is answered out of memory. */
const REMEMBER_REFUSED_MS = 60_000;
const REFUSED_OFTEN = 5;
const MOST_REMEMBERED = 10_000;

/**
 * Lets live connections in at `/sync/:documentId`. Origin and room on this node are judged before anything is read, with an HTTP answer;
 * cookie, right and document during the upgrade, which is then completed to say why not in a way that the stock client understands: it
 * stays away after a close of 4400–4499, but would try for ever after an HTTP error. An unknown text and a forbidden one are one answer.
 */
export function attachUpgrade(server: Server, options: UpgradeOptions): void {
  const { sync, limits, isAllowedOrigin, log } = options;
  // `maxFragments` is newer than the declared types, which an object of its own need not match exactly.
  const settings = {
    maxFragments: limits.frameFragments,
    noServer: true,
    maxPayload: limits.frameBytes,
    perMessageDeflate: false,
    handleProtocols: (asked: ReadonlySet<string>) => (asked.has(SUBPROTOCOL) ? SUBPROTOCOL : false),
  };
  const sockets = new WebSocketServer(settings);
  const judge = openJudge(options);

  server.on('upgrade', (request: IncomingMessage, raw: Duplex, head: Buffer) => {
    raw.on('error', () => raw.destroy());
    const address = request.url ?? '';
    const url = URL.canParse(address, 'http://server') ? new URL(address, 'http://server') : null;
    const documentId = url === null ? undefined : PATH.exec(url.pathname)?.[1];
    if (url === null || documentId === undefined) {
      // While developing, the client's builder has a socket of its own at this server.
      if (server.listenerCount('upgrade') === 1) refuseRaw(raw, 404);
      return;
    }
    if (!isAllowedOrigin(request)) {
      refuseRaw(raw, 403);
      return;
    }
    if (sync.isClosing || (sync.counts()['connections'] ?? 0) >= limits.socketsPerNode) {
      refuseRaw(raw, 503);
      return;
    }
    const late = setTimeout(() => refuseRaw(raw, 503), limits.upgradeTimeoutMs);
    judge(request, url, idOf<DocumentId>(documentId))
      .then((judged) => {
        clearTimeout(late);
        if (raw.destroyed) return;
        if (judged === 'too-many') {
          refuseRaw(raw, 503);
          return;
        }
        sockets.handleUpgrade(request, raw, head, (socket) => {
          socket.on('error', () => socket.terminate());
          closeTooLargeForGood(socket);
          greet(socket, judged, idOf<DocumentId>(documentId), sync);
        });
      })
      .catch((error: unknown) => {
        clearTimeout(late);
        log.error({ error: error instanceof Error ? error : new Error(String(error)) }, 'an upgrade failed');
        refuseRaw(raw, 503);
      });
  });
}

function greet(socket: WebSocket, judged: Judged, documentId: DocumentId, sync: Sync): void {
  if (judged.kind === 'let-in') {
    const speaksOurs = socket.protocol === SUBPROTOCOL;
    sync.accept(socket, { caller: judged.caller, documentId, right: judged.right, speaksOurs });
    return;
  }
  socket.send(encodeDeniedFrame(judged.code));
  socket.close(FAILURES[judged.code].close ?? 1011, judged.code);
  setTimeout(() => socket.terminate(), CLOSE_WITHIN_MS).unref();
}

const CLOSE_WITHIN_MS = 2_000;

type Judge = (request: IncomingMessage, url: URL, documentId: DocumentId) => Promise<Judged | 'too-many'>;

function openJudge({ sync, storage, limits, now = Date.now }: UpgradeOptions): Judge {
  const perMinute = limits.anonymousUpgradesPerMinute;
  const anonymous = openBuckets(perMinute / 60, perMinute);
  const refused = new RefusedMemory();

  return async (request, url, documentId) => {
    const token = url.searchParams.get('token') ?? undefined;
    const sessionId = readSessionId(request.headers.cookie);
    const address = request.socket.remoteAddress ?? '';
    if (token === undefined && sessionId === undefined) {
      return anonymous.take(address, now()) > 0 ? 'too-many' : { kind: 'refused', code: 'not_signed_in' };
    }
    const key = `${documentId} ${hashSecret(token ?? sessionId ?? '')}`;
    const remembered = refused.find(key, now());
    if (remembered !== undefined) return { kind: 'refused', code: remembered };
    const refuse = (code: ErrorCode): Judged => {
      refused.note(key, code, now());
      return { kind: 'refused', code };
    };
    const caller = await identifyCaller(storage, { sessionId, token }, now());
    if (caller === undefined) return anonymous.take(address, now()) > 0 ? 'too-many' : refuse('not_signed_in');
    const right = await judgeLiveRight(storage.rows, caller.personId, documentId);
    if (right === undefined) return refuse('not_found');
    const gap = oldCopyOf(url, right);
    if (gap !== undefined) return refuse(gap);
    if (sync.socketsOf(caller.personId) >= limits.socketsPerAccount) return { kind: 'refused', code: 'too_many' };
    return { kind: 'let-in', caller, right };
  };
}

/** A client that says what its copy is of is told before it can send anything of it. */
function oldCopyOf({ searchParams }: URL, { lineage, schemaVersion }: LiveRight): ErrorCode | undefined {
  const schema = searchParams.get('schema');
  if (schema !== null && Number(schema) < schemaVersion) return 'old_schema';
  const copied = searchParams.get('lineage');
  return copied === null || copied === lineage ? undefined : 'wrong_lineage';
}

interface Refusal {
  readonly code: ErrorCode;
  readonly times: number;
  readonly at: number;
}

class RefusedMemory {
  readonly #refusals = new Map<string, Refusal>();

  /** The answer to one that was refused often of late: an honest client stays away, or comes once more after its right was given. */
  find(key: string, now: number): ErrorCode | undefined {
    const found = this.#refusals.get(key);
    if (found === undefined || Math.abs(now - found.at) > REMEMBER_REFUSED_MS) return undefined;
    return found.times >= REFUSED_OFTEN ? found.code : undefined;
  }

  note(key: string, code: ErrorCode, now: number): void {
    const found = this.#refusals.get(key);
    const isRecent = found !== undefined && Math.abs(now - found.at) <= REMEMBER_REFUSED_MS;
    this.#refusals.delete(key);
    this.#refusals.set(key, { code, times: isRecent ? found.times + 1 : 1, at: now });
    const oldest = this.#refusals.keys().next();
    if (this.#refusals.size > MOST_REMEMBERED && oldest.done !== true) this.#refusals.delete(oldest.value);
  }
}

/** ws answers a frame past `maxPayload` with 1009, which the stock client takes for a passing trouble and repeats for ever. */
function closeTooLargeForGood(socket: WebSocket): void {
  const close = socket.close.bind(socket);
  socket.close = (code, reason) => {
    if (code === TOO_BIG_FOR_WS) close(FAILURES.too_large.close, 'too_large');
    else close(code, reason);
  };
}

const TOO_BIG_FOR_WS = 1009;

const STATUS_TEXT: Readonly<Record<number, string>> = {
  403: 'Forbidden',
  404: 'Not Found',
  503: 'Service Unavailable',
};

function refuseRaw(raw: Duplex, status: number): void {
  if (raw.destroyed) return;
  raw.end(`HTTP/1.1 ${status} ${STATUS_TEXT[status] ?? ''}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  raw.once('finish', () => raw.destroy());
}
