import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renewApiPage } from '#test/docs/api-page.ts';
import { root } from '#test/world/root.ts';

/** `npm run docs`: writes what is made of the pages in `docs`. */
const file = join(root, 'docs', 'api.md');
writeFileSync(file, renewApiPage(readFileSync(file, 'utf8')));
