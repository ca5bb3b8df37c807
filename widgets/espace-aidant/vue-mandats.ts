import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { Mandat } from '#contract/schemas/mandat.ts';
import { dateEnMots, joursAvant } from '../core/dates-en-mots.ts';
import { iconeSuite } from '../ui/icones/communes.ts';
import { champTexte } from '../ui/champs.ts';
import { chercher, type Trouves } from './chercher.ts';
import { nomDe, type Contexte } from './contexte.ts';
import { listeDemandes, pressantes, tranquilles } from './vue-demandes.ts';

/** A mandate that ends within these days is said to. */
const BIENTOT = 14;

/** What needs something, then the mandates of the helper: to work under, awaiting an agreement, ended. */
export function vueMandats(contexte: Contexte): TemplateResult {
  const { mandats, demandes, recherche } = contexte;
  return html`<section class="pile-large" aria-labelledby="titre">
    <h2 id="titre" tabindex="-1">${msg('Vos mandats')}</h2>
    <p>
      <button type="button" class="bouton principal" @click=${() => contexte.aller({ nom: 'nouveau' })}>
        ${msg('Accompagner une nouvelle personne')}
      </button>
    </p>
    ${mandats.length ? champRecherche(contexte) : nothing}
    ${recherche.trim() ? resultats(chercher(recherche, { mandats, demandes }), contexte) : tout(contexte)}
  </section>`;
}

function tout(contexte: Contexte): TemplateResult {
  const { mandats, demandes } = contexte;
  const de = (etat: Mandat['etat']) => mandats.filter((mandat) => mandat.etat === etat);
  const [actifs, attendus, finis] = [de('actif'), de('attendu'), de('fini')];
  return html`${pressantes(demandes, contexte)}
  ${attendus.length ? groupe(msg('En attente d’accord'), attendus, (mandat) => carteAttendue(mandat, contexte)) : nothing}
  ${
    actifs.length
      ? groupe(msg('En cours'), finissantAbord(actifs, contexte), (mandat) => carteActive(mandat, contexte))
      : pasDeMandat(attendus.length > 0)
  }
  ${tranquilles(demandes, contexte)}
  ${
    finis.length
      ? html`<details>
          <summary>${iconeSuite()}<span>${msg(str`Mandats finis (${finis.length})`)}</span></summary>
          <ul class="cartes" role="list">
            ${finis.map(carteFinie)}
          </ul>
        </details>`
      : nothing
  }`;
}

const champRecherche = (contexte: Contexte): TemplateResult =>
  champTexte({
    id: 'recherche',
    libelle: msg('Chercher parmi vos mandats'),
    aide: msg('Un nom, un numéro de demande ou une référence de mandat.'),
    requis: false,
    muet: true,
    type: 'search',
    autocomplete: 'off',
    classe: 'moyen',
    valeur: contexte.recherche,
    surSaisie: (mots) => contexte.chercher(mots),
  });

/** What the search found, told as a number too. */
export function direTrouves({ mandats, demandes }: Trouves): string {
  const nombre = mandats.length + demandes.length;
  if (nombre === 0) return msg('Aucun résultat.');
  return nombre === 1 ? msg('1 résultat.') : msg(str`${nombre} résultats.`);
}

function resultats(trouves: Trouves, contexte: Contexte): TemplateResult {
  const { mandats, demandes } = trouves;
  if (!mandats.length && !demandes.length) {
    return html`<p>
      ${msg(str`Rien ne correspond à «\u00a0${contexte.recherche.trim()}\u00a0» parmi vos mandats. Vérifiez l’orthographe. Si la personne n’a pas de mandat avec vous, préparez-en un.`)}
    </p>`;
  }
  const carte = (mandat: Mandat): TemplateResult =>
    mandat.etat === 'actif'
      ? carteActive(mandat, contexte)
      : mandat.etat === 'attendu'
        ? carteAttendue(mandat, contexte)
        : carteFinie(mandat);
  return html`<p class="muet">${direTrouves(trouves)}</p>
    ${mandats.length ? groupe(msg('Mandats'), mandats, carte) : nothing}
    ${
      demandes.length
        ? html`<section class="pile">
            <h3>${msg('Demandes')}</h3>
            ${listeDemandes(demandes, contexte)}
          </section>`
        : nothing
    }`;
}

const pasDeMandat = (attendu: boolean): TemplateResult =>
  attendu
    ? html`<p class="muet">
        ${msg('Aucun mandat en cours\u00a0: recueillez d’abord l’accord demandé ci-dessus.')}
      </p>`
    : html`<div class="pile-courte">
        <p>${msg('Aucun mandat en cours. Pour aider quelqu’un\u00a0:')}</p>
        <ol class="etapes">
          <li>${msg('préparez le mandat avec la personne, à côté de vous\u00a0;')}</li>
          <li>${msg('elle donne son accord, sur une feuille ou avec un code\u00a0;')}</li>
          <li>${msg('faites la démarche en son nom, puis suivez-la ici.')}</li>
        </ol>
      </div>`;

