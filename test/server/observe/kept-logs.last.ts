import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { HOSTILE, HOSTILE_TARGETS } from '#test/world/hostile.ts';
import { keptLogs } from '#test/world/kept-log.ts';
import { root } from '#test/world/root.ts';

/** The lines that every server and every store of the run wrote, of all tests before these. */
const lines = readdirSync(keptLogs).flatMap((name) =>
  readFileSync(join(keptLogs, name), 'utf8')
    .split('\n')
    .filter((line) => line !== ''),
);

const people = z.object({ people: z.array(z.object({ login: z.string() })) });
const logins = people
  .parse(JSON.parse(readFileSync(join(root, 'server/demo/committee.json'), 'utf8')))
  .people.map(({ login }) => login);

/**
 * What was given to the program in the tests and must be in no log. Titles, texts, comments, names and reasons are Vietnamese in nearly
 * all of them: one letter of it is enough to know that something was written down.
 */
const SECRETS: readonly (readonly [string, RegExp])[] = [
  ['a letter that is none of a program', /[^\u0020-\u007e]|\\u[0-9a-f]{4}/i],
  ['a session, a token, a link or the hash of one', /[\w-]{43}|session[=-]|token[=-]|Bearer |cookie[:=]|\$argon2/i],
  ['a secret address', /\/(moi|thiet-lap)[#/]/],
  ['a statement of the store', /\b(select .+ from|insert into|update \w+ set|delete from) /i],
  ['the name of a file that was given', /\.(docx|png|jpe?g)\b/i],
  ['a login', new RegExp(`\\b(${logins.join('|')})\\b`)],
  [
    'hostile words',
    new RegExp([...HOSTILE, ...HOSTILE_TARGETS.filter((target) => target.length > 5)].map(quoted).join('|')),
  ],
  ['words of a closed section', /kin-mot-trong-nha/],
  ['bytes', /"type":"Buffer"|Uint8Array|[0-9a-f]{64}/i],
];

/** As it would stand inside a line of JSON. */
function quoted(words: string): string {
  return JSON.stringify(words)
    .slice(1, -1)
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function secretsIn(line: string): readonly string[] {
  return SECRETS.filter(([, pattern]) => pattern.test(line)).map(([what]) => `${what}: ${line.slice(0, 300)}`);
}

test('T45 no log of the whole run holds a word, a name, a secret or a statement', () => {
  expect(lines.flatMap(secretsIn)).toEqual([]);
});

test('T45 every line is one event with its instant, and nothing that a reader of logs would take for another line', () => {
  const event = z.object({ level: z.number(), time: z.number(), msg: z.string() });

  expect(lines.filter((line) => !event.safeParse(JSON.parse(line)).success)).toEqual([]);
});

test('T45 there was something to look through, of servers in tests, of built servers and of failures', () => {
  const events = new Set(lines.map((line) => z.object({ msg: z.string() }).parse(JSON.parse(line)).msg));

  expect([...events]).toEqual(expect.arrayContaining(['server.listening', 'job.done']));
  expect(lines.length).toBeGreaterThan(50);
});

test.each([
  ['Thu ngân sách'],
  ['session=abc'],
  ['kin-mot-trong-nha'],
  ['A'.repeat(43)],
  ['select * from people where id = 1'],
  ['Bao cao.docx'],
  [logins[0] ?? ''],
  [HOSTILE[5] ?? ''],
])('T45 %s would be found', (words) => {
  expect(secretsIn(JSON.stringify({ level: 30, time: 1, msg: 'x', words }))).not.toEqual([]);
});
