import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';

const RACINE = resolve(import.meta.dirname, '../..');

interface Cas {
  chemin: string;
  code: string;
  /** The rule that must fire; null when none of ours may. */
  regle: string | null;
}

const W = 'widgets/essai-regle';

const CAS: Record<string, Cas> = {
  'a static inline style': {
    chemin: `${W}/a.ts`,
    code: 'html`<p style="color:red">a</p>`',
    regle: 'parvis(no-inline-style)',
  },
  'a bound inline style': {
    chemin: `${W}/b.ts`,
    code: 'html`<p class="x" style=${couleur}>a</p>`',
    regle: 'parvis(no-inline-style)',
  },
  'a style after a hole': {
    chemin: `${W}/b2.ts`,
    code: 'html`<p id=${x} style="a">a</p>`',
    regle: 'parvis(no-inline-style)',
  },
  'a style property': {
    chemin: `${W}/b3.ts`,
    code: 'html`<p .style=${couleur}>a</p>`',
    regle: 'parvis(no-inline-style)',
  },
  'a style attribute set by script': {
    chemin: `${W}/b4.ts`,
    code: "el.setAttribute('style', 'a')",
    regle: 'parvis(no-inline-style)',
  },
  styleMap: {
    chemin: `${W}/c.ts`,
    code: "import { styleMap } from 'lit/directives/style-map.js'; f(styleMap)",
    regle: 'parvis(no-inline-style)',
  },
  'a <style> in a template': {
    chemin: `${W}/d.ts`,
    code: 'html`<style>p{}</style>`',
    regle: 'parvis(no-inline-style)',
  },
  innerHTML: { chemin: `${W}/e.ts`, code: "el.innerHTML = '<b>'", regle: 'parvis(no-raw-html)' },
  'innerHTML in a template': {
    chemin: `${W}/e2.ts`,
    code: 'html`<p .innerHTML=${x}></p>`',
    regle: 'parvis(no-raw-html)',
  },
  insertAdjacentHTML: {
    chemin: `${W}/e3.ts`,
    code: "el.insertAdjacentHTML('beforeend', x)",
    regle: 'parvis(no-raw-html)',
  },
  unsafeHTML: {
    chemin: `${W}/f.ts`,
    code: "import { unsafeHTML as u } from 'lit/directives/unsafe-html.js'; f(u)",
    regle: 'parvis(no-raw-html)',
  },
  'a cookie': { chemin: `${W}/g.ts`, code: "document.cookie = 'a=1'", regle: 'parvis(no-cookie)' },
  'a cookie read through window': {
    chemin: `${W}/g2.ts`,
    code: 'f(window.document.cookie)',
    regle: 'parvis(no-cookie)',
  },
  eval: { chemin: `${W}/h.ts`, code: "eval('1')", regle: 'parvis(no-eval)' },
  'new Function': {
    chemin: 'server/demandes/h2.ts',
    code: "f(new Function('return 1'))",
    regle: 'parvis(no-eval)',
  },
  'a timer on a string': { chemin: `${W}/h3.ts`, code: "setTimeout('f()', 1)", regle: 'parvis(no-eval)' },
  'the z object of zod': {
    chemin: 'server/demandes/i.ts',
    code: "import { z } from 'zod'; f(z)",
    regle: 'parvis(zod-namespace)',
  },
  'zod in a widget': {
    chemin: `${W}/j.ts`,
    code: "import * as z from 'zod'; f(z)",
    regle: 'parvis(no-zod-in-widgets)',
  },
  'a schema in a widget': {
    chemin: `${W}/k.ts`,
    code: "import { Commune } from '#contract/schemas/commune.ts'; f(Commune)",
    regle: 'parvis(no-zod-in-widgets)',
  },
  'a schema loaded late in a widget': {
    chemin: `${W}/k2.ts`,
    code: "f(import('#contract/schemas/commune.ts'))",
    regle: 'parvis(no-zod-in-widgets)',
  },
  'Date.now()': { chemin: 'server/demandes/l.ts', code: 'f(Date.now())', regle: 'parvis(no-wall-clock)' },
  'new Date()': { chemin: `${W}/m.ts`, code: 'f(new Date())', regle: 'parvis(no-wall-clock)' },
  'an unknown aria attribute': {
    chemin: `${W}/n.ts`,
    code: 'html`<p aria-labeledby="x">a</p>`',
    regle: 'lit-a11y(aria-attrs)',
  },
  'an image without a text': {
    chemin: `${W}/o.ts`,
    code: 'html`<img src="a.png">`',
    regle: 'lit-a11y(alt-text)',
  },
  'a binding in a tag name': {
    chemin: `${W}/p.ts`,
    code: 'html`<${t}>a</${t}>`',
    regle: 'lit(binding-positions)',
  },
  'a closed shadow root': {
    chemin: `${W}/q.ts`,
    code: "el.attachShadow({ mode: 'closed' })",
    regle: 'wc(no-closed-shadow-root)',
  },

  'an import type of a schema': {
    chemin: `${W}/z1.ts`,
    code: "import type { Commune } from '#contract/schemas/commune.ts'; export const f = (c: Commune) => c",
    regle: null,
  },
  'a date made of a text': {
    chemin: `${W}/z2.ts`,
    code: "export const d = new Date('2026-01-02')",
    regle: null,
  },
  'the clock itself': {
    chemin: 'server/socle/horloge.ts',
    code: 'export const now = () => Date.now()',
    regle: null,
  },
  'a data-style attribute': {
    chemin: `${W}/z3.ts`,
    code: 'html`<p data-style="a" class=${c}>style = b</p>`',
    regle: null,
  },
  'a decorated element': {
    chemin: `${W}/z4.ts`,
    code: "import { LitElement, html } from 'lit';\nimport { property } from 'lit/decorators.js';\nexport class Essai extends LitElement {\n  @property() accessor nom = '';\n  protected override render() {\n    return html`<p part=\"nom\">${this.nom}</p>`;\n  }\n}",
    regle: null,
  },
  'the namespace of zod': {
    chemin: 'server/demandes/z5.ts',
    code: "import * as z from 'zod'; export const s = z.string()",
    regle: null,
  },
};