const groupe = (titre: string, mandats: readonly Mandat[], carte: (mandat: Mandat) => TemplateResult) =>
  html`<section class="pile">
    <h3>${titre}</h3>
    <ul class="cartes" role="list">
      ${mandats.map(carte)}
    </ul>
  </section>`;

const reste = ({ jusquau }: Mandat, { fuseau, maintenant }: Contexte): number =>
  joursAvant(jusquau, fuseau, maintenant);

/** Those that end soon come first. */
const finissantAbord = (mandats: readonly Mandat[], contexte: Contexte): Mandat[] => {
  const bientot = (mandat: Mandat) => reste(mandat, contexte) <= BIENTOT;
  return [
    ...mandats.filter(bientot).toSorted((a, b) => a.jusquau.localeCompare(b.jusquau)),
    ...mandats.filter((mandat) => !bientot(mandat)),
  ];
};

/** « Finit dans 5 jours », when it does soon; `undefined` otherwise. */
export function finitBientot(mandat: Mandat, contexte: Contexte): string | undefined {
  const jours = reste(mandat, contexte);
  if (jours > BIENTOT) return undefined;
  if (jours <= 0) return msg('Finit ce soir');
  return jours === 1 ? msg('Finit demain soir') : msg(str`Finit dans ${jours} jours`);
}

function carteActive(mandat: Mandat, contexte: Contexte): TemplateResult {
  const nombre = contexte.demandes.filter((demande) => demande.mandat === mandat.id).length;
  const faites =
    nombre === 0
      ? msg('Aucune démarche faite')
      : nombre === 1
        ? msg('1 démarche faite')
        : msg(str`${nombre} démarches faites`);
  const bientot = finitBientot(mandat, contexte);
  return html`<li class="carte pile">
    <h4>${nomDe(mandat)}</h4>
    ${bientot ? html`<p><span class="pastille warn">${bientot}</span></p>` : nothing}
    <p>${pourQuoi(mandat)}</p>
    <p class="muet petit">
      ${msg(str`Jusqu’au ${dateEnMots(mandat.jusquau)}`)} · ${faites} ·
      <span class="sans-coupure">${mandat.reference}</span>
    </p>
    <p>
      <button
        type="button"
        class="bouton"
        id="ouvrir-${mandat.id}"
        @click=${() => contexte.aller({ nom: 'personne', mandat })}
      >
        ${msg(str`Accompagner ${nomDe(mandat)}`)}
      </button>
    </p>
  </li>`;
}
function carteAttendue(mandat: Mandat, contexte: Contexte): TemplateResult {
  const annuler = (): void =>
    contexte.agir(async () => {
      await contexte.client.envoyer(`aidant/mandats/${mandat.id}`, { methode: 'DELETE' });
      await contexte.relire();
      contexte.aller({ nom: 'mandats' });
      contexte.annoncer(msg('Le mandat est annulé.'));
    });
  return html`<li class="carte pile">
    <h4>${nomDe(mandat)}</h4>
    <p>${pourQuoi(mandat)}</p>
    <div class="actions">
      <button
        type="button"
        class="bouton"
        id="ouvrir-${mandat.id}"
        @click=${() => contexte.aller({ nom: 'accord', mandat })}
      >
        ${msg('Recueillir l’accord')}<span class="cache"> ${msg(str`de ${nomDe(mandat)}`)}</span>
      </button>
      <button type="button" class="bouton lien" @click=${annuler}>
        ${msg('Annuler')}<span class="cache"> ${msg(str`le mandat de ${nomDe(mandat)}`)}</span>
      </button>
    </div>
  </li>`;
}

const carteFinie = (mandat: Mandat): TemplateResult =>
  html`<li class="carte pile-courte">
    <h4>${nomDe(mandat)}</h4>
    <p class="muet petit">
      ${
        mandat.finiLe
          ? msg(str`Fini le ${dateEnMots(mandat.finiLe.slice(0, 10))} · par ${mandat.finiPar ?? ''}`)
          : msg(str`Fini · par ${mandat.finiPar ?? ''}`)
      }
      · <span class="sans-coupure">${mandat.reference}</span>
    </p>
  </li>`;

export const pourQuoi = ({ demarches }: Mandat): string =>
  demarches.length ? demarches.map(({ titre }) => titre).join(', ') : msg('Toutes les démarches en ligne');
