import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { Mandat } from '#contract/schemas/mandat.ts';
import type { LigneAidee } from '#contract/schemas/usager.ts';
import { dateEnMots } from '../core/dates-en-mots.ts';
import { jourLocal } from '../core/dates.ts';
import { enregistrer } from '../core/enregistrer.ts';
import { iconeSuite } from '../ui/icones/communes.ts';
import { iconeTelecharger } from '../ui/icones/dossier.ts';
import { pastilleStatut } from '../ui/statut.ts';
import { nomDe, type Contexte } from './contexte.ts';

/** With one person: which démarche, what was done for her, the end of the mandate. */
export function vuePersonne(mandat: Mandat, contexte: Contexte, finir: FinDeMandat): TemplateResult {
  const permises = contexte.demarches.filter(
    ({ code }) => !mandat.demarches.length || mandat.demarches.some((permise) => permise.code === code),
  );
  const faites = contexte.demandes.filter((demande) => demande.mandat === mandat.id);
  const ouvrir = (code: string): void =>
    contexte.agir(async () => {
      const demarche = await contexte.client.lireDemarche(code);
      contexte.aller({ nom: 'formulaire', mandat, demarche });
    });
  return html`<section class="pile-large" aria-labelledby="titre">
    <h2 id="titre" tabindex="-1">${msg(str`Avec ${nomDe(mandat)}`)}</h2>
    <section class="pile">
      <h3>${msg('Faire une démarche')}</h3>
      <ul class="cartes choix-demarches" role="list">
        ${permises.map(
          ({ code, titre }) =>
            html`<li>
              <button type="button" class="bouton choisir" id="faire-${code}" @click=${() => ouvrir(code)}>
                <span>${titre}</span>${iconeSuite()}
              </button>
            </li>`,
        )}
      </ul>
    </section>
    <section class="pile">
      <h3>${msg('Ce que vous avez fait pour elle')}</h3>
      ${
        faites.length
          ? html`<ul class="cartes" role="list">
              ${faites.map((demande) => carteFaite(demande, contexte))}
            </ul>`
          : html`<p class="muet">${msg('Rien encore, sous ce mandat.')}</p>`
      }
    </section>
    ${finDuMandat(mandat, contexte, finir)}
  </section>`;
}

/** Is the end of the mandate being asked for? */
export interface FinDeMandat {
  confirmer: boolean;
}

function finDuMandat(mandat: Mandat, contexte: Contexte, fin: FinDeMandat): TemplateResult {
  const demander = (confirmer: boolean): void => {
    fin.confirmer = confirmer;
    contexte.aller({ nom: 'personne', mandat }, confirmer ? 'finir-non' : 'finir');
  };
  const finir = (): void =>
    contexte.agir(async () => {
      await contexte.client.envoyer(`aidant/mandats/${mandat.id}`, { methode: 'DELETE' });
      await contexte.relire();
      contexte.aller({ nom: 'vide' });
    });
  if (!fin.confirmer) {
    return html`<p>
      <button type="button" class="bouton" id="finir" @click=${() => demander(true)}>
        ${msg('Mettre fin à ce mandat')}
      </button>
    </p>`;
  }
  return html`<div class="encart warn">
    <div class="pile">
      <p>
        ${msg(str`Vous ne pourrez plus agir pour ${nomDe(mandat)}, ni voir ce que vous avez déposé. Ses demandes continuent.`)}
      </p>
      <div class="actions">
        <button type="button" class="bouton danger" id="finir-oui" @click=${finir}>
          ${msg('Mettre fin au mandat')}
        </button>
        <button type="button" class="bouton" id="finir-non" @click=${() => demander(false)}>
          ${msg('Le garder')}
        </button>
      </div>
    </div>
  </div>`;
}

function carteFaite(demande: LigneAidee, contexte: Contexte): TemplateResult {
  const { numero, titre, objet, statut, prochaine, recueLe, service } = demande;
  return html`<li class="carte pile-courte">
    <h4>${titre}</h4>
    ${objet ? html`<p class="muet">${objet}</p>` : nothing}
    <p>${pastilleStatut(statut)}</p>
    <p>${prochaine.phrase}</p>
    <p class="muet petit">
      ${msg(str`Reçue le ${dateEnMots(jourLocal(recueLe, contexte.fuseau))}`)} · ${service} ·
      <span class="sans-coupure">${numero}</span>
    </p>
    <p>${boutonAccuse(numero, contexte)}</p>
  </li>`;
}

/** The receipt, to print for whoever has no address. */
export function boutonAccuse(numero: string, contexte: Contexte): TemplateResult {
  const telecharger = (): void =>
    contexte.agir(async () => {
      const entetes = { Accept: 'application/pdf' };
      const reponse = await contexte.client.envoyer(`demandes/${numero}/accuse`, { entetes });
      enregistrer(await reponse.blob(), `accuse-${numero}.pdf`);
      contexte.annoncer(msg('L’accusé de réception est téléchargé. Effacez-le une fois imprimé.'));
    });
  return html`<button type="button" class="bouton lien" @click=${telecharger}>
    ${iconeTelecharger()}${msg('Accusé de réception (PDF)')}<span class="cache"> ${numero}</span>
  </button>`;
}