interface Diagnostic {
  code: string;
  filename: string;
}

describe('lint rules', () => {
  const dossier = mkdtempSync(join(tmpdir(), 'parvis-regles-'));
  const par = new Map<string, string[]>();

  before(() => {
    for (const { chemin, code } of Object.values(CAS)) {
      const fichier = join(dossier, chemin);
      mkdirSync(dirname(fichier), { recursive: true });
      writeFileSync(fichier, `${code};\n`);
    }
    const oxlint = join(RACINE, 'node_modules/oxlint/bin/oxlint');
    const args = ['-c', join(RACINE, '.config/oxlint.json'), '-f', 'json', dossier];
    const { stdout, stderr } = spawnSync(process.execPath, [oxlint, ...args], {
      encoding: 'utf8',
      cwd: dossier,
    });
    assert.match(stdout, /^\s*\{/, `oxlint gave no JSON: ${stdout}${stderr}`);
    for (const { code, filename } of (JSON.parse(stdout) as { diagnostics: Diagnostic[] }).diagnostics) {
      const cle = resolve(dossier, filename);
      par.set(cle, [...(par.get(cle) ?? []), code]);
    }
  });

  after(() => rmSync(dossier, { recursive: true, force: true }));

  for (const [nom, { chemin, regle }] of Object.entries(CAS)) {
    test(`${nom} is ${regle ? `refused by ${regle}` : 'allowed'}`, () => {
      const codes = par.get(join(dossier, chemin)) ?? [];
      if (regle) assert.ok(codes.includes(regle), `fired: ${codes.join(', ') || 'nothing'}`);
      else
        assert.deepEqual(
          codes.filter((code) => /^(parvis|lit|lit-a11y|wc)\(/.test(code)),
          [],
        );
    });
  }
});
