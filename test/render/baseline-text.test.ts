import test from 'ava';
import { growthText } from '../../src/render/baseline-text.ts';
import { FORMATS, type Format } from '../../src/render/outputs.ts';
import { rendererFor } from '../../src/render/renderers.ts';
import { sampleReport } from './sample-report.ts';

const report = sampleReport();
const grown = { checkId: 'fs.transcripts.perms_readable', title: 'Session transcripts', from: 10, to: 40_000 };
const compared = {
  ...report,
  baseline: { ts: 0, unchanged: 3, new: report.findings.slice(1, 2), grown: [grown], gone: [] },
};

const FOR_PEOPLE: readonly Format[] = ['text', 'markdown', 'html'];

test('numbers that can be read', (t) => {
  t.is(growthText(grown), '10 → 40,000');
});

for (const format of FORMATS.filter((each) => FOR_PEOPLE.includes(each))) {
  test(`${format} says what has grown, and that it is one of the new`, async (t) => {
    const text = [...(await rendererFor(format))(compared, {})].join('');
    t.true(text.includes('1 new (1 of them grown), 3 unchanged (not shown), 0 gone'));
    t.regex(text, /[Gg]rown.*fs\.transcripts\.perms_readable.*10 → 40,000/s);
  });
}
