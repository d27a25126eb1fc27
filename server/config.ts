import { z } from 'zod';

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

/** A setting that can't be used. The message is one line that names it and says what it may be; it never repeats a secret. */
export class ConfigError extends Error {
  readonly setting: string;

  constructor(setting: string, expected: string) {
    super(`${setting}: ${expected}`);
    this.name = 'ConfigError';
    this.setting = setting;
  }
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

const url = (...schemes: readonly string[]) =>
  z.string().refine((text) => URL.canParse(text) && schemes.includes(new URL(text).protocol), {
    error: `must be an address that begins with ${schemes.map((scheme) => `${scheme}//`).join(' or ')}`,
  });

const wholeAddress = z.string().refine((text) => URL.canParse(text) && /^https?:\/\/[^/?#]+\/?$/.test(text), {
  error: 'must be an address without a path, such as https://vankien.example.vn',
});

const SETTINGS = {
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, { error: 'must be a number from 0 to 65535' })
    .transform(Number)
    .refine((port) => port <= 65_535, { error: 'must be a number from 0 to 65535' }),
  HOST: z.string().regex(/^[A-Za-z0-9.:_-]{1,253}$/, { error: 'must be an address or a name of this machine' }),
  DATA_DIR: z.string().min(1, { error: 'must be a folder' }),
  DATABASE_URL: url('postgres:', 'postgresql:'),
  REDIS_URL: url('redis:', 'rediss:'),
  PUBLIC_URL: wholeAddress,
  SMTP_URL: url('smtp:', 'smtps:'),
  MAIL_FROM: z.string().regex(/^[^\r\n]+@[^\r\n]+$/, { error: 'must be a mail address' }),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` }),
  METRICS_TOKEN: z.string().min(16, { error: 'must have at least 16 characters' }),
  LIMITS_FILE: z.string().min(1, { error: 'must be a file' }),
  DEMO: z.enum(['0', '1'], { error: 'must be 1 (on) or 0 (off)' }),
} as const;

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
  const read = <Value>(name: SettingName, schema: z.ZodType<Value>): Value | undefined => {
    const text = env[name];
    if (text === undefined || text === '') return undefined;
    const result = schema.safeParse(text);
    if (result.success) return result.data;
    throw new ConfigError(name, result.error.issues[0]?.message ?? 'cannot be used');
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

/** Whether only this machine can reach a server that listens there. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

function refuseUnknownNames(env: Readonly<Record<string, string | undefined>>): void {
  const unknown = Object.keys(env).find((name) => OUR_BEGINNINGS.test(name) && !Object.hasOwn(SETTINGS, name));
  if (unknown !== undefined) throw new ConfigError(unknown, 'is not a setting of this program');
}

function refusePublicRisks(config: Config): void {
  if (isLoopback(config.host)) return;
  if (config.demo) throw new ConfigError('DEMO', 'lets anyone sign in, so HOST must stay 127.0.0.1 while it is on');
  if (config.limitsFile !== undefined)
    throw new ConfigError('LIMITS_FILE', 'is for load tests, so HOST must stay 127.0.0.1');
}
