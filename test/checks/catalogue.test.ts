import test from 'ava';
import { catalogue, findCheck } from '../../src/checks/catalogue.ts';

const ids = catalogue.map(({ id }) => id);

test('no id occurs twice', (t) => {
  t.deepEqual(
    ids.filter((id, at) => ids.indexOf(id) !== at),
    [],
  );
});

test('ids and their severities are permanent: a change here breaks the lists that people keep', (t) => {
  t.snapshot(catalogue.map(({ id, severities }) => `${id}: ${severities.join(', ')}`));
});

for (const { id, docs } of catalogue) {
  test(`${id} is explained`, (t) => {
    t.notRegex(docs.summary, /\.$/, 'the summary is a line, not a sentence');
    for (const text of [docs.why, docs.triggers]) t.regex(text, /\.$/);
    t.true(docs.mend.length > 0, 'sentences, or a command');
  });
}

for (const [given, found] of [
  ['gateway.bind_no_auth', 'gateway.bind_no_auth'],
  ['tools.elevated.allowFrom.telegram.wildcard', 'tools.elevated.allowFrom.<provider>.wildcard'],
  ['tools.elevated.allowFrom.a.b\n.large', 'tools.elevated.allowFrom.<provider>.large'],
  ['tools.elevated.allowFrom.<provider>.large', 'tools.elevated.allowFrom.<provider>.large'],
  ['tools.elevated.allowFrom..large', undefined],
  ['gateway.bind_no_aut', undefined],
  ['gatewayxbind_no_auth', undefined],
  ['', undefined],
] as const) {
  test(`${JSON.stringify(given)} is ${found ?? 'no check'}`, (t) => {
    t.is(findCheck(given)?.id, found);
  });
}
