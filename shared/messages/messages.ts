import type { Language } from '#shared/model/language.ts';
import { enErrors } from './en/errors.ts';
import { enObjects } from './en/objects.ts';
import { enOutline } from './en/outline.ts';
import { enHome } from './en/home.ts';
import { enKeys } from './en/keys.ts';
import { enInvitations } from './en/invitations.ts';
import { enSetup } from './en/setup.ts';
import { enSignIn } from './en/signIn.ts';
import { enApp } from './en/app.ts';
import { enCommands } from './en/commands.ts';
import { enConsole } from './en/console.ts';
import { enConsolidated } from './en/consolidated.ts';
import { enExports } from './en/exports.ts';
import { enMerge } from './en/merge.ts';
import { enEditor } from './en/editor.ts';
import { enWriting } from './en/writing.ts';
import { enComments } from './en/comments.ts';
import { enPapers } from './en/papers.ts';
import { enSettings } from './en/settings.ts';
import { enSubmissions } from './en/submissions.ts';
import { enPeople } from './en/people.ts';
import { enAccount } from './en/account.ts';
import { enAdmin } from './en/admin.ts';
import { viErrors } from './vi/errors.ts';
import { viObjects } from './vi/objects.ts';
import { viOutline } from './vi/outline.ts';
import { viHome } from './vi/home.ts';
import { viKeys } from './vi/keys.ts';
import { viInvitations } from './vi/invitations.ts';
import { viSetup } from './vi/setup.ts';
import { viSignIn } from './vi/signIn.ts';
import { viApp } from './vi/app.ts';
import { viCommands } from './vi/commands.ts';
import { viConsole } from './vi/console.ts';
import { viConsolidated } from './vi/consolidated.ts';
import { viExports } from './vi/exports.ts';
import { viMerge } from './vi/merge.ts';
import { viEditor } from './vi/editor.ts';
import { viWriting } from './vi/writing.ts';
import { viComments } from './vi/comments.ts';
import { viPapers } from './vi/papers.ts';
import { viSettings } from './vi/settings.ts';
import { viSubmissions } from './vi/submissions.ts';
import { viPeople } from './vi/people.ts';
import { viAccount } from './vi/account.ts';
import { viAdmin } from './vi/admin.ts';

/** A text of the same place in another language: same keys, other sentences. */
export type TranslationOf<Area> = {
  readonly [Key in keyof Area]: Area[Key] extends string ? string : TranslationOf<Area[Key]>;
};

/** Every word somebody reads, one entry for each area; an area's file is named like it. */
const vi = {
  errors: viErrors,
  submissions: viSubmissions,
  comments: viComments,
  writing: viWriting,
  editor: viEditor,
  objects: viObjects,
  outline: viOutline,
  home: viHome,
  signIn: viSignIn,
  setup: viSetup,
  invitations: viInvitations,
  app: viApp,
  merge: viMerge,
  exports: viExports,
  consolidated: viConsolidated,
  console: viConsole,
  commands: viCommands,
  settings: viSettings,
  admin: viAdmin,
  account: viAccount,
  people: viPeople,
  papers: viPapers,
  keys: viKeys,
} as const;

const en: TranslationOf<typeof vi> = {
  errors: enErrors,
  submissions: enSubmissions,
  comments: enComments,
  writing: enWriting,
  editor: enEditor,
  objects: enObjects,
  outline: enOutline,
  home: enHome,
  signIn: enSignIn,
  setup: enSetup,
  invitations: enInvitations,
  app: enApp,
  merge: enMerge,
  exports: enExports,
  consolidated: enConsolidated,
  console: enConsole,
  commands: enCommands,
  settings: enSettings,
  admin: enAdmin,
  account: enAccount,
  people: enPeople,
  papers: enPapers,
  keys: enKeys,
};

export type Texts = typeof vi;

export const TEXTS: Readonly<Record<Language, TranslationOf<Texts>>> = { vi, en };
