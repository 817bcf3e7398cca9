import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killChild } from './kill-child.ts';

/** Long enough that a write of it is no single moment. */
const filler = `// ${'x'.repeat(200)}\n`.repeat(300);
const text = (policy: string) => `{\n${filler}  channels: { telegram: { groupPolicy: "${policy}" } },\n}\n`;

/**
 * Kills a process that writes a config, at `rounds` random moments. Gives every content and mode that the config's name ever
 * led to after a kill, and how many of the kills interrupted a write (left a temporary file).
 */
export const killConfigWriter = async (rounds: number) => {
  const folder = fs.mkdtempSync(join(tmpdir(), 'kill-'));
  const file = join(folder, 'openclaw.json');
  fs.writeFileSync(file, text('open'), { mode: 0o600 });
  const seen = new Set<string>();
  const modes = new Set<number>();
  let interrupted = 0;
  for (let round = 0; round < rounds; round += 1) {
    await killChild('config-writer-process.ts', file, 'allowlist');
    seen.add(fs.readFileSync(file, 'utf8'));
    modes.add(fs.statSync(file).mode & 0o7777);
    const rest = fs.readdirSync(folder).filter((name) => name.endsWith('.tmp'));
    interrupted += rest.length;
    for (const name of rest) {
      modes.add(fs.statSync(join(folder, name)).mode & 0o7777);
      fs.unlinkSync(join(folder, name));
    }
  }
  fs.rmSync(folder, { recursive: true });
  return { seen, modes, interrupted, whole: new Set([text('open'), text('allowlist')]) };
};
