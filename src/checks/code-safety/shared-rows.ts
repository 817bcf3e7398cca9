import type { Check } from '../../audit/check.ts';
import type { Severity } from '../../audit/severity.ts';
import type { CodeFact, UnitFact } from '../../code-safety/code-facts.ts';
import type { CodeUnit } from '../../code-safety/code-unit.ts';
import { rowFor } from '../row-for.ts';
import { isUnitOf } from './fact-kinds.ts';
import { budgets, gapLines } from './gaps.ts';
import { hitRow, worst } from './hit-row.ts';
import { EXAMPLE_FILES, REVIEW, RUNS } from './kind-texts.ts';
import { scanFailed } from './scan-failed.ts';
import { about, bounded, named } from './wording.ts';

const ALL: readonly Severity[] = ['critical', 'warn', 'info'];

const linkLines = (fact: UnitFact): string[] => [
  ...(fact.unit.linkTarget === undefined ? [] : [`${fact.unit.root} leads to ${fact.unit.linkTarget} (scanned)`]),
  ...fact.linksOut.map(
    ({ shown, target, followed }) => `${shown} leads to ${target} (${followed ? 'scanned' : 'not followed'})`,
  ),
];

/** The rows that all kinds share; ids begin with `plugins.`, `skills.` or `hooks.`. */
export const sharedRows = (kind: CodeUnit['kind']): Check<CodeFact>[] => {
  const prefix = `${kind}s.code_safety`;
  const runs = RUNS[kind];
  const rows: Check<UnitFact>[] = [
    hitRow('text', {
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
        example: `echo "eval(code)" > ~/.openclaw/${EXAMPLE_FILES[kind]}`,
      },
    }),
    hitRow('syntax', {
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
    hitRow('script', {
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
    hitRow('instruction', {
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
  return [scanFailed(kind), ...rows.map((row) => rowFor(isUnitOf(kind), row))];
};
