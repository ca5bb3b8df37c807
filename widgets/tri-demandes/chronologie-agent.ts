import { html, nothing } from 'lit';
import { msg, str } from '@lit/localize';
import type { DemandeAgent } from '#contract/schemas/agent.ts';
import type { Evenement, Televersement } from '#contract/schemas/demande.ts';
import { chronologie } from '../ui/chronologie.ts';
import { iconeAlerte } from '../ui/icones/communes.ts';
import { auteur, titreEvenement } from './libelles.ts';
import type { Hote } from './contexte.ts';

export type BoutonPiece = (piece: Pick<Televersement, 'id' | 'nom' | 'taille'>) => unknown;

/** Everything that happened, newest first: for an agent the last word comes first. */
export function chronologieAgent({ evenements }: DemandeAgent, hote: Hote, piece: BoutonPiece): unknown {
  const lignes = evenements.toReversed().map((evenement) => ({
    le: evenement.le,
    titre: titre(evenement),
    detail: detail(evenement, piece),
  }));
  return chronologie(lignes, hote.fuseau, hote.maintenant);
}

function titre(evenement: Evenement): unknown {
  if (evenement.type === 'courriel' && evenement.donnees.etat === 'echec') {
    return html`<span class="echec">${iconeAlerte()} ${titreEvenement(evenement)}</span>`;
  }
  return html`${titreEvenement(evenement)}${
    evenement.visibilite === 'interne' && evenement.type === 'note'
      ? html` <span class="pastille">${msg('invisible du demandeur')}</span>`
      : nothing
  }`;
}

function detail(evenement: Evenement, piece: BoutonPiece): unknown {
  const par = html`<p class="petit muet">${msg(str`par ${auteur(evenement)}`)}</p>`;
  switch (evenement.type) {
    case 'message':
      return html`${par}
        <blockquote class=${evenement.auteur.role === 'usager' ? 'recu' : ''}>
          <p class="corps">${evenement.donnees.corps}</p>
          ${pieces(evenement.donnees.pieces, piece)}
        </blockquote>`;
    case 'note':
      return html`${par}
        <blockquote class="note"><p class="corps">${evenement.donnees.corps}</p></blockquote>`;
    case 'statut':
      return html`${par}${evenement.donnees.motif === null ? nothing : html`<p class="corps">${evenement.donnees.motif}</p>`}`;
    case 'courriel':
    case 'depot':
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
