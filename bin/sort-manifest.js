// Part of the build: oclif writes the commands in the order in which they were loaded, which differs from run to run.
import { readFileSync, writeFileSync } from 'node:fs';

const file = new URL('../oclif.manifest.json', import.meta.url);
const { commands, ...rest } = JSON.parse(readFileSync(file, 'utf8'));
const sorted = Object.fromEntries(Object.entries(commands).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify({ commands: sorted, ...rest }, null, 2)}\n`);
