import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { Agent, DemandeAgent } from '#contract/schemas/agent.ts';
import { LIBELLES_STATUT_AGENT } from '#contract/vocabulaire.ts';
import { dateEnMots } from '../core/dates-en-mots.ts';
import { instant } from '../ui/chronologie.ts';
import { lienTelephone } from '../ui/contact-service.ts';
import { encart } from '../ui/encart.ts';
import { iconeAlerte, iconeFait, iconeHorloge, iconeRetour } from '../ui/icones/communes.ts';
import { pastilleStatut } from '../ui/statut.ts';
import { telephoneLisible } from '../ui/reponses.ts';
import { panneau } from './actions.ts';
import type { Panneau } from './brouillon-dossier.ts';
import { chronologieAgent } from './chronologie-agent.ts';
import type { Hote } from './contexte.ts';
import type { DossierDonnees } from './dossier-donnees.ts';
import { auteur, canal, titreEvenement } from './libelles.ts';
import type { Pieces } from './pieces.ts';
import { reponses } from './reponses.ts';
import { urgence } from './urgence.ts';
import type { Versions } from './versions.ts';

export interface PropsDossier {
  hote: Hote;
  dossier: DossierDonnees;
  agent: Agent;
  pieces: Pieces;
  versions: Versions;
  fichiers: unknown;
  envoisEnCours: boolean;
  fermer: () => void;
}

/** The open file: who and what, what can be done, what was answered, what happened. */
export function dossier(props: PropsDossier): TemplateResult {
  const { dossier: donnees, fermer } = props;
  const { donnees: demande, phase } = donnees;
  return html`<article
    class="dossier"
    aria-label=${msg(str`Dossier ${donnees.numero ?? ''}`)}
    aria-busy=${phase === 'attente' ? 'true' : nothing}
  >
    <p class="retour">
      <button class="bouton lien" @click=${fermer}>${iconeRetour()}${msg('Retour à la file')}</button>
    </p>
    ${demande ? contenu(props, demande) : phase === 'erreur' ? echec(donnees) : squelette()}
  </article>`;
}

function contenu(props: PropsDossier, demande: DemandeAgent): unknown {
  const { hote, dossier: donnees, agent, pieces } = props;
  const { ligne } = demande;
  const piece = (une: Parameters<Pieces['bouton']>[1]) => pieces.bouton(ligne.numero, une);
  return html`${tete(demande, hote)} ${donnees.phase === 'erreur' ? echec(donnees) : nothing}
    ${boutons(donnees, demande, agent)} ${conflit(donnees)} ${fait(donnees)} ${panneau({ ...props, demande })}
    <section>
      <h3>${msg('Demande')}</h3>
      ${props.versions.ligne(demande)} ${reponses(demande, piece)}
    </section>
    <section>
      <h3>${msg('Historique')}</h3>
      ${chronologieAgent(demande, hote, piece)}
    </section>`;
}

function tete(demande: DemandeAgent, hote: Hote): TemplateResult {
  const { ligne, motif, planifieeLe } = demande;
  const { niveau, long } = urgence(ligne.echeance, hote.fuseau, hote.maintenant);
  const icone = niveau === 'retard' || niveau === 'urgent' ? iconeAlerte : iconeHorloge;
  return html`<header>
    <h2 id="titre-dossier" tabindex="-1">${ligne.objet}</h2>
    <p class="muet">${ligne.titre} · <span class="numero">${ligne.numero}</span></p>
    <p class="reperes">
      ${pastilleStatut(ligne.statut, LIBELLES_STATUT_AGENT)}
      <span class="echeance ${niveau}"
        >${icone()}${long}${ligne.echeance === null ? nothing : html` <span class="muet">(${dateEnMots(ligne.echeance)})</span>`}</span
      >
      ${canal(ligne.canal)}
      <span>${msg('Reçue')} ${instant(ligne.recueLe, hote.fuseau, hote.maintenant)}</span>
      <span
        >${ligne.service.nom} · ${ligne.affecteeA ? ligne.affecteeA.nom : msg('affectée à personne')}</span
      >
    </p>
    ${qui(demande)}
    ${planifieeLe === null ? nothing : html`<p>${msg(html`Prévue le <b>${dateEnMots(planifieeLe)}</b>.`)}</p>`}
    ${motif === null ? nothing : html`<p class="corps"><span class="muet">${msg('Motif :')}</span> ${motif}</p>`}
  </header>`;
}

