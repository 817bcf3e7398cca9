// A checkout has the development Node among its packages, so that Node 20 and npm are enough to try it: hand over to that.
// An installed package has not: say what is missing.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

const developmentNode = fileURLToPath(new URL('../node_modules/node/bin/node', import.meta.url));
if (existsSync(developmentNode)) {
  const run = fileURLToPath(new URL('run.js', import.meta.url));
  const child = spawn(developmentNode, [run, ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0);
  });
} else {
  process.stderr.write(`openclaw-security needs Node 22.12 or newer; this is Node ${process.versions.node}.\n`);
  process.exitCode = 2;
}
