import { statSync } from 'node:fs';
import path from 'node:path';
import type { HostPaths } from '../audit/context.ts';
import { errnoOf } from '../platform/errno.ts';
import { readRegularFile } from '../platform/read-file.ts';
import { absolutePath } from './home.ts';

/** A WhatsApp session's keys are some ten KiB. */
const MAX_CREDENTIAL_BYTES = 1024 * 1024;

/** False only for a file that is certainly missing, empty or no file. */
const hasContent = (file: string): boolean => {
  try {
    const status = statSync(file);
    return status.isFile() && status.size > 0;
  } catch (error) {
    const code = errnoOf(error);
    return code !== 'ENOENT' && code !== 'ENOTDIR';
  }
};

/** Whether there is a file with JSON in it; undefined when it cannot be looked into. */
const holdsJson = (file: string): boolean | undefined => {
  const read = readRegularFile(file, MAX_CREDENTIAL_BYTES);
  if (read.kind === 'missing' || read.kind === 'not-a-file') return false;
  if (read.kind !== 'read') return undefined;
  if (read.bytes.length <= 1) return false;
  try {
    JSON.parse(read.bytes.toString('utf8'));
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
};

/**
 * Answers which credential files a channel account has (spec: checks 5.2). Nothing of their content is kept. Paths from the
 * config may start with `~`; relative ones count from the working directory, as the gateway would.
 */
export const channelFiles = ({ home, cwd, credentialsDir }: HostPaths) => ({
  hasContent: (file: string): boolean => hasContent(absolutePath(file, home, cwd)),
  whatsappLinked: (accountId: string, authDir: string | undefined): boolean | undefined => {
    const named = authDir?.trim();
    if (named) return holdsJson(path.join(absolutePath(named, home, cwd), 'creds.json'));
    const folders = [
      path.join(credentialsDir, 'whatsapp', accountId),
      ...(accountId === 'default' ? [credentialsDir] : []),
    ];
    const answers = folders.map((folder) => holdsJson(path.join(folder, 'creds.json')));
    return answers.includes(true) || (answers.includes(undefined) ? undefined : false);
  },
  matrixLoggedIn: (): boolean => hasContent(path.join(credentialsDir, 'matrix', 'credentials.json')),
});
