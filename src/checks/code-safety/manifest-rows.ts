import type { Check } from '../../audit/check.ts';
import type { CodeFact, UnitFact } from '../../code-safety/code-facts.ts';
import { rowFor } from '../row-for.ts';
import { disableCommand } from './disable-command.ts';
import { type HiddenEntry, isHiddenEntry, isUnitOf } from './fact-kinds.ts';
import { about, bounded, named } from './wording.ts';

const hiddenEntry: Check<HiddenEntry> = {
  id: 'plugins.code_safety.entry_path',
  severity: 'warn',
  title: ({ unit }) => `${named(unit)} starts from a place nobody looks at`,
  detail: ({ unit, entry }) =>
    `${named(unit)} (${unit.root}): package.json names "${entry}" as an entry: it is hidden or lies in node_modules, where reviews and scanners seldom look. It was scanned.`,
  remediation:
    'Ask the author why, or install a version whose entry is an ordinary file. Remove the plugin if there is no good answer.',
  command: ({ unit }) => disableCommand(unit),
  places: ({ unit }) => [{ file: `${unit.root}/package.json` }],
  docs: {
    summary: 'An entry of a plugin is hidden or lies in node_modules',
    why: 'The entry is the code that the gateway loads first. Honest plugins have no reason to hide it.',
    triggers: 'An item of openclaw.extensions in package.json with a step that begins with a dot or is node_modules.',
    mend: 'Remove the plugin, or install a version with an ordinary entry.',
    example: '{"openclaw": {"extensions": ["./.build/index.js"]}}',
  },
  when: () => true,
};

const entryEscape: Check<UnitFact> = {
  id: 'plugins.code_safety.entry_escape',
  severity: 'critical',
  title: (fact) => `${named(fact.unit)} loads code from outside its folder`,
  detail: (fact) =>
    `${about(fact)}: package.json names entries that lead out of the plugin. The gateway would run them; they were not scanned, as they belong to something else.\n${bounded(
      (fact.manifest?.escapes ?? []).map(
        ({ entry, through }) => `${entry}${through === 'link' ? ' (through a link)' : ''}`,
      ),
    )}`,
  remediation: 'Remove the plugin. No plugin needs to start from a file that it did not bring.',
  command: ({ unit }) => disableCommand(unit),
  places: (fact) => [{ file: `${fact.unit.root}/package.json` }],
  docs: {
    summary: 'An entry of a plugin leads out of its folder',
    why: 'The gateway would run a file that was not installed with the plugin: whoever can write that file runs code in the gateway.',
    triggers:
      'An item of openclaw.extensions in package.json whose path, or whose real path behind links, lies outside the plugin.',
    mend: 'Remove the plugin.',
    example: '{"openclaw": {"extensions": ["../other/index.js"]}}',
  },
  when: (fact) => (fact.manifest?.escapes.length ?? 0) > 0,
};

const brokenManifest: Check<UnitFact> = {
  id: 'plugins.code_safety.manifest',
  severity: 'warn',
  title: (fact) => `${named(fact.unit)} has a manifest that cannot be read`,
  detail: (fact) =>
    `${about(fact)}: which files it starts from is not known.\n${bounded((fact.manifest?.faults ?? []).map(({ file, message }) => `${file}: ${message}`))}`,
  remediation: 'Install the plugin again. Remove it if the file stays broken.',
  places: (fact) => (fact.manifest?.faults ?? []).map(({ file }) => ({ file: `${fact.unit.root}/${file}` })),
  docs: {
    summary: 'package.json or openclaw.plugin.json of a plugin cannot be read',
    why: 'The manifest names the code that the gateway loads. A broken one hides entries from a review.',
    triggers: 'A manifest that is no JSON object or cannot be opened.',
    mend: 'Install the plugin again.',
  },
  when: (fact) => (fact.manifest?.faults.length ?? 0) > 0,
};

/** What the manifest of a plugin says of the code it starts from. */
export const manifestRows: readonly Check<CodeFact>[] = [
  rowFor(isHiddenEntry, hiddenEntry),
  rowFor(isUnitOf('plugin'), entryEscape),
  rowFor(isUnitOf('plugin'), brokenManifest),
];
