import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { Commune } from '#contract/schemas/commune.ts';
import type { LigneUsager } from '#contract/schemas/usager.ts';
import { LIBELLES_CANAL } from '#contract/vocabulaire.ts';
import { dateEnMots } from '../../core/dates-en-mots.ts';
import { jourLocal } from '../../core/dates.ts';
import { lienTelephone } from '../contact-service.ts';
import { iconeSuite } from '../icones/communes.ts';
import { iconeMessage } from '../icones/dossier.ts';
import { pastilleStatut } from '../statut.ts';
import { lienSuivi } from './ouvrir-suivi.ts';
import { pastilleReste } from './reste.ts';

export interface Reperes {
  ville: Commune | undefined;
  /** Address of the API. */
  base: string;
  /** The clock, for tests and stories. */
  maintenant: Date | undefined;
}

/** Is something asked of the citizen? */
export const presse = ({ prochaine: { acte } }: LigneUsager): boolean =>
  acte === 'completer' || acte === 'lire' || acte === 'donner-avis';

const ACTES = {
  completer: () => msg('Répondre à la mairie'),
  lire: () => msg('Lire'),
  'donner-avis': () => msg('Donner mon avis'),
};

/** What is asked, until when, and whom to call: before what it is about. */
export function cartePressante(ligne: LigneUsager, reperes: Reperes): TemplateResult {
  const { prochaine, titre, objet, numero } = ligne;
  const { href, surClic } = lienSuivi(numero, reperes.ville, reperes.base);
  return html`<li class="carte presse pile">
    <div>
      <h4>${prochaine.phrase}</h4>
      ${prochaine.avantLe ? html`<p>${pastilleReste(prochaine.avantLe, reperes.ville?.fuseau ?? 'Europe/Paris', reperes.maintenant)}</p>` : nothing}
    </div>
    <p><b>${titre}</b>${objet ? html`<br /><span class="muet">${objet}</span>` : nothing}</p>
    <p class="signes">${pastilleStatut(ligne.statut)} ${nonLus(ligne)}</p>
    <p>
      <a class="bouton principal" id="voir-${numero}" href=${href} @click=${surClic}
        >${ACTES[prochaine.acte as keyof typeof ACTES]()}<span class="cache">
          ${msg(str`, demande ${numero}`)}</span
        ></a
      >
    </p>
    ${reperesLigne(ligne, reperes)}
  </li>`;
}

/** A request that waits for nothing: one line, opened by its title. */
export function ligneDemande(ligne: LigneUsager, reperes: Reperes): TemplateResult {
  const { titre, objet, numero, prochaine } = ligne;
  const { href, surClic } = lienSuivi(numero, reperes.ville, reperes.base);
  return html`<li class="carte choisir">
    <div class="pile-courte">
      <h4>
        <a id="voir-${numero}" href=${href} @click=${surClic}
          >${titre}<span class="cache">, ${numero}</span></a
        >
      </h4>
      ${objet ? html`<p class="muet">${objet}</p>` : nothing}
      <p class="signes">${pastilleStatut(ligne.statut)} ${nonLus(ligne)}</p>
      ${prochaine.acte === 'attendre' ? html`<p>${prochaine.phrase}</p>` : nothing}
      ${reperesLigne(ligne, reperes)}
    </div>
    ${iconeSuite()}
  </li>`;
}

const nonLus = ({ nonLus: nombre }: LigneUsager): unknown =>
  nombre
    ? html`<span class="pastille nouveau"
        >${iconeMessage()}${nombre > 1 ? msg(str`${nombre} nouveautés`) : msg('1 nouveauté')}</span
      >`
    : nothing;

/** When, by which door, by whom, its number, and who answers the phone. */
export function reperesLigne(ligne: LigneUsager, { ville }: Reperes): TemplateResult {
  const { recueLe, canal, deposeePar, numero, service } = ligne;
  const jour = dateEnMots(jourLocal(recueLe, ville?.fuseau ?? 'Europe/Paris'));
  const tel = ville?.services.find(({ nom }) => nom === service)?.contact.telephone;
  return html`<div class="reperes petit muet">
    ${deposeePar ? html`<p><b>${msg(str`Déposée pour vous par ${deposeePar}`)}</b></p>` : nothing}
    <p>
      ${msg(str`Reçue le ${jour}`)} · ${LIBELLES_CANAL[canal]} · <span class="sans-coupure">${numero}</span>
    </p>
    <p>
      ${service}
      ${
        tel
          ? html`· <span class="cache">${msg('téléphone')}</span>
              <span class="tel">${lienTelephone(tel)}</span>`
          : nothing
      }
    </p>
  </div>`;
}
