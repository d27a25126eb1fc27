import type { TranslationOf } from '#shared/messages/messages.ts';
import type { viPeople } from '#shared/messages/vi/people.ts';

export const enPeople: TranslationOf<typeof viPeople> = {};
