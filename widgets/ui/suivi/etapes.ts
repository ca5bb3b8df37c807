import { html, nothing } from 'lit';
import { msg, str } from '@lit/localize';
import type { Evenement, Suivi } from '#contract/schemas/demande.ts';
import {
  LIBELLES_CANAL,
  LIBELLES_DECISION,
  LIBELLES_RESULTAT,
  LIBELLES_STATUT,
  type NatureDocument,
} from '#contract/vocabulaire.ts';
import { dateEnMots } from '../../core/dates-en-mots.ts';
import type { LigneChronologie } from '../chronologie.ts';

/** The timeline: what moved the request, oldest first. Messages have a place of their own. */
export function lignesDuSuivi({ evenements, statut, dossier }: Suivi): LigneChronologie[] {
  const pour = dossier?.accompagnement?.pour;
  const lignes = evenements.flatMap((evenement) => ligne(evenement, dossier !== null, pour) ?? []);
  const present = lignes.findLast(({ etape }) => etape);
  if (present && statut !== 'retiree') present.present = true;
  return lignes;
}

export function nomDuDocument(nature: NatureDocument): string {
  switch (nature) {
    case 'accuse':
      return msg('Accusé de réception');
    case 'decision':
      return msg('Lettre de décision');
    case 'attestation':
      return msg('Attestation d’acceptation');
  }
}

type Ligne = LigneChronologie & { etape?: boolean };

/** The agent's name is for the citizen (CRPA L111-2), not for whoever has found a number. */
function ligne(evenement: Evenement, nomme: boolean, pour: string | undefined): Ligne | undefined {
  const { le, auteur } = evenement;
  const aidant =
    auteur.role === 'aidant' && (pour ? msg(str`${auteur.nom ?? ''}, pour ${pour}`) : auteur.nom);
  const nom = auteur.role === 'agent' ? auteur.nom : aidant;
  const signe = nomme && nom ? html`<p class="muet">${nom}</p>` : nothing;
  switch (evenement.type) {
    case 'depot': {
      const canal = LIBELLES_CANAL[evenement.donnees.canal];
      // Who filed on somebody's behalf is shown to whoever holds the file (its mandate names both).
      const par = nomme && aidant ? html`<p><b>${msg(str`Déposée par ${aidant}`)}</b></p>` : nothing;
      const detail = html`${par}
        <p class="muet">${canal}</p>`;
      return { le, titre: LIBELLES_STATUT.recue, detail, etape: true };
    }
    case 'statut': {
      const { apres, motif, planifieeLe } = evenement.donnees;
      const detail = html`${signe}${
        planifieeLe ? html`<p>${msg(str`Prévue le ${dateEnMots(planifieeLe)}`)}</p>` : nothing
      }${motif ? html`<p class="corps">${motif}</p>` : nothing}`;
      return { le, titre: LIBELLES_STATUT[apres], detail, etape: true };
    }
    case 'service':
      return { le, titre: msg(str`Confiée à un autre service\u00a0: ${evenement.donnees.apres}`) };
    case 'courriel':
      return evenement.donnees.etat === 'echec'
        ? { le, titre: msg(str`Un courriel n’a pas pu vous être envoyé\u00a0: ${evenement.donnees.objet}`) }
        : { le, titre: msg(str`Courriel envoyé\u00a0: ${evenement.donnees.objet}`) };
    case 'echeance': {
      const { apres } = evenement.donnees;
      return {
        le,
        titre: apres
          ? msg(str`Nouvelle date limite de réponse\u00a0: ${dateEnMots(apres)}`)
          : msg('Le délai de réponse est arrêté'),
      };
    }
    case 'implicite':
      return {
        le,
        titre:
          evenement.donnees.sens === 'acceptation'
            ? msg('Acceptée, faute de réponse de la mairie')
            : msg('Refusée, faute de réponse de la mairie'),
        etape: true,
      };
    case 'complement-demande':
      return {
        le,
        titre: msg('La mairie vous a demandé de compléter'),
        detail: html`${signe}${liste(evenement.donnees.champs.map(({ libelle }) => libelle))}`,
      };
    case 'complement-recu':
      return {
        le,
        titre: evenement.donnees.complet
          ? msg('Vous avez répondu à ce qui était demandé')
          : msg('Vous avez répondu à une partie de ce qui était demandé'),
        detail: signe,
      };
    case 'complement-annule': {
      const { recuLe } = evenement.donnees;
      return {
        le,
        titre: recuLe
          ? msg(str`La mairie a reçu ce qu’elle avait demandé, le ${dateEnMots(recuLe)}`)
          : msg('La mairie n’attend plus ce qu’elle avait demandé'),
        detail: signe,
      };
    }
    case 'transfert':
      return {
        le,
        titre: msg(str`Envoyée à l’administration compétente\u00a0: ${evenement.donnees.organisme}`),
        detail: evenement.donnees.contact ? html`<p class="corps">${evenement.donnees.contact}</p>` : nothing,
      };
    case 'decision':
      return { le, titre: LIBELLES_DECISION[evenement.donnees.sens], detail: signe };
    case 'document':
      return { le, titre: msg(str`Document ajouté\u00a0: ${nomDuDocument(evenement.donnees.nature)}`) };
    case 'satisfaction':
      return {
        le,
        titre: msg(str`Votre avis\u00a0: ${LIBELLES_RESULTAT[evenement.donnees.resultat]}`),
        detail: signe,
      };
    case 'coordonnees':
      return { le, titre: msg('Vos coordonnées ont été corrigées'), detail: signe };
    default:
      // Notes, assignments and what was undone are the agents' business; messages have their own place.
      return undefined;
  }
}

const liste = (textes: readonly string[]) =>
  html`<ul class="puces">
    ${textes.map((texte) => html`<li>${texte}</li>`)}
  </ul>`;
