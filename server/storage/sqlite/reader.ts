import type { Database } from 'libsql';
import { isTrouble, Reconnecting } from './connection.ts';
import { prepareLogReader } from './log.ts';
import { prepareRunner } from './statements.ts';
import { type Reader, troubleOf } from './store.ts';

/** Reads on a connection of its own that refuses to write, so that reading never waits for a commit. */
export function openReader(connect: () => Database): Reader {
  const connection = new Reconnecting(connect, (database) => {
    database.pragma('query_only=ON');
    return { run: prepareRunner(database), load: prepareLogReader(database) };
  });
  return {
    run: async (statement) => inTrouble(() => connection.use(({ run }) => run(statement))),
    loadLog: async (documentId) => inTrouble(() => connection.use(({ load }) => load(documentId))),
    close: () => connection.close(),
  };
}

/** An attempt to write through the reader is a fault of the caller, not of the disk. */
function inTrouble<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    const refused = error instanceof Error && 'code' in error && error.code === 'SQLITE_READONLY';
    throw isTrouble(error) && !refused ? troubleOf(error) : error;
  }
}
