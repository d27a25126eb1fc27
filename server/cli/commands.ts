import { z } from 'zod';
import { inBothLanguages, type TerminalKey } from '#shared/messages/both-languages.ts';
import { DomainError } from '#shared/model/errors.ts';
import { reportId } from '#shared/protocol/fields.ts';
import { createAdmin } from '#server/actions/first-run.ts';
import { makeReportFile } from '#server/actions/report-file.ts';
import { createToken } from '#server/actions/session.ts';
import { verifyStore, type Fault, type Verdict } from '#server/actions/verify.ts';
import type { Context } from '#server/context.ts';
import { playDemo } from '#server/demo/play.ts';

/** What a command asks of the program that has the store open, be it this process or the running server. */
export const commandSchema = z.discriminatedUnion('name', [
  z.object({ name: z.literal('create-admin'), login: z.string(), fullName: z.string(), password: z.string() }),
  z.object({ name: z.literal('demo') }),
  z.object({ name: z.literal('token'), login: z.string() }),
  z.object({ name: z.literal('export'), reportId, format: z.enum(['docx']) }),
  z.object({ name: z.literal('verify') }),
]);
export type Command = z.output<typeof commandSchema>;

/** `text` is for standard output; `file` is base64. */
export const outcomeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('done'), text: z.string(), file: z.string().optional() }),
  z.object({ kind: z.literal('failed'), text: z.string(), line: z.string() }),
]);
export type Outcome = z.output<typeof outcomeSchema>;

/** How long a token of the command line is good for. */
export const TOKEN_DAYS = 90;

/** Does one command. Never rejects: what went wrong is one line of the outcome. */
export async function runCommand(context: Context, command: Command): Promise<Outcome> {
  try {
    return await dispatch(context, command);
  } catch (error) {
    if (!(error instanceof DomainError)) context.log.error({ error: errorOf(error) }, 'command.failed');
    return failed(lineOf(error, command));
  }
}

async function dispatch(context: Context, command: Command): Promise<Outcome> {
  switch (command.name) {
    case 'create-admin': {
      const { login, fullName: name, password } = command;
      await createAdmin(context, { login, name, password });
      return done(inBothLanguages('commands.adminMade', { login }));
    }
    case 'demo':
      return describeDemo(await playDemo(context));
    case 'token':
      return done((await createToken(context, { login: command.login, name: 'cli', days: TOKEN_DAYS })).token);
    case 'export': {
      const bytes = await makeReportFile(context, { id: command.reportId, format: command.format });
      return { kind: 'done', text: '', file: Buffer.from(bytes).toString('base64') };
    }
    case 'verify':
      return describeVerdict(await verifyStore(context));
  }
}

function describeDemo(state: Awaited<ReturnType<typeof playDemo>>): Outcome {
  switch (state) {
    case 'played':
      return done(inBothLanguages('commands.demoPlayed'));
    case 'there':
      return done(inBothLanguages('commands.demoThere'));
    case 'cut off':
      return failed(inBothLanguages('console.demoCutOff'));
  }
}

function describeVerdict({ documents, updates, auditEntries, faults }: Verdict): Outcome {
  const looked = { documents: String(documents), updates: String(updates), entries: String(auditEntries) };
  if (faults.length === 0) return done(inBothLanguages('commands.storeWell', looked));
  const line = inBothLanguages('commands.storeBroken', { ...looked, faults: String(faults.length) });
  return failed(line, faults.map(describeFault).join('\n'));
}

const FAULTS = {
  gone: 'commands.faultGone',
  unreadable: 'commands.faultUnreadable',
  missing: 'commands.faultMissing',
  changed: 'commands.faultChanged',
  traceMissing: 'commands.faultTraceMissing',
  traceChanged: 'commands.faultTraceChanged',
} as const satisfies Readonly<Record<Fault['kind'], TerminalKey>>;

function describeFault(fault: Fault): string {
  const id = 'documentId' in fault ? fault.documentId : '';
  return inBothLanguages(FAULTS[fault.kind], { id, number: 'seq' in fault ? String(fault.seq) : '' });
}

function done(text: string): Outcome {
  return { kind: 'done', text };
}

function failed(line: string, text = ''): Outcome {
  return { kind: 'failed', text, line };
}

function lineOf(error: unknown, command: Command): string {
  if (!(error instanceof DomainError)) return errorOf(error).message;
  if (error.code === 'not_found' && command.name === 'token')
    return inBothLanguages('commands.unknownLogin', { login: command.login });
  if (error.code === 'not_found' && command.name === 'export')
    return inBothLanguages('commands.unknownReport', { id: command.reportId, known: knownReports(error) });
  if (error.code === 'person/login-taken' && command.name === 'create-admin')
    return inBothLanguages('commands.takenLogin', { login: command.login });
  if (error.code === 'state_conflict' && command.name === 'demo') return inBothLanguages('commands.takenDemoLogin');
  return inBothLanguages(`errors.${error.code}`);
}

function knownReports(error: DomainError): string {
  const known = error.details['known'];
  return typeof known === 'string' && known !== '' ? known : inBothLanguages('commands.noReports');
}

function errorOf(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
