import assert from 'node:assert/strict';
import { test } from 'node:test';

import { shrinkCss, shrinkHtml } from '../../.config/gabarits.ts';

test('CSS loses its layout and keeps its meaning', () => {
  assert.equal(
    shrinkCss(`
      /* why */
      a :hover > b, .c {
        margin: calc(1em + 2px) 0;
        content: ', /* x */ ';
      }
    `),
    " a :hover > b,.c{margin:calc(1em + 2px) 0;content:', /* x */ ';}",
  );
});

test('HTML keeps one space where there was a line end', () => {
  assert.equal(shrinkHtml('<p>\n    a  b\n  </p>\n  <i>'), '<p> a  b </p> <i>');
});
