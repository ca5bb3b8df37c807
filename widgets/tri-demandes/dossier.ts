import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { Agent, DemandeAgent } from '#contract/schemas/agent.ts';
import type { Commune } from '#contract/schemas/commune.ts';
import { estClos } from '#contract/transitions.ts';
import { LIBELLES_RESULTAT, LIBELLES_STATUT_AGENT } from '#contract/vocabulaire.ts';
import { dateEnMots } from '../core/dates-en-mots.ts';
import { instant } from '../ui/chronologie.ts';
import { lienTelephone } from '../ui/contact-service.ts';
import { encart } from '../ui/encart.ts';
import { iconeAlerte, iconeFait, iconeHorloge, iconeRetour } from '../ui/icones/communes.ts';
import { pastilleStatut } from '../ui/statut.ts';
import { telephoneLisible } from '../ui/reponses.ts';
import { panneau } from './actions.ts';
import type { Panneau } from './brouillon-dossier.ts';
import type { ActesConversation } from './actes-conversation.ts';
import { pourquoiEcheance } from './calcul.ts';
import { chronologieAgent } from './chronologie-agent.ts';
import type { Hote } from './contexte.ts';
import type { DossierDonnees } from './dossier-donnees.ts';
import { accompagnement } from './accompagnement.ts';
import { canal } from './canal.ts';
import { documents } from './documents.ts';
import { auteur, titreEvenement } from './libelles.ts';
import { dernierMot } from './lu.ts';
import { attente } from './renoncer.ts';
import type { ReponsesTypes } from './reponses-types.ts';
import { phraseImplicite, signes } from './signes.ts';
import type { Lettre } from './lettre.ts';
import type { Pieces } from './pieces.ts';
import { reponses } from './reponses.ts';
import { urgenceDe } from './urgence.ts';
import type { Versions } from './versions.ts';

export interface PropsDossier {
  hote: Hote;
  dossier: DossierDonnees;
  agent: Agent;
  ville: Commune | undefined;
  conversation: ActesConversation;
  types: ReponsesTypes;
  lettre: Lettre;
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
  return html`${tete(demande, hote, donnees)} ${donnees.phase === 'erreur' ? echec(donnees) : nothing}
    ${attente(demande, donnees, hote)} ${boutons(donnees, demande, agent)} ${conflit(donnees)} ${fait(props)}
    ${panneau({ ...props, demande })} ${documents(demande, piece)}
    <section>
      <h3>${msg('Demande')}</h3>
      ${props.versions.ligne(demande)} ${reponses(demande, piece)}
    </section>
    <section>
      <h3>${msg('Historique')}</h3>
      ${chronologieAgent(demande, hote, piece, donnees.nouveauxDepuis)}
    </section>`;
}

