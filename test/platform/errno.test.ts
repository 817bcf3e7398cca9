import { readFileSync } from 'node:fs';
import test from 'ava';
import { assertSystemError, errnoOf } from '../../src/platform/errno.ts';

/** What a call throws; undefined when it throws nothing. */
const thrownBy = (call: () => unknown): { readonly error: unknown } | undefined => {
  try {
    call();
    return undefined;
  } catch (error) {
    return { error };
  }
};

test('an error of the operating system has a name, and may be passed over', (t) => {
  const thrown = thrownBy(() => readFileSync('/no/such/file'));
  t.is(errnoOf(thrown?.error), 'ENOENT');
  t.notThrows(() => assertSystemError(thrown?.error));
});

for (const bug of [new TypeError('x is not a function'), Object.assign(new Error('x'), { code: 3 }), undefined, null]) {
  test(`a bug of ours is thrown on: ${bug}`, (t) => {
    t.is(thrownBy(() => errnoOf(bug))?.error, bug);
    t.deepEqual(
      thrownBy(() => assertSystemError(bug)),
      { error: bug },
    );
  });
}
