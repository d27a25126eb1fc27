import { z } from 'zod';
import { inBothLanguages, type TerminalKey } from '#shared/messages/both-languages.ts';

/** What the program runs with: the environment, parsed once at the start. Below the entry points only these plain values travel. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly redisUrl: string | undefined;
  readonly publicUrl: string | undefined;
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string | undefined;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  readonly metricsToken: string | undefined;
  readonly limitsFile: string | undefined;
  readonly demo: boolean;
}

type Problem = TerminalKey extends infer Key ? (Key extends `settings.${infer Name}` ? Name : never) : never;
type Slots = Readonly<Record<string, string>>;

/** A setting that can't be used. The message is one line that names it and says what it may be; it never repeats a secret. */
export class ConfigError extends Error {
  readonly setting: string;

  constructor(setting: string, problem: Problem, slots: Slots = {}) {
    super(`${setting}: ${inBothLanguages(`settings.${problem}`, slots)}`);
    this.name = 'ConfigError';
    this.setting = setting;
  }
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
const SHORTEST_SECRET = 16;

interface Setting<Value> {
  readonly schema: z.ZodType<Value>;
  readonly problem: Problem;
  readonly slots?: Slots;
}

const addressOf = (...schemes: readonly string[]): Setting<string> => ({
  schema: z.string().refine((text) => URL.canParse(text) && schemes.includes(new URL(text).protocol)),
  problem: 'address',
  slots: { schemes: schemes.map((scheme) => `${scheme}//`).join(', ') },
});

const SETTINGS = {
  PORT: {
    schema: z
      .string()
      .regex(/^\d{1,5}$/)
      .transform(Number)
      .refine((port) => port <= 65_535),
    problem: 'port',
  },
  HOST: { schema: z.string().regex(/^[A-Za-z0-9.:_-]{1,253}$/), problem: 'host' },
  DATA_DIR: { schema: z.string().min(1), problem: 'folder' },
  DATABASE_URL: addressOf('postgres:', 'postgresql:'),
  REDIS_URL: addressOf('redis:', 'rediss:'),
  PUBLIC_URL: {
    schema: z.string().refine((text) => URL.canParse(text) && /^https?:\/\/[^/?#]+\/?$/.test(text)),
    problem: 'wholeAddress',
  },
  SMTP_URL: addressOf('smtp:', 'smtps:'),
  MAIL_FROM: { schema: z.string().regex(/^[^\r\n]+@[^\r\n]+$/), problem: 'mail' },
  LOG_LEVEL: { schema: z.enum(LOG_LEVELS), problem: 'oneOf', slots: { values: LOG_LEVELS.join(', ') } },
  METRICS_TOKEN: {
    schema: z.string().min(SHORTEST_SECRET),
    problem: 'secret',
    slots: { least: String(SHORTEST_SECRET) },
  },
  LIMITS_FILE: { schema: z.string().min(1), problem: 'file' },
  DEMO: { schema: z.enum(['0', '1']), problem: 'onOff' },
} as const satisfies Readonly<Record<string, Setting<unknown>>>;

type SettingName = keyof typeof SETTINGS;

/** Beginnings that are ours alone: a name that has one and isn't a setting is a slip of the hand. `HOST` and `PORT` stand too often in other programs' names. */
const OUR_BEGINNINGS =
  /^(DATA_DIR|DATABASE_|REDIS_URL|PUBLIC_URL|SMTP_|MAIL_FROM|OIDC_|LOG_LEVEL|METRICS_TOKEN|LIMITS_|DEMO)/;

/**
 * Reads the settings; an empty value counts as not set.
 * @throws ConfigError on the first bad value, on an unknown name that begins like one of ours, or on settings that exclude each other
 */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  refuseUnknownNames(env);
  const read = <Value>(name: SettingName, { schema, problem, slots }: Setting<Value>): Value | undefined => {
    const text = env[name];
    if (text === undefined || text === '') return undefined;
    const result = schema.safeParse(text);
    if (result.success) return result.data;
    throw new ConfigError(name, problem, slots);
  };
  const config: Config = {
    port: read('PORT', SETTINGS.PORT) ?? 3000,
    host: read('HOST', SETTINGS.HOST) ?? '127.0.0.1',
    dataDir: read('DATA_DIR', SETTINGS.DATA_DIR) ?? './data',
    databaseUrl: read('DATABASE_URL', SETTINGS.DATABASE_URL),
    redisUrl: read('REDIS_URL', SETTINGS.REDIS_URL),
    publicUrl: read('PUBLIC_URL', SETTINGS.PUBLIC_URL),
    smtpUrl: read('SMTP_URL', SETTINGS.SMTP_URL),
    mailFrom: read('MAIL_FROM', SETTINGS.MAIL_FROM),
    logLevel: read('LOG_LEVEL', SETTINGS.LOG_LEVEL) ?? 'info',
    metricsToken: read('METRICS_TOKEN', SETTINGS.METRICS_TOKEN),
    limitsFile: read('LIMITS_FILE', SETTINGS.LIMITS_FILE),
    demo: read('DEMO', SETTINGS.DEMO) === '1',
  };
  refusePublicRisks(config);
  return config;
}

/** The settings that were given and have no effect yet: who sets one is told so, not left to wait for mail. */
export function namesOfUnused({ redisUrl, smtpUrl, mailFrom }: Config): readonly string[] {
  const given = { REDIS_URL: redisUrl, SMTP_URL: smtpUrl, MAIL_FROM: mailFrom };
  return Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [name]));
}

/** Whether only this machine can reach a server that listens there. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

function refuseUnknownNames(env: Readonly<Record<string, string | undefined>>): void {
  const unknown = Object.keys(env).find((name) => OUR_BEGINNINGS.test(name) && !Object.hasOwn(SETTINGS, name));
  if (unknown !== undefined) throw new ConfigError(unknown, 'unknown');
}

function refusePublicRisks(config: Config): void {
  if (isLoopback(config.host)) return;
  if (config.demo) throw new ConfigError('DEMO', 'demoInPublic');
  if (config.limitsFile !== undefined) throw new ConfigError('LIMITS_FILE', 'limitsInPublic');
}