function tete(demande: DemandeAgent, hote: Hote, donnees: DossierDonnees): TemplateResult {
  const { ligne, motif, planifieeLe } = demande;
  const { niveau, long } = urgenceDe(ligne, hote.fuseau, hote.maintenant);
  const icone = niveau === 'retard' || niveau === 'urgent' ? iconeAlerte : iconeHorloge;
  return html`<header>
    <h2 id="titre-dossier" tabindex="-1">${ligne.objet}</h2>
    <p class="muet">${ligne.titre} · <span class="numero">${ligne.numero}</span></p>
    <p class="reperes">
      ${pastilleStatut(ligne.statut, LIBELLES_STATUT_AGENT)}
      <span class="echeance ${niveau}"
        >${icone()}${long}${ligne.echeance === null || estClos(ligne.statut) ? nothing : html` <span class="muet">(${dateEnMots(ligne.echeance)})</span>`}</span
      >
      ${signes(ligne, false, hote)} ${canal(ligne.canal)}
      <span>${msg('Reçue')} ${instant(ligne.recueLe, hote.fuseau, hote.maintenant)}</span>
      <span
        >${ligne.service.nom} · ${ligne.affecteeA ? ligne.affecteeA.nom : msg('affectée à personne')}</span
      >
      ${dernierMot(demande)}
    </p>
    ${pourquoiEcheance(demande)} ${qui(demande, donnees)} ${accompagnement(demande, hote, donnees)}
    ${avis(demande)}
    ${ligne.implicite === null ? nothing : html`<p><b>${phraseImplicite(ligne.implicite)}.</b></p>`}
    ${planifieeLe === null ? nothing : html`<p>${msg(html`Prévue le <b>${dateEnMots(planifieeLe)}</b>.`)}</p>`}
    ${motif === null || demande.complement ? nothing : html`<p class="corps"><span class="muet">${msg('Motif :')}</span> ${motif}</p>`}
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
    ${transitions.includes('en-attente') || ligne.statut === 'en-attente' ? bouton('complement', msg('Demander un complément'), 'p') : nothing}
    ${transitions.includes('traitee') ? bouton('decision', msg('Décider'), 'd') : nothing}
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
  const { changements, refaire } = donnees.conflit;
  return html`<div class="conflit">
    ${encart(
      'warn',
      html`<ul>
          ${changements.map(
            (evenement) =>
              html`<li>
                <b>${titreEvenement(evenement)}</b>,
                ${msg(str`par ${auteur(evenement)}`)}${
                  evenement.type === 'complement-demande'
                    ? ` : ${evenement.donnees.champs.map(({ libelle }) => libelle).join(' · ')}`
                    : nothing
                }
              </li>`,
          )}
        </ul>
        <p>${msg('Rien n’a été écrasé. Ce que vous avez préparé est gardé.')}</p>
        <p>
          <button class="bouton" id="refaire" @click=${refaire}>
            ${msg('Appliquer quand même mon changement')}
          </button>
        </p>`,
      { annonce: true, titre: msg('Ce dossier a changé pendant votre travail') },
    )}
  </div>`;
}

function fait({ dossier: donnees, conversation }: PropsDossier): unknown {
  const { restant } = donnees.sursis;
  if (!donnees.fait && restant === 0) return nothing;
  const bouton = (annuler: () => unknown) =>
    html`<button class="bouton lien" id="annuler" @click=${annuler}>${msg('Annuler')}</button>`;
  return html`<p class="fait" data-retour="titre-dossier">
    ${iconeFait()} ${donnees.fait?.phrase ?? msg('Votre décision est enregistrée.')}
    ${
      restant > 0
        ? html`<span class="compte" aria-hidden="true">${msg(str`Elle part dans ${restant} s.`)}</span>
            ${bouton(() => conversation.annuler())}`
        : donnees.fait?.annuler
          ? bouton(() => donnees.annuler())
          : nothing
    }
  </p>`;
}

/** The citizen's word on a closed report, when it is not « réglé ». */
function avis({ ligne: { satisfaction }, evenements }: DemandeAgent): unknown {
  if (satisfaction === null || satisfaction === 'regle') return nothing;
  const dit = evenements.findLast((evenement) => evenement.type === 'satisfaction');
  return encart('warn', dit?.donnees.commentaire ?? msg('Sans commentaire.'), {
    titre: msg(str`Le demandeur dit : ${LIBELLES_RESULTAT[satisfaction]}`),
  });
}

function qui(
  { demandeur: { nom, courriel, telephone } }: DemandeAgent,
  donnees: DossierDonnees,
): TemplateResult {
  if (nom === null && courriel === null && telephone === null) {
    return html`<p class="muet petit">${msg('Le demandeur n’a pas laissé ses coordonnées.')}</p>`;
  }
  return html`<p class="reperes">
    ${nom === null ? nothing : html`<b>${nom}</b>`}
    ${courriel === null ? nothing : html`<a href="mailto:${courriel}">${courriel}</a>`}
    ${telephone === null ? nothing : lienTelephone(telephoneLisible(telephone))}
    <button
      class="bouton lien petit"
      id="ouvrir-adresse"
      aria-expanded=${donnees.brouillon.panneau === 'adresse' ? 'true' : 'false'}
      @click=${() => donnees.montrer('adresse')}
    >
      ${courriel === null ? msg('Ajouter un courriel') : msg('Corriger l’adresse')}
    </button>
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
