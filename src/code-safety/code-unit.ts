import type { SkipReason } from '../audit/coverage.ts';
import type { FileTask } from './scan-file.ts';

/** One plugin, skill or hook: the thing a finding is about. */
export type CodeUnit = {
  readonly kind: 'plugin' | 'skill' | 'hook';
  /** Its manifest's id or front matter's name, else the name of its folder. */
  readonly name: string;
  /** Absolute path of its folder, or of its one file. */
  readonly root: string;
  readonly isFolder: boolean;
  /** Where it was found: "extensions", "plugins.load.paths", … */
  readonly source: string;
  /** Where its folder or file really is, when it was reached through a link. */
  readonly linkTarget?: string;
};

/** A folder that should hold plugins, skills or hooks and could not be listed. */
export type ClosedFolder = { readonly kind: CodeUnit['kind']; readonly path: string; readonly code: string };

/** What a search for one kind found. */
export type Units = { readonly units: readonly CodeUnit[]; readonly closed: readonly ClosedFolder[] };

/** An entry of a unit that was not looked at. */
export type Gap = {
  readonly reason: SkipReason;
  readonly shown: string;
  readonly message: string;
  readonly count: number;
};

/** A link inside a unit that leads out of it. */
export type LinkOut = { readonly shown: string; readonly target: string; readonly followed: boolean };

/** The files of a unit, and what kept others from being listed. */
export type UnitFiles = {
  readonly files: readonly FileTask[];
  readonly gaps: readonly Gap[];
  readonly linksOut: readonly LinkOut[];
};
