import type { Check } from '../audit/check.ts';
import type { Place } from '../audit/finding.ts';
import type { Severity } from '../audit/severity.ts';
import type { CodeFact, HitGroup, UnitFact } from '../code-safety/code-facts.ts';
import type { CodeUnit, Gap } from '../code-safety/code-unit.ts';
import type { HitFamily } from '../code-safety/hit.ts';

/** Lines in one finding's detail; the rest is counted. */
const MAX_LINES = 60;
const MAX_PLACES = 100;

const BOTH: readonly Severity[] = ['critical', 'warn'];
const ALL: readonly Severity[] = ['critical', 'warn', 'info'];

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

/** The first lines of a list, and how many are left. */
const bounded = (lines: readonly string[], total: number = lines.length): string => {
  const shown = lines.slice(0, MAX_LINES).map((line) => `- ${line}`);
  const left = total - shown.length;
  return [...shown, ...(left > 0 ? [`and ${left} more`] : [])].join('\n');
};

const worst = (group: HitGroup): Severity => group.hits[0]?.severity ?? 'warn';

const hitLines = (group: HitGroup): string =>
  bounded(
    group.hits.map(({ rule, meaning, shown, line }) => `[${rule}] ${meaning} (${shown}:${line})`),
    group.total,
  );

const hitPlaces = (group: HitGroup): Place[] =>
  group.hits.slice(0, MAX_PLACES).map(({ path, line }) => ({ file: path, line }));

/** "Plugin "x"": how every title and detail begins. */
const named = ({ kind, name }: CodeUnit): string => `${kind.charAt(0).toUpperCase()}${kind.slice(1)} "${name}"`;

const about = ({ unit }: UnitFact): string =>
  `${named(unit)} (${unit.source}, ${unit.root}${unit.linkTarget === undefined ? '' : `, a link to ${unit.linkTarget}`})`;

const ANSWERS: ReadonlySet<Gap['reason']> = new Set(['special', 'vanished', 'interrupted']);
const BUDGETS: ReadonlySet<Gap['reason']> = new Set(['out-of-budget', 'too-large']);
const failures = (fact: UnitFact): Gap[] =>
  fact.gaps.filter(({ reason }) => !ANSWERS.has(reason) && !BUDGETS.has(reason));
const budgets = (fact: UnitFact): Gap[] => fact.gaps.filter(({ reason }) => BUDGETS.has(reason));
const gapLines = (gaps: readonly Gap[]): string => bounded(gaps.map(({ shown, message }) => `${shown}: ${message}`));

/** A row that judges one unit of a kind. */
type UnitCheck = Omit<Check<UnitFact>, 'when'> & { readonly when: (fact: UnitFact) => boolean };

const forUnits = (kind: CodeUnit['kind'], { when, ...row }: UnitCheck): Check<CodeFact> =>
  ({
    ...row,
    when: (fact: CodeFact) => fact.type === 'unit' && fact.unit.kind === kind && when(fact),
  }) as Check<CodeFact>;

/** The finding for the hits of one family. */
const hitCheck = (
  family: HitFamily,
  texts: Pick<UnitCheck, 'id' | 'severities' | 'remediation' | 'docs'> & {
    readonly says: (fact: UnitFact) => string;
    readonly detail: string;
  },
): UnitCheck => ({
  id: texts.id,
  severity: (fact) => worst(fact.groups[family]),
  severities: texts.severities ?? BOTH,
  title: (fact) => `${named(fact.unit)} ${texts.says(fact)}`,
  detail: (fact) =>
    `${about(fact)}: ${plural(fact.groups[family].total, 'place')} in ${plural(fact.scanned, 'scanned file')}. ${texts.detail}\n${hitLines(fact.groups[family])}`,
  ...(texts.remediation === undefined ? {} : { remediation: texts.remediation }),
  places: (fact) => hitPlaces(fact.groups[family]),
  docs: texts.docs,
  when: (fact) => fact.groups[family].total > 0,
});

