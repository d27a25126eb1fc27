import type { Language } from '#shared/model/language.ts';
import { ENGLISH } from './english.ts';
import { VIETNAMESE, type Texts, type TranslationOf } from './vietnamese.ts';

/** All texts of both languages, for programs that can carry both. */
export const TEXTS: Readonly<Record<Language, TranslationOf<Texts>>> = { vi: VIETNAMESE, en: ENGLISH };
