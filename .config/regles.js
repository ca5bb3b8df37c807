/**
 * Parvis's own bans, as an ESLint-compatible plugin run by oxlint. Each one guards a promise made to host pages
 * (strict CSP, no storage behind the citizen's back, small chunks) or to tests (an injected clock).
 * Proved by test/outils/regles.test.ts.
 */

const GABARITS = new Set(['html', 'svg', 'mathml']);
const DANGEREUX = new Set(['unsafeHTML', 'unsafeSVG', 'unsafeMathML', 'unsafeStatic']);
const ECRITURES = new Set(['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'setHTMLUnsafe']);

const named = (noeud, nom) => noeud?.type === 'Identifier' && noeud.name === nom;

function memberName(noeud) {
  if (noeud.computed) return typeof noeud.property?.value === 'string' ? noeud.property.value : undefined;
  return noeud.property?.name;
}

/** `window`, `globalThis` and `self` may stand before a global name. */
function isGlobal(noeud, nom) {
  if (named(noeud, nom)) return true;
  return (
    noeud?.type === 'MemberExpression' &&
    memberName(noeud) === nom &&
    ['window', 'globalThis', 'self'].some((racine) => named(noeud.object, racine))
  );
}

const rule = (message, create) => ({
  meta: { type: 'problem', messages: { interdit: message }, schema: [] },
  create: (context) => create((node) => context.report({ node, messageId: 'interdit' })),
});

const noInlineStyle = rule(
  'No inline style in templates: a strict style-src refuses it. Use a class, a part or a constructable sheet.',
  (report) => ({
    TaggedTemplateExpression(noeud) {
      if (noeud.tag.type !== 'Identifier' || !GABARITS.has(noeud.tag.name)) return;
      // A hole stands for any expression: `style=${…}` and `.style=${…}` show as an attribute with the hole.
      const texte = noeud.quasi.quasis.map((morceau) => morceau.value.raw).join('\u0000');
      if (/<style[\s>]/i.test(texte) || /<[^<>]*[\s"'][.?@]?style\s*=/i.test(texte)) report(noeud);
    },
    ImportDeclaration(noeud) {
      if (/^lit(-html)?\/directives\/style-map(\.js)?$/.test(noeud.source.value)) report(noeud);
    },
    CallExpression(noeud) {
      if (named(noeud.callee, 'styleMap')) report(noeud);
      const { callee } = noeud;
      if (
        callee.type === 'MemberExpression' &&
        /^(setAttribute|toggleAttribute)$/.test(memberName(callee) ?? '') &&
        noeud.arguments[0]?.value === 'style'
      )
        report(noeud);
    },
  }),
);

const noRawHtml = rule('No HTML from strings: text stays text. Use an html`` template.', (report) => ({
  MemberExpression(noeud) {
    const nom = memberName(noeud);
    if (!ECRITURES.has(nom)) return;
    const { parent } = noeud;
    const ecrit = parent?.type === 'AssignmentExpression' && parent.left === noeud;
    const appele = parent?.type === 'CallExpression' && parent.callee === noeud;
    if (ecrit || appele) report(noeud);
  },
  ImportSpecifier(noeud) {
    if (DANGEREUX.has(noeud.imported.name)) report(noeud);
  },
  TaggedTemplateExpression(noeud) {
    if (noeud.tag.type !== 'Identifier' || !GABARITS.has(noeud.tag.name)) return;
    if (/[\s"']\.(inner|outer)HTML\s*=/i.test(noeud.quasi.quasis.map((m) => m.value.raw).join('\u0000')))
      report(noeud);
  },
}));

const noCookie = rule('No cookie: Parvis leaves nothing that a banner must ask about.', (report) => ({
  MemberExpression(noeud) {
    if (memberName(noeud) === 'cookie' && isGlobal(noeud.object, 'document')) report(noeud);
    if (isGlobal(noeud, 'cookieStore') && noeud.type === 'MemberExpression') report(noeud);
  },
  Identifier(noeud) {
    const { parent } = noeud;
    if (noeud.name === 'cookieStore' && parent?.type === 'MemberExpression' && parent.object === noeud)
      report(noeud);
  },
}));

const noEval = rule('No eval nor new Function: a strict script-src refuses it.', (report) => {
  const check = (noeud) => {
    if (isGlobal(noeud.callee, 'Function')) report(noeud);
    if (noeud.type === 'CallExpression' && isGlobal(noeud.callee, 'eval')) report(noeud);
    if (
      noeud.type === 'CallExpression' &&
      ['setTimeout', 'setInterval'].some((nom) => isGlobal(noeud.callee, nom)) &&
      ['Literal', 'TemplateLiteral'].includes(noeud.arguments[0]?.type)
    )
      report(noeud);
  };
  return { CallExpression: check, NewExpression: check };
});

const noZodInWidgets = rule(
  'zod stays on the server: a widget may take types only (`import type`), and only from contract/schemas.',
  (report) => {
    const check = (noeud) => {
      const source = noeud.source?.value;
      if (typeof source !== 'string' || noeud.importKind === 'type' || noeud.exportKind === 'type') return;
      if (/^(zod|@hono\/zod-openapi)(\/|$)/.test(source) || /contract\/schemas\//.test(source)) report(noeud);
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
    };
  },
);

const zodNamespace = rule(
  "Write `import * as z from 'zod'`: the `z` object keeps every schema type in the bundle and in memory.",
  (report) => ({
    ImportDeclaration(noeud) {
      if (noeud.source.value !== 'zod') return;
      if (noeud.specifiers.some((s) => s.imported?.name === 'z' || s.type === 'ImportDefaultSpecifier'))
        report(noeud);
    },
  }),
);

const noWallClock = rule(
  'No wall clock here: take the injected one (server/socle/horloge, widgets/core).',
  (report) => ({
    CallExpression(noeud) {
      const { callee } = noeud;
      if (isGlobal(callee, 'Date')) report(noeud);
      if (callee.type !== 'MemberExpression') return;
      if (memberName(callee) === 'now' && isGlobal(callee.object, 'Date')) report(noeud);
      // Temporal.Now.instant(), .zonedDateTimeISO()…
      if (callee.object.type === 'MemberExpression' && memberName(callee.object) === 'Now') report(noeud);
    },
    NewExpression(noeud) {
      if (isGlobal(noeud.callee, 'Date') && noeud.arguments.length === 0) report(noeud);
    },
  }),
);

export default {
  meta: { name: 'parvis' },
  rules: {
    'no-inline-style': noInlineStyle,
    'no-raw-html': noRawHtml,
    'no-cookie': noCookie,
    'no-eval': noEval,
    'no-zod-in-widgets': noZodInWidgets,
    'zod-namespace': zodNamespace,
    'no-wall-clock': noWallClock,
  },
};
