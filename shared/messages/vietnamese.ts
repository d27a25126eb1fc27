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

/** Every word somebody reads, one entry for each area; an area's file is named like it. */
export const VIETNAMESE = {
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

export type Texts = typeof VIETNAMESE;

/** A text of the same place in another language: same keys, other sentences. */
export type TranslationOf<Area> = {
  readonly [Key in keyof Area]: Area[Key] extends string ? string : TranslationOf<Area[Key]>;
};
