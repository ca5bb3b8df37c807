import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { Mandat } from '#contract/schemas/mandat.ts';
import type { LigneAidee } from '#contract/schemas/usager.ts';
import { dateEnMots } from '../core/dates-en-mots.ts';
import { encart } from '../ui/encart.ts';
import { iconeSuite } from '../ui/icones/communes.ts';
import { nomDe, type Contexte } from './contexte.ts';
import { listeDemandes, pressantes } from './vue-demandes.ts';
import { finitBientot } from './vue-mandats.ts';

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
    ${bientotFini(mandat, contexte)} ${pressantes(faites, contexte)}
    <section class="pile">
      <h3>${msg('Faire une démarche')}</h3>
      ${permises.length ? nothing : html`<p class="muet">${msg('Aucune démarche de ce mandat ne se fait en ligne aujourd’hui. Préparez un autre mandat avec elle, ou appelez la mairie.')}</p>`}
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
    ${faites.length ? faitesPourElle(faites, contexte) : html`<p class="muet">${msg('Rien encore, sous ce mandat\u00a0: choisissez une démarche ci-dessus.')}</p>`}
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

/** Those that need nothing are folded; those that press stand above. */
function faitesPourElle(faites: readonly LigneAidee[], contexte: Contexte): unknown {
  const autres = faites.filter(({ prochaine }) => ['attendre', 'rien'].includes(prochaine.acte));
  return autres.length
    ? html`<section class="pile">
        <h3>${msg('Ce que vous avez fait pour elle')}</h3>
        ${listeDemandes(autres, contexte)}
      </section>`
    : nothing;
}

/** When the mandate ends, its requests close to the helper: said while something can be done. */
function bientotFini(mandat: Mandat, contexte: Contexte): unknown {
  const quand = finitBientot(mandat, contexte);
  if (!quand) return nothing;
  return encart(
    'warn',
    html`<p>
      ${msg(str`Après le ${dateEnMots(mandat.jusquau)}, vous ne verrez plus ses demandes. Imprimez avec elle ce dont elle a besoin. Pour d’autres démarches, préparez un nouveau mandat.`)}
    </p>`,
    { titre: msg(str`Ce mandat\u00a0: ${quand.toLowerCase()}`) },
  );
}

/** The receipt, to print for whoever has no address. */
export const boutonAccuse = (numero: string, contexte: Contexte): TemplateResult =>
  boutonPapier(`demandes/${numero}/accuse`, contexte, {
    nom: `accuse-${numero}.pdf`,
    libelle: html`${msg('Accusé de réception')}<span class="cache"> ${numero}</span>`,
  });

/** A paper of the town, opened to be printed. */
export function boutonPapier(
  chemin: string,
  contexte: Contexte,
  { nom, libelle }: { nom: string; libelle: unknown },
): TemplateResult {
  const { papiers } = contexte;
  const type = 'application/pdf';
  const avertissement = papiers.avertissement(type);
  const ouvrir = (): void => {
    if (contexte.occupe) return;
    // In the click: what opens later, browsers block.
    const remise = papiers.commencer(type);
    if (typeof remise === 'string') {
      contexte.echec = remise;
      return;
    }
    contexte.agir(async () => {
      try {
        const reponse = await contexte.client.envoyer(chemin, { entetes: { Accept: type } });
        contexte.annoncer(remise.livrer(await reponse.blob(), nom));
      } catch (erreur) {
        remise.abandonner();
        throw erreur;
      }
    });
  };
  return html`<button type="button" class="bouton lien" @click=${ouvrir}>
      ${papiers.icone()}<span
        >${papiers.verbe(type)} : ${libelle} (PDF)<span class="cache"> ${papiers.ou(type)}</span></span
      ></button
    >${avertissement ? html`<span class="muet petit avant">${avertissement}</span>` : nothing}`;
}
