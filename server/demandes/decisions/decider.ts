import type { NouvelleDecision } from '#contract/schemas/agent.ts';
import { estClos, transitionsPermises } from '#contract/transitions.ts';
import { LIBELLES_STATUT_AGENT, type SensDecision, type Statut } from '#contract/vocabulaire.ts';
import type { Commune } from '../../communes/commune.ts';
import { Probleme } from '../../socle/erreurs/probleme.ts';
import type { Changement } from '../changer.ts';
import { texteDesRecours } from '../documents/recours.ts';
import type { Fait } from '../evenements.ts';
import type { TableDemande } from '../tables.ts';

const STATUTS: Record<SensDecision, Statut> = {
  acceptation: 'traitee',
  refus: 'refusee',
  transmission: 'transmise',
};

/**
 * What a decision does to a demande. A refusal gives its reasons (CRPA L211-2, L211-5) and how to appeal (CJA
 * R421-5); what goes to the competent administration is a transfer (CRPA L114-2). What was still awaited from the
 * citizen no longer is.
 * @throws Probleme `transition-interdite`, `saisie-invalide`
 */
export function deciderDecision(
  commune: Pick<Commune, 'config'>,
  demande: TableDemande,
  voulue: NouvelleDecision,
): Changement & { faits: Fait[] } {
  const { sens, texte, anonyme, organisme, contact } = voulue;
  const apres = STATUTS[sens];
  if (!transitionsPermises(demande.statut, 'agent').includes(apres)) {
    const actuel = LIBELLES_STATUT_AGENT[demande.statut];
    throw new Probleme(
      'transition-interdite',
      'Décision impossible',
      demande.statut === apres || !estClos(demande.statut)
        ? `Ce dossier est déjà « ${actuel} ».`
        : `Ce dossier est « ${actuel} » : reprenez-le d’abord pour en décider autrement.`,
    );
  }
  if (voulue.competente && sens !== 'transmission') {
    const message = 'Seule une transmission peut aller à l’administration compétente.';
    throw new Probleme('saisie-invalide', 'Un champ est à corriger', message, {
      erreurs: [{ chemin: 'competente', code: 'option', message }],
    });
  }
  const vers = sens === 'transmission' ? { organisme: organisme!, ...(contact && { contact }) } : {};
  const recours = sens === 'refus' && demande.genre === 'demande' ? texteDesRecours(commune.config) : null;
  const motif =
    sens === 'acceptation'
      ? null
      : sens === 'refus'
        ? texte
        : `À ${organisme}${contact ? ` (${contact})` : ''}.\n\n${texte}`;
  const faits: Fait[] = [
    { type: 'decision', visibilite: 'dossier', donnees: { sens, texte, anonyme, recours, ...vers } },
    {
      type: 'statut',
      visibilite: 'public',
      donnees: { avant: demande.statut, apres, motif: null, planifieeLe: null },
    },
  ];
  if (voulue.competente) {
    const donnees = { organisme: organisme!, contact: contact ?? null };
    faits.push({ type: 'transfert', visibilite: 'dossier', donnees });
  }
  return {
    faits,
    maj: {
      statut: apres,
      clos: estClos(apres) ? 1 : 0,
      motif,
      planifiee_le: null,
      reponse_attendue: 0,
      complement: null,
      ...(demande.genre === 'signalement' && apres === 'traitee' && { satisfaction: null }),
    },
  };
}
