import type { TextRule } from './match-rules.ts';

/** Text that can send something away, as the original tells it (spec: checks 6.2). */
const NETWORK = /\bfetch\b|\bpost\b|http\.request/i;

/** Ports a WebSocket may use without a word. */
export const COMMON_PORTS: ReadonlySet<number> = new Set([80, 443, 8080, 8443, 3000]);

// Examples are put together here so that no scanner takes this table for what it looks for.
const CALL = '(';
const HEX_SIX = '\\x41'.repeat(6);
const HEX_FIVE = '\\x41'.repeat(5);

/**
 * The original's rules for JavaScript (spec: checks 6.2), every occurrence. Their ids, severities and reach are facts to
 * keep: comments count, and so does a member of any name. What a parser sees beyond them is in syntax/.
 */
export const TEXT_RULES: readonly TextRule[] = [
  {
    id: 'dangerous-exec',
    severity: 'critical',
    meaning: 'starts a program',
    pattern: /\b(?:exec|execSync|spawn|spawnSync|execFile|execFileSync)[^\S\n]*\(/g,
    context: /child_process/,
    mustMatch: [
      `import { exec } from 'node:child_process';\nexec${CALL}'ls');`,
      `const cp = require('child_process');\ncp.spawn ${CALL}'a');`,
      `// child_process\nconst m = /a/.exec${CALL}'b');`,
    ],
    mustNotMatch: [`/x/.exec${CALL}'ls');`, `// child_process\nexecute${CALL}1); myexec${CALL}2); exec\n${CALL}3);`],
  },
  {
    id: 'dynamic-code-execution',
    severity: 'critical',
    meaning: 'runs text as code',
    pattern: /\beval[^\S\n]*\(|\bnew[^\S\n]+Function[^\S\n]*\(/g,
    mustMatch: [`eval${CALL}'1')`, `x.eval ${CALL}y)`, `new  Function${CALL}'return 1')()`],
    mustNotMatch: [`medieval${CALL}x)`, `evaluate${CALL}x)`, `new Functional${CALL}x)`, `eval\n${CALL}x)`],
  },
  {
    id: 'crypto-mining',
    severity: 'critical',
    meaning: 'names a mining pool or a miner',
    pattern: /stratum\+(?:tcp|ssl)|coinhive|cryptonight|xmrig/gi,
    strong: true,
    mustMatch: ["const u = 'stratum+tcp://pool.example:3333';", 'CoinHive', 'XMRig 6'],
    mustNotMatch: ['stratum tcp', 'coin hive', 'cryptography'],
  },
  {
    id: 'suspicious-network',
    severity: 'warn',
    meaning: 'opens a WebSocket on an unusual port',
    pattern: /\bnew[^\S\n]+WebSocket[^\S\n]*\([^\S\n]*["']wss?:\/\/[^"'\n]*:(\d+)/g,
    accept: (match) => !COMMON_PORTS.has(Number(match[1])),
    mustMatch: [`new WebSocket${CALL}'ws://h:4444/')`, `new WebSocket ${CALL} "wss://[::1]:9999/x")`],
    mustNotMatch: [
      `new WebSocket${CALL}'wss://h:8443/')`,
      `new WebSocket${CALL}'wss://h/x')`,
      `new WebSocket${CALL}url)`,
    ],
  },
  {
    id: 'potential-exfiltration',
    severity: 'warn',
    meaning: 'reads a file and can send it away',
    pattern: /readFile/g,
    context: NETWORK,
    mustMatch: ["fs.readFileSync('x'); fetch('https://h')", "// blog post\nfs.readFile('x')"],
    mustNotMatch: ["fs.readFileSync('x')", "fs.readFileSync('x'); prefetch(); https_request()"],
  },
  {
    id: 'obfuscated-code',
    severity: 'warn',
    meaning: 'spells text as hexadecimal escapes',
    pattern: /(?:\\x[0-9a-fA-F]{2}){6,}/g,
    mustMatch: [`const s = '${HEX_SIX}';`],
    mustNotMatch: [`const s = '${HEX_FIVE}';`],
  },
  {
    id: 'obfuscated-code',
    severity: 'warn',
    meaning: 'decodes a large base64 text',
    pattern: /(?:\batob|\bBuffer\.from)\s*\(\s*["'][A-Za-z0-9+/=]{200,}["']/g,
    mustMatch: [`atob${CALL}"${'QUJD'.repeat(50)}")`, `Buffer.from${CALL}\n  '${'A'.repeat(200)}',\n  'base64',\n)`],
    mustNotMatch: [`atob${CALL}"${'A'.repeat(199)}")`, `const s = '${'A'.repeat(400)}';`],
  },
  {
    id: 'env-harvesting',
    severity: 'critical',
    meaning: 'reads environment variables and can send them away',
    pattern: /process\.env/g,
    context: NETWORK,
    mustMatch: ["const k = process.env.X; fetch('https://h')", 'process.env; // post'],
    mustNotMatch: ['const k = process.env.X;', "const k = process['env'].X; fetch('https://h')"],
  },
];
