import test from 'ava';
import fc from 'fast-check';
import { html, Markup } from '../../../src/render/html/markup.ts';

test('what is put in is text', (t) => {
  const hostile = '<script>alert("1")</script>&\'\u202e\n';
  t.is(
    html`<p title="${hostile}">${hostile}</p>`.text,
    '<p title="&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;\\u202e\\n">&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;\\u202e\\n</p>',
  );
});

test('markup, lists of it and nothing', (t) => {
  t.is(
    html`<ul>${[1, 2].map((n) => html`<li>${n}</li>`)}</ul>${undefined}${new Markup('<hr>')}`.text,
    '<ul><li>1</li><li>2</li></ul><hr>',
  );
});

test('no text makes markup', (t) => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      t.notRegex(html`${text}`.text, /[<>"']/);
    }),
  );
});
