import { writeFile } from 'node:fs/promises';
import { Command as Program, CommanderError, Option } from 'commander';
import { reportId } from '#shared/protocol/fields.ts';
import { ConfigError, parseConfig, type Config } from '#server/config.ts';
import { openNode } from '#server/node.ts';
import { runCommand, type Command, type Outcome } from './commands.ts';
import { askControl } from './control.ts';
import { makePassword, readPassword } from './password.ts';

const DONE = 0;
const FAILED = 1;
const WRONG_USAGE = 2;
const SHORTEST_PASSWORD = 12;

/**
 * Does one command and resolves with the exit code: 0 done, 1 failed with one clear line on standard error, 2 wrong usage. Standard
 * output is the command's own.
 */
export async function runCli(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  let code = DONE;
  const settle = async (work: (config: Config) => Promise<Outcome>): Promise<void> => {
    const outcome = await work(parseConfig(env));
    if (outcome.text !== '') process.stdout.write(`${outcome.text}\n`);
    if (outcome.kind === 'failed') code = fail(outcome.line);
  };
  try {
    await programOf(settle).parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? DONE : WRONG_USAGE;
    fail(error instanceof Error ? error.message : String(error));
    return error instanceof ConfigError ? WRONG_USAGE : FAILED;
  }
}

type Settle = (work: (config: Config) => Promise<Outcome>) => Promise<void>;

function programOf(settle: Settle): Program {
  const program = new Program('dong-thao').exitOverride().configureOutput({ outputError: (text) => fail(text.trim()) });
  program
    .command('create-admin <login>')
    .description('add an administrator; the password is the first line of standard input, or one is made and printed')
    .option('--name <name>', 'as it is shown; else the login')
    .action((login: string, options: { readonly name?: string }) =>
      settle((config) => createAdmin(config, login, options.name ?? login)),
    );
  program
    .command('demo')
    .description('play the founding example into an empty store')
    .action(() => settle((config) => ask(config, { name: 'demo' })));
  program
    .command('token <login>')
    .description('print a personal token, good for 90 days, and nothing else')
    .action((login: string) => settle((config) => ask(config, { name: 'token', login })));
  program
    .command('export <report>')
    .description('write the report as it is now to a file')
    .addOption(new Option('--format <format>').choices(['docx']).default('docx'))
    .requiredOption('--out <file>')
    .action((report: string, options: { readonly out: string }) =>
      settle((config) => exportReport(config, report, options.out)),
    );
  program
    .command('verify')
    .description('rebuild every text from its log and check the audit chain')
    .action(() => settle((config) => ask(config, { name: 'verify' })));
  return program;
}

async function createAdmin(config: Config, login: string, fullName: string): Promise<Outcome> {
  const given = await readPassword();
  const password = given ?? makePassword();
  if (password.length < SHORTEST_PASSWORD)
    return { kind: 'failed', text: '', line: `The password must have at least ${SHORTEST_PASSWORD} characters.` };
  const outcome = await ask(config, { name: 'create-admin', login, fullName, password });
  if (outcome.kind === 'failed' || given !== undefined) return outcome;
  return { ...outcome, text: `${outcome.text}\nPassword, shown this once: ${password}` };
}

async function exportReport(config: Config, report: string, file: string): Promise<Outcome> {
  const id = reportId.safeParse(report);
  if (!id.success) return { kind: 'failed', text: '', line: `${report} is not the id of a report.` };
  const outcome = await ask(config, { name: 'export', reportId: id.data, format: 'docx' });
  if (outcome.kind === 'failed' || outcome.file === undefined) return outcome;
  await writeFile(file, Buffer.from(outcome.file, 'base64'));
  return { kind: 'done', text: `Written to ${file}.` };
}

/** A running server does it; else this process opens the store itself. */
async function ask(config: Config, command: Command): Promise<Outcome> {
  const answered = await askControl(config.dataDir, command);
  if (answered !== undefined) return answered;
  // Standard output is the command's, and the log goes there too.
  const node = await openNode({ ...config, logLevel: 'silent' });
  try {
    return await runCommand(node.context, command);
  } finally {
    await node.close();
  }
}

function fail(line: string): number {
  process.stderr.write(`${line}\n`);
  return FAILED;
}
