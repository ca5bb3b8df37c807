import { html, nothing } from 'lit';
import { msg, str } from '@lit/localize';
import type { Evenement, Suivi } from '#contract/schemas/demande.ts';
import { estClos } from '#contract/transitions.ts';
import { LIBELLES_CANAL, LIBELLES_STATUT } from '#contract/vocabulaire.ts';
import { dateEnMots, joursAvant } from '../core/dates-en-mots.ts';
import type { LigneChronologie } from '../ui/chronologie.ts';

/** Where the request stands, in one honest sentence. */
export function etatEnMots({ statut, genre, planifieeLe }: Suivi): string {
  const signalement = genre === 'signalement';
  switch (statut) {
    case 'recue':
      return signalement
        ? msg('Votre signalement est bien arrivé. Le service va le lire.')
        : msg('Votre demande est bien arrivée. Le service va la lire.');
    case 'en-cours':
      return msg('Un agent de la mairie s’en occupe.');
    case 'en-attente':
      return msg('Le service attend votre réponse pour continuer.');
    case 'transmise':
      return msg('La mairie l’a transmise à un partenaire. Ce n’est pas encore terminé.');
    case 'planifiee':
      return planifieeLe
        ? msg(str`C’est prévu le ${dateEnMots(planifieeLe)}. Ce n’est pas encore fait.`)
        : msg('C’est prévu. Ce n’est pas encore fait.');
    case 'traitee':
      return signalement ? msg('Le problème signalé est traité.') : msg('Votre demande est traitée.');
    case 'refusee':
      return signalement
        ? msg('La mairie ne donne pas suite à votre signalement.')
        : msg('La mairie a refusé votre demande.');
    case 'retiree':
      return msg('Vous l’avez retirée. La mairie ne la traite plus.');
  }
}

/** Title of the reason that came with the status; empty where a reason has no place. */
export function titreMotif({ statut }: Suivi): string {
  switch (statut) {
    case 'refusee':
      return msg('Pourquoi ce refus');
    case 'en-attente':
      return msg('Ce que le service attend de vous');
    case 'transmise':
      return msg('À qui, et pourquoi');
    default:
      return '';
  }
}

/** What silence means and when (CRPA L231-1, L231-4): a sentence, or nothing where there is no such rule. */
export function silenceEnMots(suivi: Suivi, fuseau: string, maintenant?: Date): string | undefined {
  const { silence, echeance, statut } = suivi;
  if (silence === 'aucun' || !echeance || estClos(statut)) return undefined;
  const jour = dateEnMots(echeance);
  const passee = joursAvant(echeance, fuseau, maintenant) < 0;
  if (silence === 'acceptation') {
    return passee
      ? msg(
          str`Le délai s’est terminé le ${jour}. Si votre dossier était complet, votre demande est acceptée. Vous pouvez demander une attestation au service.`,
        )
      : msg(
          str`Sans réponse de la mairie au ${jour}, votre demande sera acceptée. Ce délai vaut pour un dossier complet. Vous pourrez alors demander une attestation.`,
        );
  }
  return passee
    ? msg(
        str`Le délai s’est terminé le ${jour}. Sans réponse de la mairie, votre demande est refusée. Vous pouvez demander les raisons au service dans le mois, ou saisir le tribunal administratif dans les 2 mois.`,
      )
    : msg(
        str`Sans réponse de la mairie au ${jour}, votre demande sera refusée. Ce délai vaut pour un dossier complet. Vous pourrez alors demander les raisons au service dans le mois, ou saisir le tribunal administratif dans les 2 mois.`,
      );
}

/** The timeline: what moved the request, oldest first. Messages have a place of their own. */
export function lignesDuSuivi({ evenements, statut, dossier }: Suivi): LigneChronologie[] {
  const lignes = evenements.flatMap((evenement) => ligne(evenement, dossier !== null) ?? []);
  const present = lignes.findLast(({ etape }) => etape);
  if (present && statut !== 'retiree') present.present = true;
  return lignes;
}

type Ligne = LigneChronologie & { etape?: boolean };

/** The agent's name is for the citizen (CRPA L111-2), not for whoever has found a number. */
function ligne(evenement: Evenement, nomme: boolean): Ligne | undefined {
  const { le, auteur } = evenement;
  switch (evenement.type) {
    case 'depot': {
      const canal = LIBELLES_CANAL[evenement.donnees.canal];
      return { le, titre: LIBELLES_STATUT.recue, detail: html`<p class="muet">${canal}</p>`, etape: true };
    }
    case 'statut': {
      const { apres, motif, planifieeLe } = evenement.donnees;
      const detail = html`${nomme && auteur.role === 'agent' && auteur.nom ? html`<p class="muet">${auteur.nom}</p>` : nothing}${
        planifieeLe ? html`<p>${msg(str`Prévue le ${dateEnMots(planifieeLe)}`)}</p>` : nothing
      }${motif ? html`<p class="corps">${motif}</p>` : nothing}`;
      return { le, titre: LIBELLES_STATUT[apres], detail, etape: true };
    }
    case 'service':
      return { le, titre: msg(str`Confiée à un autre service : ${evenement.donnees.apres}`) };
    case 'courriel':
      return evenement.donnees.etat === 'echec'
        ? { le, titre: msg(str`Un courriel n’a pas pu vous être envoyé : ${evenement.donnees.objet}`) }
        : { le, titre: msg(str`Courriel envoyé : ${evenement.donnees.objet}`) };
    default:
      return undefined;
  }
}

/** What changed between two readings, in one sentence; empty when nothing did. */
export function nouveaute(avant: Suivi, apres: Suivi): string {
  if (avant.statut !== apres.statut) {
    return msg(str`L’état a changé : ${LIBELLES_STATUT[apres.statut]}.`);
  }
  const connus = new Set(avant.evenements.map(({ id }) => id));
  const nouveaux = apres.evenements.filter(({ id }) => !connus.has(id));
  if (nouveaux.some(({ type, auteur }) => type === 'message' && auteur.role === 'agent')) {
    return msg('Vous avez un nouveau message de la mairie.');
  }
  return nouveaux.length ? msg('Le suivi a été mis à jour.') : '';
}

/** Said when the request opens. */
export const ouverture = ({ titre, statut }: Suivi): string => `${titre} : ${LIBELLES_STATUT[statut]}.`;
