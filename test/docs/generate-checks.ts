// Writes docs/checks.md: `node test/docs/generate-checks.ts`
import { writeFileSync } from 'node:fs';
import { catalogue } from '../../src/checks/catalogue.ts';
import { checksPage } from './checks-page.ts';

writeFileSync(new URL('../../docs/checks.md', import.meta.url), checksPage(catalogue));
