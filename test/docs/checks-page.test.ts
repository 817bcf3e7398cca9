import { readFileSync } from 'node:fs';
import test from 'ava';
import { catalogue } from '../../src/checks/catalogue.ts';
import { checksPage } from './checks-page.ts';

test('docs/checks.md is what the rows say; if not: node test/docs/generate-checks.ts', (t) => {
  const page = readFileSync(new URL('../../docs/checks.md', import.meta.url), 'utf8');
  t.true(page === checksPage(catalogue), 'docs/checks.md is stale');
});
