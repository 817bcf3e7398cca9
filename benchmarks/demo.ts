// `npm run demo [-- FILES]`: makes a messy sample host in a temporary folder, audits it as a user would, and removes it.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeSampleHost } from './sample-host.ts';

const files = Number(process.argv[2] ?? 100_000);
if (!Number.isInteger(files) || files < 1) {
  process.stderr.write('usage: npm run demo [-- FILES]   (a whole number, at least 1)\n');
  process.exitCode = 2;
} else {
  const home = mkdtempSync(path.join(tmpdir(), 'openclaw-demo-'));
  process.stderr.write(`Making a sample host with ${files.toLocaleString('en-US')} session files in ${home} …\n`);
  try {
    process.umask(0o022);
    makeSampleHost(home, files);
    const run = fileURLToPath(new URL('../bin/run.js', import.meta.url));
    const audit = spawnSync(process.execPath, [run, 'security', 'audit'], {
      stdio: 'inherit',
      env: { ...process.env, HOME: home, OPENCLAW_STATE_DIR: '', OPENCLAW_CONFIG_PATH: '', OPENCLAW_HOME: '' },
    });
    process.exitCode = audit.status ?? 1;
  } finally {
    execFileSync('rm', ['-rf', home]);
  }
}
