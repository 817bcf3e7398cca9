// One audit by the built library, in a process of its own: `STATE_DIR THREADS`. Prints its scan's numbers, in which the start of the
// process is not counted.
import type * as Library from '../src/index.ts';

const [stateDir = '', threads] = process.argv.slice(2);
const built = new URL('../dist/src/index.js', import.meta.url).href;
const { createContext, runAudit } = (await import(built)) as typeof Library;
const context = createContext({ env: { HOME: stateDir, OPENCLAW_STATE_DIR: stateDir } });
const { coverage, scan } = await runAudit(context, { threads: Number(threads) });
process.stdout.write(JSON.stringify({ entries: coverage.state.entries, seconds: scan?.seconds }));
