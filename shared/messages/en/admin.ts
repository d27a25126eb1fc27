import type { TranslationOf } from '#shared/messages/messages.ts';
import type { viAdmin } from '#shared/messages/vi/admin.ts';

export const enAdmin: TranslationOf<typeof viAdmin> = {};