const REVIEW: Readonly<Record<CodeUnit['kind'], string>> = {
  plugin:
    'Read the places above. If you cannot tell why the plugin needs them, remove it: delete its folder and its entries under `plugins` in the config, then restart the gateway.',
  hook: 'Read the places above. If you cannot tell why the hook needs them, delete it, and its entry under `hooks` in the config, then restart the gateway.',
  skill:
    'Read the places above. If you cannot tell why the skill needs them, delete its folder; agents lose it with their next session.',
};

/** With whose rights the code of a unit runs. */
const RUNS: Readonly<Record<CodeUnit['kind'], string>> = {
  plugin: 'A plugin runs inside the gateway, with every right and secret the gateway has',
  hook: 'A hook runs inside the gateway, with every right and secret the gateway has',
  skill: 'An agent runs the files of a skill with the rights of its tools',
};

const PLACES: Readonly<Record<CodeUnit['kind'], string>> = {
  plugin: 'extensions/demo/index.js',
  hook: 'hooks/demo/handler.js',
  skill: 'skills/demo/run.js',
};

/** The rows that all kinds share; ids begin with `plugins.`, `skills.` or `hooks.`. */
const sharedChecks = (kind: CodeUnit['kind']): Check<CodeFact>[] => {
  const prefix = `${kind}s.code_safety`;
  const runs = RUNS[kind];
  const rows: UnitCheck[] = [
    hitCheck('text', {
      id: prefix,
      says: (fact) =>
        worst(fact.groups.text) === 'critical'
          ? 'has code that can take over this host'
          : 'has code that deserves a look',
      detail: 'Critical ones first:',
      remediation: REVIEW[kind],
      docs: {
        summary: `The JavaScript of a ${kind} starts programs, runs text as code, mines, or can send secrets away`,
        why: `${runs}. Such code may be honest, but it is also what a malicious ${kind} needs.`,
        triggers:
          'A line with exec, spawn or execFile (and their Sync forms) in a file that names child_process; eval( or new Function(; the name of a miner or a mining pool; process.env in a file that can also use the network (critical). readFile in such a file; a WebSocket on a port other than 80, 443, 3000, 8080, 8443; six or more hexadecimal escapes in a row; a base64 text of 200 characters or more that is decoded (warn). Comments count.',
        mend: REVIEW[kind],
        example: `echo "eval(code)" > ~/.openclaw/${PLACES[kind]}`,
      },
    }),
    hitCheck('syntax', {
      id: `${prefix}.evasion`,
      severities: ALL,
      says: (fact) =>
        worst(fact.groups.syntax) === 'critical'
          ? 'does dangerous things that a search of its text does not show'
          : 'does things that a search of its text does not show',
      detail: 'Found by following names, strings and modules through the code:',
      remediation: `${REVIEW[kind]} Where a name was hidden on purpose, do not look for an excuse: remove it.`,
      docs: {
        summary: `Parsing a ${kind} shows calls that a search of its text misses`,
        why: `${runs}. Renaming a function, building its name from pieces or reaching it through another object is how malicious code gets past a search.`,
        triggers:
          'child_process, eval, Function, vm or a module loader reached under another name, through a constructor, a computed property or a decoded string; code imported from a data: or network address; the environment, or a file that holds credentials, that flows into a network call; invisible characters. In node_modules only what has no honest use there.',
        mend: REVIEW[kind],
        example: "globalThis['ev' + 'al'](code)",
      },
    }),
    hitCheck('script', {
      id: `${prefix}.scripts`,
      severities: ALL,
      says: (fact) =>
        worst(fact.groups.script) === 'critical'
          ? 'has a script that can take over this host'
          : 'has code that is not JavaScript and deserves a look',
      detail: 'Shell, Python and other scripts, install steps and compiled files:',
      remediation: REVIEW[kind],
      docs: {
        summary: `Scripts, install steps or compiled files of a ${kind} are dangerous or cannot be read`,
        why: `${runs}. A script runs what it downloads as easily as JavaScript does, and compiled code hides what it does.`,
        triggers:
          'Files with a script ending or a #! line, install steps of package.json: a download that is run at once, a decoded command, a reverse shell, credentials or the environment sent away, a home or disk deleted, a miner, start-up entries; in Python also eval and exec, shell=True and marshalled code. Compiled files (.node, .so, .dll, .exe, programs by their first bytes) are a warning, WebAssembly is information.',
        mend: REVIEW[kind],
      },
    }),
    hitCheck('instruction', {
      id: `${prefix}.instructions`,
      says: (fact) =>
        worst(fact.groups.instruction) === 'critical'
          ? 'tells the agent to do dangerous things'
          : 'has instructions that deserve a look',
      detail: 'In SKILL.md and other documents that an agent follows:',
      remediation:
        'Read the lines above as if you were to carry them out yourself. Delete the skill if one of them is not for your good, and change the credentials it asks for if an agent has already followed it.',
      docs: {
        summary: 'A document that agents follow runs downloads, asks for credentials, or hides text',
        why: 'SKILL.md is a program in plain language: an agent does what it says, with the rights of its tools. Most malicious skills carry no code at all.',
        triggers:
          'Commands that run a download at once (critical without TLS, from a bare address or an anonymous page), decoded commands, reverse shells; instructions to read or send credentials, to ignore earlier instructions or to keep the user in the dark; archives with a password; invisible characters; base64 texts of 200 characters or more. Checked in all Markdown of a skill and in every SKILL.md of a plugin.',
        mend: 'Delete the skill, or the line.',
      },
    }),
    {
      id: `${prefix}.budget`,
      severity: 'warn',
      title: (fact) => `Part of ${named(fact.unit)} was too large to be judged`,
      detail: (fact) =>
        `${about(fact)}: a limit was reached, so what follows was judged in part or not at all.\n${gapLines(budgets(fact))}`,
      remediation: `Look at these places yourself, or remove what a ${kind} does not need (build caches, bundled data).`,
      docs: {
        summary: `A ${kind} is larger than the limits of the code scan`,
        why: 'Malicious code can hide behind sheer size. What was not looked at is not known to be safe.',
        triggers:
          'More than 20,000 files or folders, folders deeper than 40, a file over 16 MiB (its start is judged), JavaScript over 4 MiB or too dense to parse (judged as text), a link to a folder that holds the unit itself.',
        mend: `Remove what the ${kind} does not need, or review it by hand.`,
      },
      when: (fact) => budgets(fact).length > 0,
    },
    {
      id: `${prefix}.links`,
      severity: 'info',
      title: (fact) => `${named(fact.unit)} is reached through links`,
      detail: (fact) =>
        `${about(fact)}: code behind these links counts as part of it and was scanned where that is said. Whoever can write there can change it.\n${bounded(linkLines(fact))}`,
      docs: {
        summary: `The folder of a ${kind} is a link, or holds links that lead out of it`,
        why: 'Code behind a link lies outside the folders that OpenClaw and its permissions protect, and can be changed there.',
        triggers: `The ${kind} itself is a link, or a link inside it leads outside.`,
        mend: 'Replace the link by a copy unless you develop there.',
      },
      when: (fact) => linkLines(fact).length > 0,
    },
    {
      id: `${prefix}.unparsed`,
      severity: 'info',
      title: (fact) => `${named(fact.unit)} has JavaScript files that are not valid JavaScript`,
      detail: (fact) =>
        `${about(fact)}: these files were searched as text but could not be parsed.\n${bounded(fact.invalid)}`,
      docs: {
        summary: `JavaScript files of a ${kind} cannot be parsed`,
        why: 'A file that does not parse does not run as it is, but it may be a template, or be repaired before it is loaded.',
        triggers: 'A file with a JavaScript or TypeScript ending that is neither.',
        mend: 'Look at the file; delete it if it is not needed.',
      },
      when: (fact) => fact.invalid.length > 0,
    },
  ];
  return [scanFailed(kind), ...rows.map((row) => forUnits(kind, row))];
};

