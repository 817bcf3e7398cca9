import { readFileSync } from 'node:fs';
import { sharedFile } from '../helpers/shared.ts';

/** One entry of a recorded home. A note stands for a tree that was not written down. */
export type FixtureEntry =
  | { readonly type: 'dir'; readonly path: string; readonly mode: string }
  | {
      readonly type: 'file';
      readonly path: string;
      readonly mode: string;
      readonly text?: string;
      readonly size?: number;
    }
  | { readonly type: 'link'; readonly path: string; readonly target: string }
  | { readonly note: string };

/** A home, and the ordered `checkId:severity` that OpenClaw found in it; null where it refused the config. */
export type Fixture = {
  readonly name: string;
  readonly mode: 'cli' | 'plugins' | 'raw';
  readonly tree: readonly FixtureEntry[];
  readonly env?: Readonly<Record<string, string>>;
  readonly stateDir?: string;
  readonly findings: readonly string[] | null;
};

/** The recorded homes; undefined where they are not at hand. */
export const readFixtures = (): Fixture[] | undefined => {
  const file = sharedFile('spec/checks-2026.2.17-fixtures.jsonl');
  return file === undefined
    ? undefined
    : readFileSync(file, 'utf8')
        .trim()
        .split('\n')
        .map((line): Fixture => JSON.parse(line));
};

/** Whether the original has a check of this id; everything else is ours alone. */
export const readOriginalIds = (): ((id: string) => boolean) => {
  const file = sharedFile('conformance/original-check-ids.json');
  const templates: string[] = file === undefined ? [] : JSON.parse(readFileSync(file, 'utf8'));
  const patterns = templates.map((template) => {
    const parts = template.split('*').map((part) => part.replaceAll('.', '\\.'));
    return new RegExp(`^${parts.join('.+')}$`);
  });
  return (id) => patterns.some((pattern) => pattern.test(id));
};
