import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { AuditContext } from '../../src/audit/context.ts';
import type { Finding } from '../../src/audit/finding.ts';
import { channels } from '../../src/checks/channels/index.ts';
import { judge } from '../../src/checks/judge.ts';
import { createContext } from '../../src/context/create-context.ts';
import { type Entry, makeEntry } from './home.ts';

/** One entry of a recorded home; paths relative to it. Modes make no difference to channels. */
export type HomeEntry = {
  readonly path: string;
  readonly text?: string;
  readonly link?: string;
  readonly dir?: boolean;
};

/** What a test's home is made of: a config, files beside it, and variables. `$HOME` in either is the home's path. */
export type Home = {
  readonly config?: unknown;
  readonly files?: readonly HomeEntry[];
  readonly env?: Readonly<Record<string, string | null>>;
};

const toEntry = (entry: HomeEntry, home: string): Entry => {
  const own = (text: string) => text.replaceAll('$HOME', home);
  if (entry.dir) return { dir: true };
  return entry.link === undefined ? { text: own(entry.text ?? '') } : { link: own(entry.link) };
};

/** Builds a home in a temporary folder, hands its context on, and removes it again. */
export const withHome = async <Result>(
  home: Home,
  use: (context: AuditContext) => Promise<Result> | Result,
): Promise<Result> => {
  const root = mkdtempSync(path.join(tmpdir(), 'openclaw-channels-'));
  try {
    if (home.config !== undefined) makeEntry(path.join(root, '.openclaw/openclaw.json'), { json: home.config });
    for (const entry of home.files ?? []) makeEntry(path.join(root, entry.path), toEntry(entry, root));
    const env: Record<string, string> = { HOME: root };
    for (const [name, value] of Object.entries(home.env ?? {})) {
      if (value !== null) env[name] = value.replaceAll('$HOME', root);
    }
    return await use(createContext({ env, cwd: root, platform: 'linux' }));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
};

/** The findings of the channel checks for a home. */
export const channelFindings = (home: Home): Promise<Finding[]> =>
  withHome(home, (context) => judge(channels, context));

/** The same as `id:severity`, in order, without the leading `channels.`. */
export const channelIds = async (home: Home): Promise<string[]> =>
  (await channelFindings(home)).map(({ checkId, severity }) => `${checkId.replace(/^channels\./, '')}:${severity}`);
