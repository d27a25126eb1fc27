import { destination, pino } from 'pino';

/** What is noted for the administrator: ids, sizes, durations, codes. Never a text, a title, a comment, a token or a file's name. */
export interface Log {
  debug(fields: LogFields, event: string): void;
  info(fields: LogFields, event: string): void;
  warn(fields: LogFields, event: string): void;
  error(fields: LogFields, event: string): void;
}

export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined | Error>>;

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';

/**
 * One line of JSON an event, on the standard output or at the end of a file. Written at once: the last lines before a crash are the ones
 * that are looked for.
 */
export function openLog(level: LogLevel, file?: string): Log {
  const logger = pino(
    { level, base: null, redact: { paths: ['token', 'password', 'cookie', 'authorization', 'url'], remove: true } },
    destination(file === undefined ? { fd: 1, sync: true } : { dest: file, mkdir: true, sync: true }),
  );
  return {
    debug: (fields, event) => logger.debug(legible(fields), event),
    info: (fields, event) => logger.info(legible(fields), event),
    warn: (fields, event) => logger.warn(legible(fields), event),
    error: (fields, event) => logger.error(legible(fields), event),
  };
}

function legible(fields: LogFields): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, value instanceof Error ? describeError(value) : value]),
  );
}

/** An error by its kind, code and place in the program. Its message only for the kinds that never quote what somebody wrote. */
function describeError(error: Error): Record<string, unknown> {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const message = ['Error', 'TypeError'].includes(error.name) ? error.message.slice(0, 200) : undefined;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const cause = error.cause instanceof Error ? describeError(error.cause) : undefined;
  return { name: error.name, code, message, at: frames.slice(0, 8).map((line) => line.trim()), cause };
}
