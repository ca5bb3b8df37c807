import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { DemandeAgent } from '#contract/schemas/agent.ts';
import { dateEnMots } from '../core/dates-en-mots.ts';
import { jourLocal } from '../core/dates.ts';
import { phraseEchec } from '../ui/espace/echecs.ts';
import { iconeErreur } from '../ui/icones/communes.ts';
import type { Hote } from './contexte.ts';
import type { DossierDonnees } from './dossier-donnees.ts';

/**
 * « Déposée par Léa Roy (France services du Port) pour Marie Dupont, mandat M-7K4F-92, accord du 22 novembre 2026 »,
 * and the end of that mandate, when the person asks for it at the counter.
 */
export function accompagnement(
  { accompagnement: sous, ligne }: DemandeAgent,
  hote: Hote,
  donnees: DossierDonnees,
): unknown {
  if (!sous) return nothing;
  const { aidant, pour, reference, accordLe, actif } = sous;
  const accord = accordLe ? msg(str`, accord du ${dateEnMots(jourLocal(accordLe, hote.fuseau))}`) : '';
  return html`<p>
      ${msg(str`Déposée par ${aidant.nom} (${aidant.structure}) pour ${pour}, mandat ${reference}${accord}`)}${
        actif ? nothing : msg('. Ce mandat est fini.')
      }
    </p>
    ${actif ? finir(reference, pour, (evenement) => mettreFin(evenement, reference, ligne.numero, hote, donnees)) : nothing}`;
}

const finir = (
  reference: string,
  pour: string,
  surFin: (evenement: Event) => Promise<void>,
): TemplateResult =>
  html`<details>
    <summary>${msg(str`Mettre fin au mandat ${reference}`)}</summary>
    <p>
      ${msg(str`À la demande de ${pour}, après avoir vérifié que c’est elle. L’aidant ne pourra plus agir en son nom, ni voir ce dossier.`)}
    </p>
    <p>
      <button class="bouton danger" @click=${surFin}>${msg('Mettre fin au mandat')}</button
      ><span class="erreur" role="alert" hidden>${iconeErreur()}<span></span></span>
    </p>
  </details>`;

async function mettreFin(
  { currentTarget }: Event,
  reference: string,
  numero: string,
  hote: Hote,
  donnees: DossierDonnees,
): Promise<void> {
  const bouton = currentTarget as HTMLButtonElement;
  const echec = bouton.nextElementSibling as HTMLElement;
  if (bouton.ariaDisabled === 'true') return;
  bouton.ariaDisabled = 'true';
  echec.hidden = true;
  try {
    const requete = { methode: 'POST', json: {} } as const;
    await hote.session.avec(() => hote.api.envoyer(`agent/mandats/${reference}/fin`, requete));
    hote.annoncer(msg('Le mandat est fini. La personne en est prévenue, si son adresse est connue.'));
    if (donnees.numero === numero) await donnees.ouvrir(numero);
  } catch (erreur) {
    echec.lastElementChild!.textContent = phraseEchec(erreur);
    echec.hidden = false;
  } finally {
    bouton.ariaDisabled = null;
  }
}
