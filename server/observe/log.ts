/** What is noted for the administrator: ids, sizes, durations, codes. Never a text, a title, a comment, a token or a file's name. */
export interface Log {
  debug(fields: LogFields, event: string): void;
  info(fields: LogFields, event: string): void;
  warn(fields: LogFields, event: string): void;
  error(fields: LogFields, event: string): void;
}

export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined | Error>>;
