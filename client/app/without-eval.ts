import { config } from 'zod';

// The content policy lets no text become code. Schemas would try it as they are made, to be faster, and each try is reported as a breach:
// so this has to be the first that a page does, before any schema is there.
config({ jitless: true });
