import type { Language } from '#shared/model/language.ts';
import { enErrors } from './en/errors.ts';
import { viErrors } from './vi/errors.ts';

/** A text of the same place in another language: same keys, other sentences. */
export type TranslationOf<Area> = {
  readonly [Key in keyof Area]: Area[Key] extends string ? string : TranslationOf<Area[Key]>;
};

/** Every word somebody reads, one entry for each area; an area's file is named like it. */
const vi = {
  errors: viErrors,
} as const;

const en: TranslationOf<typeof vi> = {
  errors: enErrors,
};

export type Texts = typeof vi;

export const TEXTS: Readonly<Record<Language, TranslationOf<Texts>>> = { vi, en };
