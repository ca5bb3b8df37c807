import assert from 'node:assert/strict';
import { test } from 'node:test';

import { shrinkCss, shrinkHtml } from '../../.config/gabarits.ts';

test('CSS loses its layout and keeps its meaning', () => {
  assert.equal(
    shrinkCss(`
      /* why */
      a :hover > b, .c {
        margin: calc(1em + 2px) 0;
        padding: 0.5em 10.5em -0.5em;
        content: ', /* x */ 0.5;} ';
      }
    `),
    " a :hover > b,.c{margin:calc(1em + 2px) 0;padding:.5em 10.5em -0.5em;content:', /* x */ 0.5;} '}",
  );
});

test('HTML keeps one space where there was a line end', () => {
  assert.equal(shrinkHtml('<p>\n    a  b\n  </p>\n  <i>'), '<p> a  b </p> <i>');
  assert.equal(shrinkHtml('<p\n  class="a-b"\n  id="c"\n  >x</p\n>'), '<p class=a-b id=c>x</p>');
  assert.equal(shrinkHtml('<p class="a b" id=""><br id="x"/>'), '<p class="a b" id=""><br id="x"/>');
  assert.equal(shrinkHtml('<button>\n  a\n</button>\n'), '<button> a</button> ');
});
