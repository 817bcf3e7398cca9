import type { Check } from '../../audit/check.ts';
import type { Severity } from '../../audit/severity.ts';
import type { UnitFact } from '../../code-safety/code-facts.ts';
import type { CodeUnit } from '../../code-safety/code-unit.ts';
import { hitRow, worst } from './hit-row.ts';
import { EXAMPLE_FILES, idOf, REVIEW, RUNS } from './kind-texts.ts';

type Kind = CodeUnit['kind'];

const ALL: readonly Severity[] = ['critical', 'warn', 'info'];

const codeRow = (kind: Kind): Check<UnitFact> =>
  hitRow('text', {
    id: idOf(kind),
    says: (fact) =>
      worst(fact.groups.text) === 'critical'
        ? 'has code that can take over this host'
        : 'has code that deserves a look',
    detail: 'Critical ones first:',
    remediation: REVIEW[kind],
    docs: {
      summary: `The JavaScript of a ${kind} starts programs, runs text as code, mines, or can send secrets away`,
      why: `${RUNS[kind]}. Such code may be honest, but it is also what a malicious ${kind} needs.`,
      triggers:
        'A line with exec, spawn or execFile (and their Sync forms) in a file that names child_process; eval( or new Function(; the name of a miner or a mining pool; process.env in a file that can also use the network (critical). readFile in such a file; a WebSocket on a port other than 80, 443, 3000, 8080, 8443; six or more hexadecimal escapes in a row; a base64 text of 200 characters or more that is decoded (warn). Comments count.',
      mend: REVIEW[kind],
      example: `echo "eval(code)" > ~/.openclaw/${EXAMPLE_FILES[kind]}`,
    },
  });

const evasionRow = (kind: Kind): Check<UnitFact> =>
  hitRow('syntax', {
    id: `${idOf(kind)}.evasion`,
    severities: ALL,
    says: (fact) =>
      worst(fact.groups.syntax) === 'critical'
        ? 'does dangerous things that a search of its text does not show'
        : 'does things that a search of its text does not show',
    detail: 'Found by following names, strings and modules through the code:',
    remediation: `${REVIEW[kind]} Where a name was hidden on purpose, do not look for an excuse: remove it.`,
    docs: {
      summary: `Parsing a ${kind} shows calls that a search of its text misses`,
      why: `${RUNS[kind]}. Renaming a function, building its name from pieces or reaching it through another object is how malicious code gets past a search.`,
      triggers:
        'child_process, eval, Function, vm or a module loader reached under another name, through a constructor, a computed property or a decoded string; code imported from a data: or network address; the environment, or a file that holds credentials, that flows into a network call; invisible characters. In node_modules only what has no honest use there.',
      mend: REVIEW[kind],
      example: "globalThis['ev' + 'al'](code)",
    },
  });

const scriptsRow = (kind: Kind): Check<UnitFact> =>
  hitRow('script', {
    id: `${idOf(kind)}.scripts`,
    severities: ALL,
    says: (fact) =>
      worst(fact.groups.script) === 'critical'
        ? 'has a script that can take over this host'
        : 'has code that is not JavaScript and deserves a look',
    detail: 'Shell, Python and other scripts, install steps and compiled files:',
    remediation: REVIEW[kind],
    docs: {
      summary: `Scripts, install steps or compiled files of a ${kind} are dangerous or cannot be read`,
      why: `${RUNS[kind]}. A script runs what it downloads as easily as JavaScript does, and compiled code hides what it does.`,
      triggers:
        'Files with a script ending or a #! line, install steps of package.json: a download that is run at once, a decoded command, a reverse shell, credentials or the environment sent away, a home or disk deleted, a miner, start-up entries; in Python also eval and exec, shell=True and marshalled code. Compiled files (.node, .so, .dll, .exe, programs by their first bytes) are a warning, WebAssembly is information.',
      mend: REVIEW[kind],
    },
  });

const instructionsRow = (kind: Kind): Check<UnitFact> =>
  hitRow('instruction', {
    id: `${idOf(kind)}.instructions`,
    says: (fact) =>
      worst(fact.groups.instruction) === 'critical'
        ? 'tells the agent to do dangerous things'
        : 'has instructions that deserve a look',
    detail: 'In SKILL.md and other documents that an agent follows:',
    remediation:
      'Read the lines above as if you were to carry them out yourself. Switch the skill off and delete it if one of them is not for your good, and change the credentials it asks for if an agent has already followed it.',
    docs: {
      summary: 'A document that agents follow runs downloads, asks for credentials, or hides text',
      why: 'SKILL.md is a program in plain language: an agent does what it says, with the rights of its tools. Most malicious skills carry no code at all.',
      triggers:
        'Commands that run a download at once (critical without TLS, from a bare address or an anonymous page), decoded commands, reverse shells; instructions to read or send credentials, to ignore earlier instructions or to keep the user in the dark; archives with a password; invisible characters; base64 texts of 200 characters or more. Checked in all Markdown of a skill and in every SKILL.md of a plugin.',
      mend: 'Delete the skill, or the line.',
    },
  });

/** The rows for what was found in the code of a unit, one for each family of rules. */
export const hitRows = (kind: Kind): Check<UnitFact>[] => [
  codeRow(kind),
  evasionRow(kind),
  scriptsRow(kind),
  instructionsRow(kind),
];
