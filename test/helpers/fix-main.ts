/** Fixes the state directory it is given, in a process of its own, and prints what became of it. */
import path from 'node:path';
import { createContext } from '../../src/context/create-context.ts';
import { startFix } from '../../src/fix/run-fix.ts';
import { auditTree } from '../../src/scan/audit-tree.ts';

const stateDir = process.argv[2] as string;
const home = path.dirname(stateDir);
const context = () => createContext({ env: { HOME: home, OPENCLAW_STATE_DIR: stateDir }, cwd: home });
const started = startFix(context(), { dryRun: false, reload: context });
await auditTree(context(), { fix: started.scanFix });
process.stdout.write(JSON.stringify(started.finish().totals));
