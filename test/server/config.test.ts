import { expect, test } from 'vitest';
import { ConfigError, namesOfUnused, parseConfig } from '#server/config.ts';

test('without settings it listens on this machine alone, with SQLite in ./data and the demo off', () => {
  const config = parseConfig({ PATH: '/bin', PORT: '' });

  expect(config).toMatchObject({ port: 3000, host: '127.0.0.1', dataDir: './data', logLevel: 'info', demo: false });
  expect(config.databaseUrl).toBeUndefined();
});

test.each([
  ['PORT', '70000'],
  ['PORT', 'abc'],
  ['HOST', 'a b'],
  ['DATABASE_URL', 'mysql://x'],
  ['PUBLIC_URL', 'https://van-kien.example.vn/a/b'],
  ['PUBLIC_URL', 'van-kien'],
  ['LOG_LEVEL', 'loud'],
  ['METRICS_TOKEN', 'short'],
  ['DEMO', 'yes'],
])('a bad %s stops the start with one line that names it', (name, value) => {
  expect(() => parseConfig({ [name]: value })).toThrow(ConfigError);
  expect(() => parseConfig({ [name]: value })).toThrow(new RegExp(`^${name}: [^\\n]+$`));
});

test('a name that begins like ours and is no setting is a slip that is told', () => {
  expect(() => parseConfig({ DATABASE_ULR: 'postgres://a/b' })).toThrow(/^DATABASE_ULR: /);
});

test('the words of a secret are in no message', () => {
  expect(() => parseConfig({ METRICS_TOKEN: 'hunter2' })).toThrow(/^(?!.*hunter2)/);
  expect(() => parseConfig({ DATABASE_URL: 'mysql://u:hunter2@h' })).toThrow(/^(?!.*hunter2)/);
});

test('what opens the door to everyone stays on this machine', () => {
  expect(parseConfig({ DEMO: '1' }).demo).toBe(true);
  expect(() => parseConfig({ DEMO: '1', HOST: '0.0.0.0' })).toThrow(/^DEMO: /);
  expect(() => parseConfig({ LIMITS_FILE: 'l.json', HOST: '0.0.0.0' })).toThrow(/^LIMITS_FILE: /);
});

test('a setting that nothing uses yet is named, not silently taken', () => {
  expect(namesOfUnused(parseConfig({ PORT: '1', SMTP_URL: 'smtp://h', MAIL_FROM: 'a@b' }))).toEqual([
    'SMTP_URL',
    'MAIL_FROM',
  ]);
  expect(namesOfUnused(parseConfig({ REDIS_URL: '' }))).toEqual([]);
});

test('what is wrong is said in both languages', () => {
  expect(() => parseConfig({ METRICS_TOKEN: 'short' })).toThrow(
    'METRICS_TOKEN: phải có ít nhất 16 ký tự · must have at least 16 characters',
  );
});