function boutons(
  donnees: DossierDonnees,
  { ligne, transitions }: DemandeAgent,
  agent: Agent,
): TemplateResult {
  const ouvert = donnees.brouillon.panneau;
  const bouton = (nom: Panneau, mot: string, touche: string) =>
    html`<button
      class="bouton"
      id="ouvrir-${nom}"
      aria-expanded=${ouvert === nom ? 'true' : 'false'}
      aria-controls=${ouvert === nom ? 'panneau' : nothing}
      aria-keyshortcuts=${touche || nothing}
      @click=${() => donnees.montrer(nom)}
    >
      ${mot}${touche ? html`<kbd aria-hidden="true">${touche}</kbd>` : nothing}
    </button>`;
  return html`<div class="boutons" role="group" aria-label=${msg('Actions')}>
    ${bouton('reponse', msg('Répondre'), 'r')} ${bouton('note', msg('Note interne'), 'n')}
    ${transitions.length > 0 ? bouton('statut', msg('Changer le statut'), 's') : nothing}
    ${
      ligne.affecteeA?.courriel === agent.courriel
        ? nothing
        : html`<button
            class="bouton"
            aria-keyshortcuts="a"
            @click=${() => donnees.modifier({ affecteeA: agent.courriel }, 'affectation')}
          >
            ${msg('M’affecter')}<kbd aria-hidden="true">a</kbd>
          </button>`
    }
    ${bouton('affectation', msg('Affecter ou passer'), '')}
  </div>`;
}

function conflit(donnees: DossierDonnees): unknown {
  if (!donnees.conflit) {
    const sansPanneau = donnees.brouillon.panneau !== donnees.acte;
    return donnees.acteErreur && sansPanneau
      ? encart('error', donnees.acteErreur, { annonce: true })
      : nothing;
  }
  const { changements, changement } = donnees.conflit;
  return encart(
    'warn',
    html`<ul>
        ${changements.map(
          (evenement) =>
            html`<li><b>${titreEvenement(evenement)}</b>, ${msg(str`par ${auteur(evenement)}`)}</li>`,
        )}
      </ul>
      <p>${msg('Rien n’a été écrasé. Ce que vous avez préparé est gardé.')}</p>
      <p>
        <button
          class="bouton"
          id="refaire"
          @click=${() => donnees.modifier(changement, donnees.acte ?? 'statut', true)}
        >
          ${msg('Appliquer quand même mon changement')}
        </button>
      </p>`,
    { annonce: true, titre: msg('Ce dossier a changé pendant votre travail') },
  );
}

function fait(donnees: DossierDonnees): unknown {
  if (!donnees.fait) return nothing;
  const { phrase, annuler } = donnees.fait;
  return html`<p class="fait">
    ${iconeFait()} ${phrase}
    ${
      annuler
        ? html`<button class="bouton lien" @click=${() => donnees.annuler()}>${msg('Annuler')}</button>`
        : nothing
    }
  </p>`;
}

function qui({ demandeur: { nom, courriel, telephone } }: DemandeAgent): TemplateResult {
  if (nom === null && courriel === null && telephone === null) {
    return html`<p class="muet petit">${msg('Le demandeur n’a pas laissé ses coordonnées.')}</p>`;
  }
  return html`<p class="reperes">
    ${nom === null ? nothing : html`<b>${nom}</b>`}
    ${courriel === null ? nothing : html`<a href="mailto:${courriel}">${courriel}</a>`}
    ${telephone === null ? nothing : lienTelephone(telephoneLisible(telephone))}
  </p>`;
}

const echec = (donnees: DossierDonnees): unknown =>
  encart(
    'error',
    html`<p>${donnees.erreur}</p>
      <p>
        <button class="bouton" @click=${() => donnees.numero && donnees.ouvrir(donnees.numero)}>
          ${msg('Réessayer')}
        </button>
      </p>`,
    { annonce: true },
  );

const squelette = (): TemplateResult =>
  html`<div class="squelette" role="status">
    <span class="cache">${msg('Chargement du dossier…')}</span>
    <p></p>
    <p></p>
    <p></p>
  </div>`;
