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
import type { Texts, TranslationOf } from './vietnamese.ts';

/** The same in English; the client loads it for whoever chose it. */
export const ENGLISH: TranslationOf<Texts> = {
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
