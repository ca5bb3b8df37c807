import { html, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';

/**
 * The agents' page of the kit's own origin. An agent's rights are broad: no script of the town's page may
 * read what is shown here, nor act in his name. `direct` opts out, on a trusted intranet.
 */
export function cadre(serveur: string, commune: string | undefined): TemplateResult {
  const base = `${serveur.replace(/\/$/, '')}${commune ? `/c/${encodeURIComponent(commune)}` : ''}`;
  // `clipboard-write` lets « Copier » work; nothing else of the page's powers goes in.
  return html`<iframe
    class="cadre"
    title=${msg('Demandes des habitants : espace des agents')}
    src="${base}/p/tri-demandes"
    allow="clipboard-write"
    referrerpolicy="no-referrer"
  ></iframe>`;
}
