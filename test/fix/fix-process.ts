/** Started by the tests that disturb a fix: fixes the home it is given and says so. */
import { buildHome } from './tree.ts';

process.stdout.write('ready');
const fix = await buildHome(process.argv[2] ?? '', {}).fix();
process.stdout.write(JSON.stringify(fix));
