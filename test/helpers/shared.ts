import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../..', import.meta.url));

/** Where the recorded behaviour of OpenClaw lies: OPENCLAW_SHARED, or `shared` beside the checkout. */
const sharedDir = path.resolve(process.env.OPENCLAW_SHARED ?? path.join(repository, '..', 'shared'));

/** A file of the recorded behaviour; undefined when it is not here, as in a checkout without it. */
export const sharedFile = (name: string): string | undefined => {
  const file = path.join(sharedDir, name);
  return existsSync(file) ? file : undefined;
};
