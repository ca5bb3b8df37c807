import { html, type TemplateResult } from 'lit';

import { francais } from '../francais.ts';

/** Prose with French spaces, and \`code\` between backticks. */
export const riche = (texte: string): unknown[] =>
  texte
    .split('`')
    .map((morceau, rang): string | TemplateResult =>
      rang % 2 ? html`<code translate="no">${morceau}</code>` : francais(morceau),
    );
