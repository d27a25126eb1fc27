import type { Language } from '#shared/model/language.ts';
import { enErrors } from './en/errors.ts';
import { enConsolidated } from './en/consolidated.ts';
import { enExports } from './en/exports.ts';
import { enMerge } from './en/merge.ts';
import { viErrors } from './vi/errors.ts';
import { viConsolidated } from './vi/consolidated.ts';
import { viExports } from './vi/exports.ts';
import { viMerge } from './vi/merge.ts';

/** A text of the same place in another language: same keys, other sentences. */
export type TranslationOf<Area> = {
  readonly [Key in keyof Area]: Area[Key] extends string ? string : TranslationOf<Area[Key]>;
};

/** Every word somebody reads, one entry for each area; an area's file is named like it. */
const vi = {
  errors: viErrors,
  merge: viMerge,
  exports: viExports,
  consolidated: viConsolidated,
} as const;

const en: TranslationOf<typeof vi> = {
  errors: enErrors,
  merge: enMerge,
  exports: enExports,
  consolidated: enConsolidated,
};

export type Texts = typeof vi;

export const TEXTS: Readonly<Record<Language, TranslationOf<Texts>>> = { vi, en };
