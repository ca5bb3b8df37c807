import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { Mandat } from '#contract/schemas/mandat.ts';
import { dateEnMots } from '../core/dates-en-mots.ts';
import { ErreurApi } from '../core/erreurs.ts';
import { champTexte } from '../ui/champs.ts';
import { nomDe, type Contexte } from './contexte.ts';
import { MandatAccordeEvent } from './events.ts';
import { pourQuoi } from './vue-mandats.ts';
import { boutonPapier } from './vue-personne.ts';

/** What is typed while an agreement is collected. */
export class SaisieAccord {
  code = '';
  signeeLe: string;
  envoye = false;
  erreur: string | undefined;

  constructor(aujourdhui: string) {
    this.signeeLe = aujourdhui;
  }
}

/** The person agrees: on the sheet she signs, or with the code that she receives. */
export function vueAccord(mandat: Mandat, saisie: SaisieAccord, contexte: Contexte): TemplateResult {
  const personne = nomDe(mandat);
  return html`<section class="pile-large" aria-labelledby="titre">
    <h2 id="titre" tabindex="-1">${msg(str`L’accord de ${personne}`)}</h2>
    <dl class="faits">
      ${fait(msg('Démarches'), pourQuoi(mandat))} ${fait(msg('Jusqu’au'), dateEnMots(mandat.jusquau))}
      ${fait(msg('Référence'), html`<span class="numero">${mandat.reference}</span>`)}
    </dl>
    <p>
      ${msg(str`Lisez ceci à ${personne}. Dites-lui qu’elle peut y mettre fin quand elle veut, sans dire pourquoi, auprès de vous ou de la mairie.`)}
    </p>
    ${mandat.consentement === 'feuille' ? parFeuille(mandat, saisie, contexte) : parCode(mandat, saisie, contexte)}
    <p>
      <button type="button" class="bouton lien" @click=${() => contexte.aller({ nom: 'mandats' })}>
        ${msg('Plus tard')}
      </button>
    </p>
  </section>`;
}

const fait = (titre: string, contenu: unknown): TemplateResult =>
  html`<div>
    <dt>${titre}</dt>
    <dd>${contenu}</dd>
  </div>`;

function parFeuille(mandat: Mandat, saisie: SaisieAccord, contexte: Contexte): TemplateResult {
  // Without the person's name, should it have to be saved.
  const papier = boutonPapier(`aidant/mandats/${mandat.id}/feuille`, contexte, {
    nom: `mandat-${mandat.reference}.pdf`,
    libelle: msg('la feuille'),
  });
  return html`<ol class="etapes pile-large">
    <li class="pile">
      <p><b>${msg('Imprimez la feuille, en deux exemplaires')}</b></p>
      <p>${papier}</p>
    </li>
    <li class="pile">
      <p><b>${msg('La personne la lit et la signe')}</b></p>
      <form class="pile" novalidate @submit=${(e: SubmitEvent) => accorder(e, mandat, saisie, contexte)}>
        ${champTexte({
          id: 'signeeLe',
          libelle: msg('Signée le'),
          type: 'date',
          autocomplete: 'off',
          classe: 'moyen',
          erreur: saisie.erreur,
          valeur: saisie.signeeLe,
          surSaisie: (valeur) => (saisie.signeeLe = valeur),
        })}
        <div class="actions">
          <button class="bouton principal" aria-disabled=${contexte.occupe ? 'true' : nothing}>
            ${msg('Elle a signé la feuille')}
          </button>
        </div>
      </form>
    </li>
  </ol>`;
}

function parCode(mandat: Mandat, saisie: SaisieAccord, contexte: Contexte): TemplateResult {
  const ou = mandat.consentement === 'courriel' ? mandat.pour.courriel : mandat.pour.telephone;
  const demander = (): void =>
    contexte.agir(async () => {
      await contexte.client.envoyer(`aidant/mandats/${mandat.id}/code`, { methode: 'POST', json: {} });
      Object.assign(saisie, { envoye: true, code: '', erreur: undefined });
      contexte.aller({ nom: 'accord', mandat }, 'code');
    });
  if (!saisie.envoye) {
    return html`<p>
      <button type="button" class="bouton principal" @click=${demander}>
        ${msg(str`Envoyer un code à ${ou ?? ''}`)}
      </button>
    </p>`;
  }
  return html`<form
    class="pile"
    novalidate
    @submit=${(e: SubmitEvent) => accorder(e, mandat, saisie, contexte)}
  >
    <p role="status">
      ${msg(str`Un code à 6 chiffres part vers ${ou ?? ''}. Il sert pendant 10 minutes. Si elle est d’accord, la personne le tape ou vous le lit.`)}
    </p>
    ${champTexte({
      id: 'code',
      libelle: msg('Code reçu par la personne'),
      inputmode: 'numeric',
      autocomplete: 'off',
      classe: 'court',
      erreur: saisie.erreur,
      valeur: saisie.code,
      surSaisie: (valeur) => (saisie.code = valeur),
    })}
    <div class="actions">
      <button class="bouton principal" aria-disabled=${contexte.occupe ? 'true' : nothing}>
        ${msg('Valider l’accord')}
      </button>
      <button type="button" class="bouton lien" @click=${demander}>${msg('Envoyer un autre code')}</button>
    </div>
  </form>`;
}

function accorder(evenement: SubmitEvent, mandat: Mandat, saisie: SaisieAccord, contexte: Contexte): void {
  evenement.preventDefault();
  const feuille = mandat.consentement === 'feuille';
  const code = saisie.code.replaceAll(/\s/g, '');
  const champ = feuille ? 'signeeLe' : 'code';
  const refuser = (phrase: string): void => {
    saisie.erreur = phrase;
    contexte.aller({ nom: 'accord', mandat }, champ);
  };
  if (!feuille && !/^\d{6}$/.test(code)) return refuser(msg('Le code a 6 chiffres.'));
  if (feuille && !saisie.signeeLe) return refuser(msg('Donnez le jour où la feuille a été signée.'));
  saisie.erreur = undefined;
  contexte.agir(async () => {
    try {
      const json = feuille ? { signeeLe: saisie.signeeLe } : { code };
      const requete = { methode: 'POST', json } as const;
      const actif = await contexte.client.json<Mandat>(`aidant/mandats/${mandat.id}/consentement`, requete);
      await contexte.relire();
      contexte.aller({ nom: 'personne', mandat: actif });
      contexte.annoncer(msg('L’accord est enregistré.'));
      contexte.dispatchEvent(new MandatAccordeEvent(actif.consentement));
    } catch (erreur) {
      if (!(erreur instanceof ErreurApi)) throw erreur;
      const faute = erreur.erreurs[0]?.message ?? (erreur.code === 'code-faux' && erreur.message);
      if (!faute) throw erreur;
      refuser(faute);
    }
  });
}
