/** Started by the kill test: flips one value of a config to and fro until somebody kills it. */
import { editConfig } from '../../src/fix/edit-config.ts';
import { writeConfig } from '../../src/fix/write-config.ts';

const [file = '', to = ''] = process.argv.slice(2);
const flip = (text: string) => {
  const from = text.includes('"allowlist"') ? 'allowlist' : 'open';
  return editConfig(text, { keyPath: ['channels', 'telegram', 'groupPolicy'], from, to: from === 'open' ? to : 'open' })
    .text;
};
process.stdout.write('ready');
for (;;) writeConfig(file, flip, { mask: 0o077, uid: process.getuid?.() });
