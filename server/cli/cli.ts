import { writeFile } from 'node:fs/promises';
import { Command as Program, CommanderError, Option } from 'commander';
import { inBothLanguages, type TerminalKey } from '#shared/messages/both-languages.ts';
import { reportId } from '#shared/protocol/fields.ts';
import { ConfigError, parseConfig, type Config } from '#server/config.ts';
import { openNode } from '#server/node.ts';
import { runCommand, TOKEN_DAYS, type Command, type Outcome } from './commands.ts';
import { askControl } from './control.ts';
import { makePassword, readPassword } from './password.ts';

const DONE = 0;
const FAILED = 1;
const WRONG_USAGE = 2;

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
    if (error instanceof CommanderError) return settleUsage(error);
    fail(error instanceof Error ? error.message : String(error));
    return error instanceof ConfigError ? WRONG_USAGE : FAILED;
  }
}

type Settle = (work: (config: Config) => Promise<Outcome>) => Promise<void>;

function programOf(settle: Settle): Program {
  const program = withOurWords(new Program('npm run cli --')).exitOverride();
  const command = (usage: string, about: TerminalKey): Program =>
    withOurWords(program.command(usage)).description(inBothLanguages(about, { days: String(TOKEN_DAYS) }));
  program.helpCommand(false);
  command('create-admin <login>', 'commands.createAdmin')
    .option('--name <name>', inBothLanguages('commands.createAdminName'))
    .action((login: string, options: { readonly name?: string }) =>
      settle((config) => createAdmin(config, login, options.name ?? login)),
    );
  command('demo', 'commands.demo').action(() => settle((config) => ask(config, { name: 'demo' })));
  command('token <login>', 'commands.token').action((login: string) =>
    settle((config) => ask(config, { name: 'token', login })),
  );
  command('export <report>', 'commands.export')
    .addOption(
      new Option('--format <format>', inBothLanguages('commands.exportFormat')).choices(['docx']).default('docx'),
    )
    .requiredOption('--out <file>', inBothLanguages('commands.exportOut'))
    .action((report: string, options: { readonly out: string }) =>
      settle((config) => exportReport(config, report, options.out)),
    );
  command('verify', 'commands.verify').action(() => settle((config) => ask(config, { name: 'verify' })));
  return program;
}

const TITLES: ReadonlyMap<string, TerminalKey> = new Map([
  ['Usage:', 'commands.usageTitle'],
  ['Arguments:', 'commands.argumentsTitle'],
  ['Options:', 'commands.optionsTitle'],
  ['Commands:', 'commands.commandsTitle'],
]);

function withOurWords(program: Program): Program {
  return program
    .helpOption('-h, --help', inBothLanguages('commands.help'))
    .configureHelp({
      styleTitle(title) {
        const key = TITLES.get(title);
        return key === undefined ? title : `${inBothLanguages(key)}:`;
      },
    })
    .configureOutput({ outputError: () => undefined });
}

const USAGE_FAULTS: ReadonlyMap<string, TerminalKey> = new Map([
  ['commander.unknownCommand', 'commands.unknownCommand'],
  ['commander.unknownOption', 'commands.unknownOption'],
  ['commander.missingArgument', 'commands.missingArgument'],
  ['commander.missingMandatoryOptionValue', 'commands.missingArgument'],
  ['commander.optionMissingArgument', 'commands.badValue'],
  ['commander.invalidArgument', 'commands.badValue'],
]);

/** Commander names what is wrong in quotes, in English. */
function usageLine({ code, message }: CommanderError): string {
  const [, name = ''] = /'([^']+)'/.exec(message) ?? [];
  return inBothLanguages(USAGE_FAULTS.get(code) ?? 'commands.wrongUsage', { name });
}

async function createAdmin(config: Config, login: string, fullName: string): Promise<Outcome> {
  const given = await readPassword();
  const password = given ?? makePassword();
  const outcome = await ask(config, { name: 'create-admin', login, fullName, password });
  if (outcome.kind === 'failed' || given !== undefined) return outcome;
  return { ...outcome, text: `${outcome.text}\n${inBothLanguages('commands.madePassword')}: ${password}` };
}

async function exportReport(config: Config, report: string, file: string): Promise<Outcome> {
  const id = reportId.safeParse(report);
  if (!id.success) return failedWith('commands.noReportId', { id: report });
  const outcome = await ask(config, { name: 'export', reportId: id.data, format: 'docx' });
  if (outcome.kind === 'failed' || outcome.file === undefined) return outcome;
  await writeFile(file, Buffer.from(outcome.file, 'base64'));
  return { kind: 'done', text: inBothLanguages('commands.written', { file }) };
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

/** Help that was asked for is no fault; without a command it is shown all the same. */
function settleUsage(error: CommanderError): number {
  if (error.exitCode === 0) return DONE;
  if (error.code !== 'commander.help') fail(usageLine(error));
  return WRONG_USAGE;
}

function failedWith(key: TerminalKey, slots: Readonly<Record<string, string>>): Outcome {
  return { kind: 'failed', text: '', line: inBothLanguages(key, slots) };
}

function fail(line: string): number {
  process.stderr.write(`${line}\n`);
  return FAILED;
}