const linkLines = (fact: UnitFact): string[] => [
  ...(fact.unit.linkTarget === undefined ? [] : [`${fact.unit.root} leads to ${fact.unit.linkTarget} (scanned)`]),
  ...fact.linksOut.map(
    ({ shown, target, followed }) => `${shown} leads to ${target} (${followed ? 'scanned' : 'not followed'})`,
  ),
];

const scanFailed = (kind: CodeUnit['kind']): Check<CodeFact> => ({
  id: `${kind}s.code_safety.scan_failed`,
  severity: 'warn',
  title: (fact) => {
    if (fact.type === 'unit') return `Part of ${named(fact.unit)} could not be read`;
    return `A folder of ${kind}s could not be listed`;
  },
  detail: (fact) => {
    if (fact.type === 'unit')
      return `${about(fact)}: nothing is known of these entries; the rest was scanned.\n${gapLines(failures(fact))}`;
    return fact.type === 'closed-folder'
      ? `${fact.folder.path}: ${fact.folder.code}. No ${kind} in it was looked at.`
      : '';
  },
  remediation: `Find out who closed it and why, then run the audit again as a user who may read it. Remove links that lead in a circle.`,
  places: (fact) => {
    if (fact.type === 'closed-folder') return [{ file: fact.folder.path }];
    return fact.type === 'unit'
      ? failures(fact)
          .slice(0, MAX_PLACES)
          .map(({ shown }) => ({ file: `${fact.unit.root}/${shown}` }))
      : [];
  },
  docs: {
    summary: `Code of a ${kind} could not be read`,
    why: 'What cannot be read cannot be judged, and a folder may be closed for just that reason. The gateway may be able to read it.',
    triggers:
      'A folder or file that cannot be opened, a link that leads in a circle, a file whose scan ended its thread.',
    mend: 'Make it readable for the audit, or remove it.',
  },
  when: (fact) =>
    fact.type === 'closed-folder'
      ? fact.folder.kind === kind
      : fact.type === 'unit' && fact.unit.kind === kind && failures(fact).length > 0,
});

