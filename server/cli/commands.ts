import { z } from 'zod';
import { DomainError } from '#shared/model/errors.ts';
import { reportId } from '#shared/protocol/fields.ts';
import { makeReportFile } from '#server/actions/report-file.ts';
import { createAdmin, createToken } from '#server/actions/session.ts';
import { verifyStore } from '#server/actions/verify.ts';
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

const TOKEN_DAYS = 90;

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
      return done(`${login} may now sign in and administer.`);
    }
    case 'demo':
      await playDemo(context);
      return done('The demo committee is in the store. Start with DEMO=1 to sign in as its people.');
    case 'token':
      return done((await createToken(context, { login: command.login, name: 'cli', days: TOKEN_DAYS })).token);
    case 'export': {
      const bytes = await makeReportFile(context, { id: command.reportId, format: command.format });
      return { kind: 'done', text: '', file: Buffer.from(bytes).toString('base64') };
    }
    case 'verify': {
      const { documents, updates, auditEntries, faults } = await verifyStore(context);
      const looked = `${documents} texts, ${updates} updates, ${auditEntries} audit entries`;
      if (faults.length === 0) return done(`All is well: ${looked}.`);
      return failed(`${faults.length} of ${looked} are broken.`, faults.join('\n'));
    }
  }
}

function done(text: string): Outcome {
  return { kind: 'done', text };
}

function failed(line: string, text = ''): Outcome {
  return { kind: 'failed', text, line };
}

function lineOf(error: unknown, command: Command): string {
  if (!(error instanceof DomainError)) return errorOf(error).message;
  if (error.code === 'not_found' && command.name === 'token') return `Nobody has the login ${command.login}.`;
  if (error.code === 'not_found' && command.name === 'export')
    return `There is no report ${command.reportId}. Reports: ${knownReports(error)}.`;
  if (error.code === 'state_conflict' && command.name === 'create-admin') return `The login ${command.login} is taken.`;
  if (error.code === 'state_conflict' && command.name === 'demo')
    return 'The demo has a login that is taken already; play it into an empty store.';
  return `The command failed: ${error.code}.`;
}

function knownReports(error: DomainError): string {
  const known = error.details['known'];
  return typeof known === 'string' && known !== '' ? known : 'none';
}

function errorOf(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
