import type { CallRule } from './sinks.ts';
import type { Source } from './sources.ts';

/** What a place in a program does: the rule it falls under, how bad that is, and what it means. */
export type Behaviour = Pick<CallRule, 'id' | 'severity' | 'meaning' | 'strong'>;

/** Behaviours that no table of paths can tell. */
export const REMOTE_IMPORT: Behaviour = {
  id: 'dynamic-code-execution',
  severity: 'critical',
  meaning: 'imports code from a data: or network address',
  strong: true,
};
/** `require(atob('…'))`, `import(decode(list))`: nobody hides a name that may be seen. */
export const HIDDEN_MODULE: Behaviour = {
  id: 'hidden-module',
  severity: 'critical',
  meaning: 'decodes the name of the module it loads',
  strong: true,
};
/** 200 characters and more, as the original's rule for text has it (spec: checks 6.2), put together or named elsewhere. */
export const LARGE_BASE64: Behaviour = {
  id: 'obfuscated-code',
  severity: 'warn',
  meaning: 'decodes a large base64 text',
};
/** `run(require('child_process'))`: what the other code does with it cannot be told. */
export const HANDED_ON: Behaviour = {
  id: 'dangerous-exec',
  severity: 'warn',
  meaning: 'hands the program starter on to other code',
};
/** Both in one file, with no flow from one to the other that could be followed. */
export const READS_AND_SENDS: Behaviour = {
  id: 'potential-exfiltration',
  severity: 'info',
  meaning: 'reads a file or the whole environment, and can use the network',
};
/** As the original's rule for text (spec: checks 6.2), where the address is put together. */
export const ODD_PORT: Behaviour = {
  id: 'suspicious-network',
  severity: 'warn',
  meaning: 'opens a WebSocket on an unusual port',
};
/** `export * from 'child_process'`: who imports this file starts programs without its name in sight. */
export const REEXPORT: Behaviour = {
  id: 'dangerous-exec',
  severity: 'critical',
  meaning: 'hands the program starter on under its own name',
};
/** Where nothing in the file sends it; where something does, it is told as SENT. */
export const READ_CREDENTIALS: Behaviour = {
  id: 'credential-theft',
  severity: 'warn',
  meaning: 'reads a file that holds credentials',
};
/** Something that leaves through the network. */
export const SENT: Readonly<Record<Source, Behaviour>> = {
  environment: {
    id: 'env-harvesting',
    severity: 'critical',
    meaning: 'sends the whole environment away',
    strong: true,
  },
  'secret-variable': { id: 'env-harvesting', severity: 'warn', meaning: 'sends a secret environment variable away' },
  file: { id: 'potential-exfiltration', severity: 'warn', meaning: 'sends the content of a file away' },
  'credential-file': {
    id: 'credential-theft',
    severity: 'critical',
    meaning: 'sends a file that holds credentials away',
    strong: true,
  },
};
/** A file that is run, or asked, whenever someone logs in. */
export const PERSISTS: Behaviour = {
  id: 'persistence',
  severity: 'warn',
  meaning: 'writes a file that decides what runs, or who gets in, at the next login',
};
/** The file system, or all that is someone's. */
export const WIPES: Behaviour = {
  id: 'destructive-command',
  severity: 'critical',
  meaning: 'deletes a whole home or file system',
};
/** `session.post('Runtime.evaluate', …)`. */
export const RUNS_BY_DEBUGGER: Behaviour = {
  id: 'dynamic-code-execution',
  severity: 'critical',
  meaning: 'runs text as code through the debugger',
  strong: true,
};
/** `new Worker(text, { eval: true })`. */
export const RUNS_IN_THREAD: Behaviour = {
  id: 'dynamic-code-execution',
  severity: 'critical',
  meaning: 'runs text as code in a thread',
};
