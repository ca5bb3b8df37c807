/**
 * eslint-plugin-lit-a11y under oxlint: its rules keep their notes on `sourceCode.parserServices`, which oxlint
 * freezes. Each rule is handed services of its own; nothing else of the context changes.
 */
import { default as plugin } from 'eslint-plugin-lit-a11y';

function withServices(context) {
  const sourceCode = Object.create(context.sourceCode, { parserServices: { value: {} } });
  return Object.create(context, { sourceCode: { value: sourceCode } });
}

const open = (rule) => ({ ...rule, create: (context) => rule.create(withServices(context)) });

export default {
  meta: { name: 'lit-a11y' },
  rules: Object.fromEntries(Object.entries(plugin.rules).map(([nom, rule]) => [nom, open(rule)])),
};
