import { html, nothing } from 'lit';
import { msg, str } from '@lit/localize';
import type { DemandeAgent } from '#contract/schemas/agent.ts';
import type { Evenement, Televersement } from '#contract/schemas/demande.ts';
import { chronologie } from '../ui/chronologie.ts';
import { iconeAlerte } from '../ui/icones/communes.ts';
import { complementDemande, complementRecu, decision, echeance, libellesDe } from './details-evenement.ts';
import type { Hote } from './contexte.ts';
import { auteur, titreEvenement } from './libelles.ts';
import { vuPar } from './lu.ts';
import { rangsAnnules } from './rangs-annules.ts';

export type BoutonPiece = (piece: Pick<Televersement, 'id' | 'nom' | 'taille'>) => unknown;

interface Contexte {
  demande: DemandeAgent;
  piece: BoutonPiece;
  /** Ranks of what was taken back. */
  annules: ReadonlySet<number>;
}

/** Everything that happened, newest first: for an agent the last word comes first. */
export function chronologieAgent(
  demande: DemandeAgent,
  hote: Hote,
  piece: BoutonPiece,
  nouveauxDepuis: number,
): unknown {
  const { evenements } = demande;
  const contexte = { demande, piece, annules: rangsAnnules(evenements) };
  const lignes = evenements
    .map((evenement, i) => ({
      le: evenement.le,
      titre: titre(evenement, contexte, i >= nouveauxDepuis && deQuelquUn(evenement, hote)),
      detail: detail(evenement, contexte),
    }))
    .toReversed();
  return chronologie(lignes, hote.fuseau, hote.maintenant);
}

/** Neither of a job, nor of the agent himself: he knows what he did. */
const deQuelquUn = ({ auteur: { role, nom } }: Evenement, { session }: Hote): boolean =>
  role === 'usager' ||
  role === 'aidant' ||
  (role === 'agent' && !nom?.startsWith(`${session.agent?.prenom} ${session.agent?.nom}`));

function titre(evenement: Evenement, { annules }: Contexte, nouveau: boolean): unknown {
  const mots = titreEvenement(evenement);
  if (evenement.type === 'courriel' && evenement.donnees.etat === 'echec') {
    return html`<span class="echec">${iconeAlerte()} ${mots}</span>`;
  }
  const annule = evenement.rang !== undefined && annules.has(evenement.rang);
  return html`${annule ? html`<s>${mots}</s> ${marque(msg('annulé, jamais envoyé'))}` : mots}${
    evenement.visibilite === 'interne' && evenement.type === 'note'
      ? html` ${marque(msg('invisible du demandeur'))}`
      : nothing
  }${nouveau ? html` <span class="pastille nouveau">${msg('Nouveau')}</span>` : nothing}`;
}

const marque = (mots: string): unknown => html`<span class="pastille">${mots}</span>`;

/** A helper's acts are the person's: both are named. */
const pourQui = ({ auteur: { role } }: Evenement, { accompagnement }: DemandeAgent): string =>
  role === 'aidant' && accompagnement ? msg(str`, pour ${accompagnement.pour}`) : '';

function detail(evenement: Evenement, contexte: Contexte): unknown {
  const { demande, piece } = contexte;
  const vu = vuPar(demande, evenement);
  const par = html`<p class="petit muet">
    ${msg(str`par ${auteur(evenement)}`)}${pourQui(evenement, demande)}${
      vu === undefined ? nothing : vu ? msg(' · vu par le demandeur') : msg(' · pas encore vu')
    }
  </p>`;
  switch (evenement.type) {
    case 'message':
      return html`${par}
        <blockquote class=${evenement.auteur.role === 'agent' ? '' : 'recu'}>
          <p class="corps">${evenement.donnees.corps}</p>
          ${pieces(evenement.donnees.pieces, piece)}
        </blockquote>`;
    case 'note':
      return html`${par}
        <blockquote class="note"><p class="corps">${evenement.donnees.corps}</p></blockquote>`;
    case 'statut':
      return html`${par}${evenement.donnees.motif === null ? nothing : html`<p class="corps">${evenement.donnees.motif}</p>`}`;
    case 'complement-demande':
      return html`${par}${complementDemande(evenement)}`;
    case 'complement-recu':
      return html`${par}${complementRecu(evenement, demande, piece)}`;
    case 'complement-annule':
      return html`${par}${libellesDe(evenement.donnees.chemins, demande)}`;
    case 'decision':
      return html`${par}${decision(evenement)}`;
    case 'echeance':
      return echeance(evenement);
    case 'document':
      return pieces([evenement.donnees.piece], piece);
    case 'satisfaction':
      return html`${par}${
        evenement.donnees.commentaire
          ? html`<blockquote class="recu"><p class="corps">${evenement.donnees.commentaire}</p></blockquote>`
          : nothing
      }`;
    case 'courriel':
    case 'depot':
    case 'implicite':
      return nothing;
    default:
      return par;
  }
}

const pieces = (liste: readonly Televersement[], piece: BoutonPiece): unknown =>
  liste.length === 0
    ? nothing
    : html`<ul class="pieces" role="list">
        ${liste.map((une) => html`<li>${piece(une)}</li>`)}
      </ul>`;