const entryPath: Check<CodeFact> = {
  id: 'plugins.code_safety.entry_path',
  severity: 'warn',
  title: (fact) => (fact.type === 'hidden-entry' ? `${named(fact.unit)} starts from a place nobody looks at` : ''),
  detail: (fact) =>
    fact.type === 'hidden-entry'
      ? `package.json of ${named(fact.unit)} (${fact.unit.root}) names "${fact.entry}" as an entry: it is hidden or lies in node_modules, where reviews and scanners seldom look. It was scanned.`
      : '',
  remediation:
    'Ask the author why, or install a version whose entry is an ordinary file. Remove the plugin if there is no good answer.',
  places: (fact) => (fact.type === 'hidden-entry' ? [{ file: `${fact.unit.root}/package.json` }] : []),
  docs: {
    summary: 'An entry of a plugin is hidden or lies in node_modules',
    why: 'The entry is the code that the gateway loads first. Honest plugins have no reason to hide it.',
    triggers: 'An item of openclaw.extensions in package.json with a step that begins with a dot or is node_modules.',
    mend: 'Remove the plugin, or install a version with an ordinary entry.',
    example: '{"openclaw": {"extensions": ["./.build/index.js"]}}',
  },
  when: (fact) => fact.type === 'hidden-entry',
};

const entryEscape: UnitCheck = {
  id: 'plugins.code_safety.entry_escape',
  severity: 'critical',
  title: (fact) => `${named(fact.unit)} loads code from outside its folder`,
  detail: (fact) =>
    `package.json of ${about(fact)} names entries that lead out of the plugin. They were not scanned: they belong to something else.\n${bounded(
      (fact.manifest?.escapes ?? []).map(
        ({ entry, through }) => `${entry}${through === 'link' ? ' (through a link)' : ''}`,
      ),
    )}`,
  remediation: 'Remove the plugin. No plugin needs to start from a file that it did not bring.',
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

const brokenManifest: UnitCheck = {
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

/** In the original's order (spec: checks 3): what failed, entries, code; plugins, then skills, then hooks. */
export const codeSafetyChecks: readonly Check<CodeFact>[] = [
  entryPath,
  forUnits('plugin', entryEscape),
  forUnits('plugin', brokenManifest),
  ...sharedChecks('plugin'),
  ...sharedChecks('skill'),
  ...sharedChecks('hook'),
];
