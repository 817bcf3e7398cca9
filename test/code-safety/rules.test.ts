import test from 'ava';
import { INSTRUCTION_RULES } from '../../src/code-safety/instruction-rules.ts';
import { matchRules, type TextRule } from '../../src/code-safety/match-rules.ts';
import { OBFUSCATION_RULES } from '../../src/code-safety/obfuscation-rules.ts';
import { SCRIPT_RULES } from '../../src/code-safety/script-rules.ts';
import { TEXT_RULES } from '../../src/code-safety/text-rules.ts';
import { UNICODE_RULES } from '../../src/code-safety/unicode-rules.ts';

const tables: Record<string, readonly TextRule[]> = {
  text: TEXT_RULES,
  unicode: UNICODE_RULES,
  obfuscation: OBFUSCATION_RULES,
  instruction: INSTRUCTION_RULES,
  ...(SCRIPT_RULES as Record<string, readonly TextRule[]>),
};

for (const [table, rules] of Object.entries(tables)) {
  for (const [index, rule] of rules.entries()) {
    test(`${table} rule ${index}, ${rule.id}: its own examples`, (t) => {
      t.true(rule.mustMatch.length > 0);
      t.true(rule.mustNotMatch.length > 0);
      t.true(rule.pattern.global);
      for (const example of rule.mustMatch)
        t.not(matchRules(example, [rule], 'text').hits.length, 0, `should match: ${example}`);
      for (const example of rule.mustNotMatch)
        t.deepEqual(matchRules(example, [rule], 'text').hits, [], `should not match: ${example}`);
    });
  }
}

test('every occurrence is a hit, with its line; what is not listed is counted', (t) => {
  const line = `ev${'al('}1);\n`;
  const { hits, unlisted } = matchRules(line.repeat(60), TEXT_RULES, 'text');
  t.is(hits.length, 50);
  t.is(hits[49]?.line, 50);
  t.deepEqual(unlisted, { 'dynamic-code-execution': 10 });
});

test('patterns take time in proportion to the text', (t) => {
  // Half a megabyte that begin many matches and end none of them. A quadratic pattern would not come back.
  const rules = new Set(Object.values(tables).flat());
  const hard = [
    ' '.repeat(3e5),
    'curl '.repeat(6e4),
    'a/'.repeat(1.5e5),
    '\\x41'.repeat(5) + 'x'.repeat(3e5),
    'send api key '.repeat(3e4),
    'cat .ssh/'.repeat(3e4),
    '_0x4a21 '.repeat(3e4),
    'curl | '.repeat(6e4),
    'tar ~/.aws '.repeat(3e4),
    'wget -O a '.repeat(3e4),
    'put it '.repeat(6e4),
    'rm -'.repeat(6e4),
    '>>'.repeat(6e4),
    `xattr -d ${'co'.repeat(6e4)}`,
    'os.dup2(s '.repeat(6e4),
    'x ~/.ssh/id_rsa '.repeat(6e4),
    'glot.io/'.repeat(6e4),
    '\u2066'.repeat(3e5),
  ];
  for (const text of hard) t.truthy(matchRules(text, [...rules], 'text'));
});
