import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

type FileKind = 'export' | 'image';

/** Uploads and exports on disk, each called by the id of its row and nothing else. */
export interface Files {
  /** Resolves when the bytes are on the disk. A crash in between leaves the file as it was before. Throws for what is not an id. */
  put(kind: FileKind, id: string, bytes: Uint8Array): Promise<void>;
  /** Undefined when there is no such file. */
  read(kind: FileKind, id: string): Promise<Uint8Array | undefined>;
  /** The ids of all files of a kind, in no order. */
  list(kind: FileKind): Promise<readonly string[]>;
  /** Removing what is not there is no failure. */
  remove(kind: FileKind, id: string): Promise<void>;
}

const FOLDERS: Readonly<Record<FileKind, string>> = { export: 'exports', image: 'images' };
/** Half-written files, never read; they are swept at each opening. */
const INCOMING = 'incoming';
/** No dot and no separator of any system, so that an id cannot name a place outside its folder. */
const ID = /^[A-Za-z0-9_-]{1,128}$/;
const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;

/** Keeps files below `folder`, of which this process is the only writer. */
export function openFiles(folder: string): Files {
  rmSync(join(folder, INCOMING), { recursive: true, force: true });

  return {
    async put(kind, id, bytes) {
      const target = placeOf(folder, kind, id);
      await mkdir(join(folder, INCOMING), { recursive: true, mode: PRIVATE_FOLDER });
      await mkdir(join(folder, FOLDERS[kind]), { recursive: true, mode: PRIVATE_FOLDER });
      const incoming = join(folder, INCOMING, randomUUID());
      try {
        await writeThrough(incoming, bytes);
        await rename(incoming, target);
      } catch (error) {
        await rm(incoming, { force: true });
        throw error;
      }
      await syncFolder(join(folder, FOLDERS[kind]));
    },

    async read(kind, id) {
      try {
        return new Uint8Array(await readFile(placeOf(folder, kind, id)));
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },

    async list(kind) {
      try {
        // What a person laid there is none of ours.
        return (await readdir(join(folder, FOLDERS[kind]))).filter((name) => ID.test(name));
      } catch (error) {
        if (isMissing(error)) return [];
        throw error;
      }
    },

    async remove(kind, id) {
      await rm(placeOf(folder, kind, id), { force: true });
    },
  };
}

function placeOf(folder: string, kind: FileKind, id: string): string {
  if (!ID.test(id)) throw new Error('A file is called by an id of letters, digits, - and _');
  return join(folder, FOLDERS[kind], id);
}

async function writeThrough(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', PRIVATE_FILE);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The new name is on the disk only when its folder is; Windows has no such call, and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
