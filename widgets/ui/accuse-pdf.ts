import { html, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { Client } from '../core/client.ts';
import { enregistrer } from '../core/enregistrer.ts';
import { iconeErreur } from './icones/communes.ts';
import { iconeTelecharger } from './icones/dossier.ts';

/** « Télécharger l’accusé de réception (PDF) », with the code of its request. Why it failed is said beside it. */
export function boutonAccusePdf(
  client: Client,
  { numero, code }: { numero: string; code: string },
  annoncer: (phrase: string) => void,
): TemplateResult {
  const telecharger = async ({ currentTarget }: Event): Promise<void> => {
    const bouton = currentTarget as HTMLButtonElement;
    const echec = bouton.nextElementSibling as HTMLElement;
    if (bouton.ariaDisabled === 'true') return;
    bouton.ariaDisabled = 'true';
    echec.hidden = true;
    try {
      const entetes = { 'Parvis-Code': code, Accept: 'application/pdf' };
      const reponse = await client.envoyer(`demandes/${numero}/accuse`, { entetes });
      enregistrer(await reponse.blob(), `accuse-${numero}.pdf`);
      annoncer(msg('L’accusé de réception est téléchargé.'));
    } catch {
      echec.hidden = false;
    } finally {
      bouton.ariaDisabled = null;
    }
  };
  return html`<button type="button" class="bouton" @click=${telecharger}>
      ${iconeTelecharger()}${msg('Télécharger l’accusé de réception (PDF)')}</button
    ><span class="erreur" role="alert" hidden
      >${iconeErreur()}${msg('Le téléchargement n’a pas marché. Réessayez dans un instant.')}</span
    >`;
}
