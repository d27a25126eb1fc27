import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { inBothLanguages, type TerminalKey } from '#shared/messages/both-languages.ts';
import { LIMITS, type Limits } from '#shared/protocol/limits.ts';
import { openLocalBus } from '#server/bus/local.ts';
import { ConfigError, isLoopback, type Config } from '#server/config.ts';
import type { Context } from '#server/context.ts';
import { openFiles } from '#server/files/files.ts';
import { openLog, type Log } from '#server/observe/log.ts';
import { openStorage } from '#server/storage/open.ts';
import type { Storage } from '#server/storage/storage.ts';
import { startSync, type Sync } from '#server/sync/start.ts';
import { openWorkers } from '#server/workers/workers.ts';

/** The program without its edges: what the server and the command line both stand on. */
export interface Node {
  readonly context: Context;
  readonly sync: Sync;
  readonly limits: Limits;
  /** Lets go in the reverse order of opening; what was acknowledged is on the disk. */
  close(): Promise<void>;
}

/**
 * Opens store, files, bus, workers and live texts; the log may be somebody else's. Throws a `ConfigError` for a file of limits that can't
 * be used, and one line for who starts the program when the store can't be.
 */
export async function openNode(config: Config, log: Log = openLog(config.logLevel)): Promise<Node> {
  const limits = await readLimits(config.limitsFile);
  const storage = await openStore(config);
  const bus = openLocalBus(log);
  const workers = openWorkers({ threads: Math.max(1, availableParallelism() - 1), log });
  const now = (): number => Date.now();
  const sync = startSync({ storage, bus, log, now, newId, limits });
  let isDemo = config.demo;
  const context: Context = {
    storage,
    documents: sync.documents,
    files: openFiles(join(config.dataDir, 'files')),
    bus,
    workers,
    log,
    now,
    newId,
    get demo() {
      return isDemo;
    },
    turnDemoOn: mayTurnDemoOn(config) ? () => (isDemo = true) : undefined,
  };
  return {
    context,
    sync,
    limits,
    async close() {
      await sync.close();
      await workers.close();
      bus.close();
      await storage.close();
    },
  };
}

const STORE_TEXTS = new Map<string, TerminalKey>([
  ['STORE_ELSEWHERE', 'console.storeInFolder'],
  ['STORE_IN_USE', 'console.storeInUse'],
  ['STORE_NEWER', 'console.storeNewer'],
  ['EEXIST', 'console.folderIsFile'],
  ['ENOTDIR', 'console.folderIsFile'],
]);

async function openStore(config: Config): Promise<Storage> {
  return openStorage(config).catch((cause: unknown) => {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    if (reason === '') throw cause;
    const usual = reason.startsWith('SQLITE_') ? 'console.storeUnreadable' : 'console.folderUnusable';
    const slots = { folder: resolve(config.dataDir), reason };
    throw new Error(inBothLanguages(STORE_TEXTS.get(reason) ?? usual, slots), { cause });
  });
}

/** As `DEMO=1` demands; and behind a public address there is a proxy, through which everybody comes from this machine. */
function mayTurnDemoOn({ host, publicUrl }: Config): boolean {
  return isLoopback(host) && publicUrl === undefined;
}

/** 120 random bits. */
function newId(): string {
  return randomBytes(15).toString('base64url');
}

async function readLimits(file: string | undefined): Promise<Limits> {
  if (file === undefined) return LIMITS;
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) throw new ConfigError('LIMITS_FILE', 'unreadable');
  const raised = parseObject(text);
  if (raised === undefined) throw new ConfigError('LIMITS_FILE', 'notObject');
  for (const [name, value] of Object.entries(raised)) {
    if (!Object.hasOwn(LIMITS, name)) throw new ConfigError('LIMITS_FILE', 'unknownLimit', { name });
    if (typeof value !== 'number' || !Number.isFinite(value) || value < 0)
      throw new ConfigError('LIMITS_FILE', 'limitNoNumber', { name });
  }
  return { ...LIMITS, ...raised };
}

function parseObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
